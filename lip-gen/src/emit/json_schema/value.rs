//! What the runtime brings: values as patterns of their text, and open content.

use super::form::{Form, Table};

/// White space that collapses (XML Schema part 2, 4.3.6).
const SPACE: &str = r"[ \t\n\r]*";
const ZONE: &str = "(Z|[+-][0-9]{2}:[0-9]{2})?";
const DAY: &str = "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}";
const CLOCK: &str = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?";
/// The first character of a name without a colon, and one of the others (Namespaces in XML, production 4): of ASCII exactly, of
/// the other characters all.
const FIRST: &str = r"[^\x00-@\[-^`{-\x7F]";
const OTHER: &str = r"[^\x00-,/:-@\[-^`{-\x7F]";

/// The lexical form of a value type, where a pattern can say it in short; ranges and lengths of months are the reader's.
pub(super) fn pattern(name: &str) -> Option<String> {
    let lexical = match name {
        "Boolean" => "(true|false|1|0)".to_owned(),
        "Decimal" => r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)".to_owned(),
        "Float" | "Double" => r"([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([Ee][+-]?[0-9]+)?|-?INF|NaN)".to_owned(),
        "Integer" | "Long" | "Int" | "Short" | "Byte" => "[+-]?[0-9]+".to_owned(),
        "NonNegativeInteger" | "UnsignedLong" | "UnsignedInt" | "UnsignedShort" | "UnsignedByte" => {
            r"(\+?[0-9]+|-0+)".to_owned()
        }
        "PositiveInteger" => r"\+?0*[1-9][0-9]*".to_owned(),
        "NonPositiveInteger" => r"(-[0-9]+|\+?0+)".to_owned(),
        "NegativeInteger" => "-0*[1-9][0-9]*".to_owned(),
        // The DTD binding has the forms of ISO 8601, too.
        "DateTime" => {
            format!("({DAY}T{CLOCK}{ZONE}|[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}}(T[0-9]{{2}}:[0-9]{{2}}{ZONE})?)?)?)")
        }
        "Date" => format!("{DAY}{ZONE}"),
        "Time" => format!("{CLOCK}{ZONE}"),
        "HexBinary" => "([0-9A-Fa-f]{2})*".to_owned(),
        "Language" => "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*".to_owned(),
        // `xml:lang=""` takes the language back (XML 1.0, 2.12).
        "Lang" => "([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?".to_owned(),
        "NcName" | "Id" | "IdRef" | "Entity" => format!("{FIRST}{OTHER}*"),
        "IdRefs" | "Entities" => format!("{FIRST}{OTHER}*([ \\t\\n\\r]+{FIRST}{OTHER}*)*"),
        "QName" | "Notation" => format!("({FIRST}{OTHER}*:)?{FIRST}{OTHER}*"),
        "XmlName" => format!("({FIRST}|:)({OTHER}|:)*"),
        "NmToken" => format!("({OTHER}|:)+"),
        "NmTokens" => format!("({OTHER}|:)+([ \\t\\n\\r]+({OTHER}|:)+)*"),
        _ => return None,
    };
    Some(format!("^{SPACE}{lexical}{SPACE}$"))
}

/// Adds a type of open content, and what it stands on.
pub(super) fn open(name: &str, defs: &mut Table) {
    match name {
        "AnyContent" => {
            let mut instruction = Form::object();
            instruction.require("target", true);
            instruction.properties.push("target", Form::string());
            instruction.properties.push("data", Form::string());
            let mut node = Form::default();
            node.one_of.push(Form::string());
            node.one_of.push(Form::entry("element", Form::reference("AnyElement")));
            node.one_of.push(Form::entry("cdata", Form::string()));
            node.one_of.push(Form::entry("comment", Form::string()));
            node.one_of.push(Form::entry("instruction", instruction));
            let mut element = named();
            let mut declared = Form::object();
            declared.properties.push("prefix", Form::string());
            declared.properties.push("uri", Form::string());
            element.properties.push("namespaces", Form::array(declared, 0, None));
            element.properties.push("attributes", Form::array(attribute(), 0, None));
            element.properties.push("content", Form::reference("AnyContent"));
            let about = "Open content: text is a string, everything else an object with one key.";
            defs.push("AnyContent", Form::array(node, 0, None).about(Some(about.to_owned())));
            defs.push("AnyElement", element.about(Some("An element of open content.".to_owned())));
        }
        "AnyAttributes" => {
            let about = "Attributes that the schema leaves open.";
            defs.push("AnyAttributes", Form::array(attribute(), 0, None).about(Some(about.to_owned())));
        }
        // Nothing is known of another one.
        _ => defs.push(name, Form::default()),
    }
}

/// The name of its schema, which no Rust type has.
pub(super) const ENTITY: &str = "unparsed-entity";

/// An unparsed entity that a document declares, which attributes of type `ENTITY` name.
pub(super) fn entity(defs: &mut Table) {
    let name = || Form::text(Some(format!("^{FIRST}{OTHER}*$")));
    let public = || Form::text(Some(r"^[A-Za-z0-9 \r\n\-'()+,./:=?;!*#@$_%]*$".to_owned()));
    let system = || Form::text(Some("^[^#]*$".to_owned()));
    let mut notation = Form::object();
    notation.require("name", true);
    notation.properties.push("name", name());
    notation.properties.push("public", public());
    notation.properties.push("system", system());
    let mut entity = Form::object();
    ["name", "system", "notation"].into_iter().for_each(|key| entity.require(key, true));
    entity.properties.push("name", name());
    entity.properties.push("public", public());
    entity.properties.push("system", system());
    entity.properties.push("notation", notation);
    let about = "Something that is no XML, at a URI and in a notation, which a document declares beside its schema.";
    defs.push(ENTITY, entity.about(Some(about.to_owned())));
}

fn attribute() -> Form {
    let mut form = named();
    form.require("value", true);
    form.properties.push("value", Form::string());
    form
}

/// An object with an expanded name and a prefix.
fn named() -> Form {
    let mut form = Form::object();
    form.require("name", true);
    for key in ["prefix", "name", "namespace"] {
        form.properties.push(key, Form::string());
    }
    form
}
