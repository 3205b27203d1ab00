//! Names, and what they identify.

use arbitrary::{Result, Unstructured};

use super::{few, lexical, spaced};

/// The names of all random [entities](crate::value::Entity): what a document must declare for them.
pub const ENTITIES: &[&str] = &["photo", "voice", "cv"];

lexical! {
    XmlName: name;
    NcName: spaced_ncname;
    NmToken: token;
    NmTokens: |data: &mut Unstructured<'_>| list(data, token);
    Id: identifier;
    IdRef: identifier;
    IdRefs: |data: &mut Unstructured<'_>| list(data, ncname);
    Entity: entity;
    Entities: |data: &mut Unstructured<'_>| list(data, entity);
    QName: qname;
    Notation: qname;
}

const STARTS: &[char] = &['a', 'b', 'Q', 'Z', '_', 'é', 'Ā', 'Ж', '日'];
const OTHERS: &[char] = &['a', 'z', 'X', '0', '9', '-', '.', '_', 'ö', '·', 'ж', '本'];

/// A name without a colon.
pub(super) fn ncname(data: &mut Unstructured<'_>) -> Result<String> {
    let mut name = String::from(*data.choose(STARTS)?);
    for _ in 0..few(data, 7)? {
        name.push(*data.choose(OTHERS)?);
    }
    Ok(name)
}

fn spaced_ncname(data: &mut Unstructured<'_>) -> Result<String> {
    let name = ncname(data)?;
    spaced(data, name)
}

fn name(data: &mut Unstructured<'_>) -> Result<String> {
    let mut name = ncname(data)?;
    if data.ratio(1, 4)? {
        name.insert(0, ':');
    }
    spaced(data, name)
}

fn token(data: &mut Unstructured<'_>) -> Result<String> {
    let mut token = if data.arbitrary()? { ncname(data)? } else { String::new() };
    token.push(*data.choose(OTHERS)?);
    Ok(token)
}

/// Names of which two are equal hardly ever.
fn identifier(data: &mut Unstructured<'_>) -> Result<String> {
    let mut name = ncname(data)?;
    name.push_str(&data.arbitrary::<u64>()?.to_string());
    spaced(data, name)
}

fn entity(data: &mut Unstructured<'_>) -> Result<String> {
    data.choose(ENTITIES).map(|name| (*name).to_owned())
}

/// Prefixes depend on the place: only `xml` can be used everywhere.
fn qname(data: &mut Unstructured<'_>) -> Result<String> {
    let name = ncname(data)?;
    let name = if data.ratio(1, 4)? { format!("xml:{name}") } else { name };
    spaced(data, name)
}

fn list(data: &mut Unstructured<'_>, item: impl Fn(&mut Unstructured<'_>) -> Result<String>) -> Result<String> {
    let mut list = item(data)?;
    for _ in 0..few(data, 3)? {
        list.push_str(data.choose(&[" ", "  ", "\n", "\t"])?);
        list.push_str(&item(data)?);
    }
    spaced(data, list)
}
