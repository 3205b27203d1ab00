//! Content models of one element.

use super::declarations::type_of;
use super::values::narrows;
use super::{Audit, Difference, Fragment, Kind, Side};
use crate::language::{Comparison, Language, TooLarge, Witness, local};
use crate::schema::{Content, Element, Schema, content_model, simple_type};

pub(super) fn compare(
    name: &str,
    (dtd, in_dtd): (&Schema, &Element),
    (xsd, in_xsd): (&Schema, &Element),
    audit: &mut Audit,
) {
    let (left, right) = (&type_of(dtd, in_dtd).content, &type_of(xsd, in_xsd).content);
    if let (Content::Simple(_), Content::Simple(text)) = (left, right) {
        if narrows(text) {
            audit.note(name, None, format!("the text is `{}`", simple_type(text)));
        }
        return;
    }
    let (kind, message, fragment) = match languages((dtd, left), (xsd, right)) {
        // The same model, however large it is.
        Err(TooLarge) if shown(left) == shown(right) => return,
        Err(TooLarge) => (Kind::Limit, format!("the content of `{name}` cannot be compared: {TooLarge}"), None),
        Ok(Comparison { only_left, only_right }) => match shorter(only_left, only_right) {
            None => return,
            Some((witness, accepted_by)) => {
                let fragment = Fragment { text: written(name, &witness), accepted_by };
                let message = format!("the content of `{name}` is not the same in DTD and XSD");
                (Kind::Content, message, Some(fragment))
            }
        },
    };
    audit.push(Difference {
        dtd: Some(shown(left)),
        xsd: Some(shown(right)),
        fragment,
        dtd_span: in_dtd.origin,
        xsd_span: in_xsd.origin,
        ..Difference::new(kind, name, message)
    });
}

fn languages((dtd, left): (&Schema, &Content), (xsd, right): (&Schema, &Content)) -> Result<Comparison, TooLarge> {
    let left = Language::of(left, dtd.namespace.as_deref())?;
    let right = Language::of(right, xsd.namespace.as_deref())?;
    left.compare(&right)
}

/// The shorter of the two; of equal ones that of the DTD.
fn shorter(dtd: Option<Witness>, xsd: Option<Witness>) -> Option<(Witness, Side)> {
    let both = [dtd.map(|w| (w, Side::Dtd)), xsd.map(|w| (w, Side::Xsd))];
    both.into_iter().flatten().min_by_key(|(witness, _)| witness.len())
}

/// A model without its datatype: text is text.
fn shown(content: &Content) -> String {
    match content {
        Content::Simple(_) => "(#PCDATA)".to_owned(),
        content => content_model(content),
    }
}

/// The element with the content.
fn written(name: &str, witness: &Witness) -> String {
    let (name, inside) = (local(name), witness.fragment());
    if inside.is_empty() { format!("<{name}/>") } else { format!("<{name}>{inside}</{name}>") }
}
