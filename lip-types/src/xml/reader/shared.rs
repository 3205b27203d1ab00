//! Names and namespaces of open content: what stands in many elements is held once.

use std::collections::HashSet;

use ecow::EcoString;

#[derive(Default)]
pub(super) struct Shared {
    known: HashSet<EcoString>,
    /// Mostly the namespace of all.
    last: EcoString,
}

impl Shared {
    pub(super) fn string(&mut self, text: &str) -> EcoString {
        if text.len() <= EcoString::INLINE_LIMIT {
            return text.into();
        }
        if self.last != text {
            self.last = match self.known.get(text) {
                Some(known) => known.clone(),
                None => text.into(),
            };
            self.known.insert(self.last.clone());
        }
        self.last.clone()
    }
}
