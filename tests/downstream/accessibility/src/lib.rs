//! How a learner wants to be taught, beside LIP's own record of the learner.

include!(concat!(env!("OUT_DIR"), "/access.rs"));

impl AccessForAll {
    /// The context of this name.
    pub fn context(&self, identifier: &str) -> Option<&Context> {
        self.context.iter().find(|context| context.identifier.as_str() == identifier)
    }
}
