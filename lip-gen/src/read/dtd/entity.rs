//! Entities: their replacement texts, and where each character of them stands.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::external::Identifier;
use crate::source::{SourceId, Span};

/// A declared entity (XML 1.0, 4.2).
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) value: Value,
    /// The name in its declaration.
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum Value {
    Internal(Replacement),
    /// `SYSTEM` or `PUBLIC`; read where a reference asks for it.
    External(Identifier),
    /// `NDATA`: what no reference can ask for.
    Unparsed,
}

/// The replacement text of an internal entity (4.5): its literal with character references and
/// parameter entity references replaced.
#[derive(Debug, Clone)]
pub(super) struct Replacement {
    pub(super) text: Arc<str>,
    /// Where the characters stand, by offset in the text.
    pieces: Rc<[Piece]>,
    /// The source of the literal.
    pub(super) home: SourceId,
    /// Entities within entities.
    depth: usize,
}

/// A run of characters of a replacement text.
#[derive(Debug)]
struct Piece {
    /// Offset of the first character in the replacement text.
    at: usize,
    from: From,
}

#[derive(Debug)]
enum From {
    /// The characters follow one another in the literal.
    Literal(Span),
    /// What a reference in the literal stands for.
    Reference(Span),
    /// The replacement text of an entity that the literal refers to.
    Entity(Span, Replacement),
}

impl Replacement {
    /// Where the character at an offset of the text stands: the references on the way, outermost first,
    /// each with the source of the literal to which it leads; then the place.
    pub(super) fn place(&self, offset: usize) -> (Vec<(Span, SourceId)>, Span) {
        let mut way = Vec::new();
        let (mut replacement, mut offset) = (self, offset);
        loop {
            let index = replacement.pieces.partition_point(|piece| piece.at <= offset).saturating_sub(1);
            let Some(piece) = replacement.pieces.get(index) else {
                return (way, Span::new(replacement.home, 0, 0));
            };
            let within = offset - piece.at;
            match &piece.from {
                From::Literal(span) => {
                    let start = span.start as usize + within;
                    return (way, Span::new(span.source, start, start));
                }
                From::Reference(span) => return (way, *span),
                From::Entity(reference, inner) => {
                    way.push((*reference, inner.home));
                    (replacement, offset) = (inner, within);
                }
            }
        }
    }

    /// Whether the text can be taken as it is where a literal refers to it: nothing in it is to be
    /// replaced, and what holds it does not become too deep.
    pub(super) fn is_plain(&self) -> bool {
        self.depth < DEEPEST && !self.text.contains(['%', '&'])
    }
}

/// Replacement texts that hold others deeper than this lose the inner places; dropping one must not recurse for ever.
const DEEPEST: usize = 64;

/// Collects a replacement text.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    pieces: Vec<Piece>,
    /// Where a character would stand that goes on with the last piece.
    next: Option<Span>,
    depth: usize,
}

impl Builder {
    /// Adds characters that stand in the literal as they are.
    pub(super) fn push(&mut self, text: &str, place: Span) {
        let goes_on = self.next.is_some_and(|next| next.source == place.source && next.start == place.start);
        if !goes_on {
            self.pieces.push(Piece { at: self.text.len(), from: From::Literal(place) });
        }
        self.text.push_str(text);
        let end = place.start as usize + text.len();
        self.next = Some(Span::new(place.source, end, end));
    }

    /// Adds what a reference in the literal stands for.
    pub(super) fn push_reference(&mut self, text: &str, reference: Span) {
        self.pieces.push(Piece { at: self.text.len(), from: From::Reference(reference) });
        self.text.push_str(text);
        self.next = None;
    }

    /// Adds the replacement text of an entity that the literal refers to.
    pub(super) fn push_entity(&mut self, replacement: &Replacement, reference: Span) {
        if replacement.text.is_empty() {
            return;
        }
        self.pieces.push(Piece { at: self.text.len(), from: From::Entity(reference, replacement.clone()) });
        self.text.push_str(&replacement.text);
        self.depth = self.depth.max(replacement.depth + 1);
        self.next = None;
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn finish(self, home: SourceId) -> Replacement {
        Replacement { text: self.text.into(), pieces: self.pieces.into(), home, depth: self.depth }
    }
}

/// The entities of one kind; the first declaration binds.
pub(super) type Entities = HashMap<String, Rc<Entity>>;
