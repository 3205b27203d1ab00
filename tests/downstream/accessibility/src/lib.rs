//! How a learner wants to be taught, beside LIP's own record of the learner.

include!(concat!(env!("OUT_DIR"), "/access.rs"));

impl AccessForAll {
    /// The context of this name.
    pub fn context(&self, identifier: &str) -> Option<&Context> {
        self.context.iter().find(|context| context.identifier.as_str() == identifier)
    }
}

/// How much a learner needs something, from what harms to what cannot be done without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, lip_types::Xml)]
#[xml(value)]
pub enum Usage {
    /// It is in the way.
    #[xml(value = "prohibited")]
    Prohibited,
    /// It does no harm.
    #[xml(value = "optional")]
    Optional,
    /// It is of help.
    #[xml(value = "preferred")]
    Preferred,
    /// Nothing goes without it.
    #[xml(value = "required")]
    Required,
}
