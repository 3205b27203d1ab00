//! A document with its entities of elements written out, so that every element has a
//! place of its own in the text that is kept.

use super::document::{Declarations, Document, Entity};
use super::locate::{self, Markup};
use super::scan::{self, Reference};

/// The text with every reference to elements replaced; `None` when there is none. The
/// document has been read: references are sound, and within the limits.
pub(crate) fn inlined(document: &Document<'_>) -> Option<String> {
    let declarations = &*document.declarations;
    let markup = |entity: &Entity| matches!(entity, Entity::Internal(text) if text.contains('<'));
    if !declarations.entities.values().any(markup) {
        return None;
    }
    let mut text = document.text.get(..document.content)?.to_owned();
    let mut replaced = false;
    append(document.text.get(document.content..)?, declarations, 0, &mut text, &mut replaced)?;
    Some(text).filter(|_| replaced)
}

/// Entities inside one another; the reader has its own limit, which may be higher.
const DEPTH: usize = 64;

fn append(text: &str, declarations: &Declarations, depth: usize, out: &mut String, replaced: &mut bool) -> Option<()> {
    let mut at = 0;
    while let Some(mark) = scan::markup(text, at) {
        push(&text[at..mark], depth, out);
        if scan::byte(text, mark) == b'&' {
            let (reference, end) = scan::reference(text, mark).ok()?;
            match reference {
                Reference::Entity(name) if brings_markup(name, declarations, 0) => {
                    let Some(Entity::Internal(replacement)) = declarations.entities.get(name) else { return None };
                    if depth >= DEPTH {
                        return None;
                    }
                    *replaced = true;
                    append(replacement, declarations, depth + 1, out, replaced)?;
                }
                _ => out.push_str(&text[mark..end]),
            }
            at = end;
            continue;
        }
        let end = match locate::markup_at(text, mark)? {
            Markup::Start { name_end, .. } => locate::tag_end(text, name_end),
            Markup::End { behind } | Markup::Other { behind } => behind,
        };
        out.push_str(&text[mark..end?]);
        at = end?;
    }
    push(text.get(at..)?, depth, out);
    Some(())
}

/// In an entity, a carriage return was written as a reference.
fn push(text: &str, depth: usize, out: &mut String) {
    if depth == 0 {
        out.push_str(text);
    } else {
        out.push_str(&text.replace('\r', "&#13;"));
    }
}

fn brings_markup(name: &str, declarations: &Declarations, depth: usize) -> bool {
    let Some(Entity::Internal(text)) = declarations.entities.get(name) else { return false };
    if text.contains('<') {
        return true;
    }
    let mut at = 0;
    while let Some(mark) = scan::markup(text, at).filter(|_| depth < DEPTH) {
        let Ok((reference, end)) = scan::reference(text, mark) else { return false };
        if let Reference::Entity(name) = reference
            && brings_markup(name, declarations, depth + 1)
        {
            return true;
        }
        at = end;
    }
    false
}
