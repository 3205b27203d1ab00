//! Collects the mistakes of one item, so that all are told at once.

use std::cell::RefCell;
use std::fmt::Display;

use quote::ToTokens;
use syn::Error;

#[derive(Default)]
pub(crate) struct Ctxt {
    errors: RefCell<Vec<Error>>,
}

impl Ctxt {
    /// A mistake at these tokens.
    pub(crate) fn error(&self, at: impl ToTokens, message: impl Display) {
        self.errors.borrow_mut().push(Error::new_spanned(at, message));
    }

    pub(crate) fn push(&self, error: Error) {
        self.errors.borrow_mut().push(error);
    }

    pub(crate) fn into_errors(self) -> Vec<Error> {
        self.errors.into_inner()
    }
}
