//! What only the compiler can see, since it depends on other types: it is asserted when the item is compiled.
//!
//! Not of generic items, whose fields are of any type.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::Out;
use super::particle::at;
use crate::plan::{ChoiceVariant, Particle, Slot, Term};

impl Out<'_> {
    /// No choice with text outside of mixed content; no two fields for one element.
    pub(super) fn asserted_of_fields(&self, particles: &[Particle<'_>]) -> TokenStream {
        if !self.item.generics.params.is_empty() {
            return TokenStream::new();
        }
        let groups = particles.iter().filter(|p| matches!(p.slot.term, Term::Group));
        let elements_only = groups.map(|p| {
            let (model, rt) = (self.model(&p.slot), self.runtime_at(at(&p.slot.ty)));
            quote_spanned!(at(&p.slot.ty)=> const _: () = #rt::elements_only(&#model);)
        });
        let slots: Vec<_> = particles.iter().map(|p| &p.slot).collect();
        let models = slots.iter().map(|slot| self.model(slot));
        let rt = &self.rt;
        let model = quote_spanned!(self.at_item()=> #rt::Model::Sequence(&[#(#models),*]));
        elements_only.chain(self.deterministic(&slots, &model)).collect()
    }

    /// No two variants for one element.
    pub(super) fn asserted_of_variants(&self, variants: &[ChoiceVariant<'_>]) -> TokenStream {
        let rt = &self.rt;
        let slots: Vec<_> = variants.iter().map(|v| &v.slot).collect();
        let models = slots.iter().map(|slot| self.model(slot));
        let model = quote_spanned!(self.at_item()=> #rt::Model::Choice(&[#(#models),*]));
        self.deterministic(&slots, &model).into_iter().collect()
    }

    /// Of named elements alone it is known already.
    fn deterministic(&self, slots: &[&Slot], model: &TokenStream) -> Option<TokenStream> {
        let rt = self.runtime_at(self.at_item());
        let groups = slots.iter().any(|slot| matches!(slot.term, Term::Group));
        let own = slots.iter().any(|slot| matches!(slot.term, Term::Child(None)));
        let named = slots.iter().any(|slot| matches!(slot.term, Term::Child(Some(_))));
        let unknown = slots.len() > 1 && (groups || own && named) && self.item.generics.params.is_empty();
        // `Self` stands in the types of codecs only, of which nothing but the number is asked.
        let coded = slots.iter().any(|slot| slot.codec.is_some());
        (unknown && !coded).then(|| quote_spanned!(self.at_item()=> const _: () = #rt::deterministic(&#model);))
    }

    fn at_item(&self) -> Span {
        Span::call_site().located_at(self.item.ident.span())
    }
}
