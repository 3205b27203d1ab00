//! Pairs of a DTD and an XSD. Those in `tests/audit/equal` pass, those in `tests/audit/different` do not; what is said
//! stands in the file beside (`BLESS=1` writes it). Then the two of LIP, altered in one place each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use lip_gen::audit::{self, Audit, Kind, Side};
use lip_gen::diagnostic::{Diagnostics, Style};
use lip_gen::schema::{
    Attribute, AttributeDefault, Builtin, ComplexType, Compositor, Content, Element, ElementType, Name, Occurs,
    Particle, Schema, SimpleType, Term,
};
use lip_gen::source::Sources;
use lip_gen::{Config, read};

/// Audits every pair of a folder, and compares.
fn folder(name: &str, passes: bool) {
    // Paths in messages are relative, and the same everywhere: tests run in the folder of the package.
    let folder = Path::new("tests/audit").join(name);
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|e| e == "dtd")).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = String::new();
    for dtd in files {
        let settings = dtd.with_extension("toml");
        let config = if settings.exists() { Config::from_file(settings).unwrap() } else { Config::new() };
        let (audit, findings) = audit::run(&config.dtd(&dtd).xsd(dtd.with_extension("xsd"))).unwrap();
        assert_eq!(audit.passed(), passes, "{}: {audit:#?}", dtd.display());
        assert!(!findings.has_warnings(), "{}", findings.render(Style::Plain));
        let text = audit.human(&findings, Style::Plain);
        let expected = dtd.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&expected, &text).unwrap();
        }
        let old = std::fs::read_to_string(&expected).unwrap_or_default();
        if old != text {
            let diff = similar::TextDiff::from_lines(&old, &text);
            wrong += &diff.unified_diff().header(&expected.display().to_string(), "now").to_string();
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 accepts these:\n{wrong}");
}

#[test]
fn equal() {
    folder("equal", true);
}

#[test]
fn different() {
    folder("different", false);
}

fn lip() -> (Schema, Schema) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/imslip-1.0.1");
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let dtd = read::dtd(&folder.join("imslip_v1p0p1.dtd"), &read::Catalog::new(), &mut sources, &mut diagnostics);
    let xsd = read::xsd(&folder.join("imslip_v1p0p1.xsd"), &read::Catalog::new(), &mut sources, &mut diagnostics);
    (dtd.unwrap(), xsd.unwrap())
}

fn type_of<'s>(schema: &'s Schema, element: &'s Element) -> &'s ComplexType {
    match &element.r#type {
        ElementType::Anonymous(r#type) => r#type,
        ElementType::Named(id) => schema.complex_type(*id),
    }
}

/// One element of a schema, alone, with another type.
fn alone(schema: &Schema, element: &Element, r#type: ComplexType) -> Schema {
    let element = Element { r#type: ElementType::Anonymous(r#type), ..element.clone() };
    Schema { namespace: schema.namespace.clone(), elements: vec![element], ..Schema::default() }
}

/// Kind and attribute of each difference.
fn kinds(audit: &Audit) -> Vec<(Kind, Option<&str>)> {
    audit.differences.iter().map(|d| (d.kind, d.attribute.as_deref())).collect()
}

#[test]
fn lip_is_one_format() {
    let (dtd, xsd) = lip();
    let audit = audit::audit(&dtd, &xsd, &[]);
    assert_eq!((audit.elements, kinds(&audit)), (148, Vec::new()));
}

#[test]
fn an_element_that_is_missing() {
    let (dtd, xsd) = lip();
    for at in [0, 70, 147] {
        let mut less = xsd.clone();
        let gone = less.elements.remove(at).name.local;
        let audit = audit::audit(&dtd, &less, &[]);
        let found: Vec<_> = audit.differences.iter().map(|d| (d.kind, d.element.clone())).collect();
        assert_eq!(found, [(Kind::Element, gone.clone())]);
        let mut less = dtd.clone();
        less.elements.retain(|element| element.name.local != gone);
        assert_eq!(audit::audit(&less, &xsd, &[]).differences.len(), 1);
    }
}

/// A model with one alteration, and whether that changes what it takes, where a rule says so.
type Altered = (String, Particle, Option<bool>);

/// What a particle stands in.
#[derive(Clone, Copy)]
enum Within {
    Sequence,
    Choice,
    /// A choice that repeats without end, from this number.
    Free(u32),
}

fn alterations(particle: &Particle, within: Within, out: &mut Vec<Altered>) {
    let leaf = matches!(particle.term, Term::Element(_) | Term::Local(_));
    for occurs in [Occurs::ONCE, Occurs::OPTIONAL, Occurs::ANY, Occurs::ONE_OR_MORE, Occurs { min: 2, max: Some(3) }] {
        if occurs != particle.occurs {
            let changes = match within {
                _ if !leaf => None,
                Within::Sequence => Some(true),
                Within::Free(0) => Some(occurs.min == 2),
                // Unless only this one may be empty.
                Within::Choice if occurs.max == particle.occurs.max => None,
                Within::Choice => Some(true),
                Within::Free(_) if occurs.min == 0 => None,
                Within::Free(_) => Some(occurs.min == 2),
            };
            out.push((format!("{occurs:?}"), Particle { occurs, ..particle.clone() }, changes));
        }
    }
    // The same, said in more words.
    let group = |compositor, members| Particle { occurs: Occurs::ONCE, term: Term::Group(compositor, members) };
    out.push(("in a group".into(), group(Compositor::Sequence, vec![particle.clone()]), Some(false)));
    let twice = group(Compositor::Choice, vec![particle.clone(), particle.clone()]);
    out.push(("or the same".into(), twice, Some(false)));
    let more = Particle { occurs: Occurs::OPTIONAL, term: Term::Element(Name::new(None, "new")) };
    let more = group(Compositor::Sequence, vec![particle.clone(), more]);
    out.push(("something new".into(), more, Some(true)));
    let Term::Group(compositor, members) = &particle.term else { return };
    let with = |members| Particle { occurs: particle.occurs, term: Term::Group(*compositor, members) };
    let within = match (compositor, particle.occurs) {
        (Compositor::Sequence, _) => Within::Sequence,
        (Compositor::Choice, Occurs { min: min @ 0..2, max: None }) => Within::Free(min),
        (Compositor::Choice, _) => Within::Choice,
    };
    for (i, member) in members.iter().enumerate() {
        let mut less = members.clone();
        less.remove(i);
        out.push((format!("without {i}"), with(less), Some(true)));
        if i > 0 {
            let mut swapped = members.clone();
            swapped.swap(i - 1, i);
            out.push((format!("{i} swapped"), with(swapped), Some(*compositor == Compositor::Sequence)));
            let [before, member] = [&members[i - 1], member].map(Particle::clone);
            if *compositor == Compositor::Sequence && [&before, &member].iter().all(|p| p.occurs == Occurs::OPTIONAL) {
                // `(a?, b?)` is `((a, b?) | b)?`.
                let first = Particle { occurs: Occurs::ONCE, ..before };
                let last = Particle { occurs: Occurs::ONCE, ..member.clone() };
                let either = vec![group(Compositor::Sequence, vec![first, member]), last];
                let either = Particle { occurs: Occurs::OPTIONAL, ..group(Compositor::Choice, either) };
                let mut written = members.clone();
                written.splice(i - 1..=i, [either]);
                out.push((format!("{i} written otherwise"), with(written), Some(false)));
            }
        }
        let mut inner = Vec::new();
        alterations(member, within, &mut inner);
        for (what, altered, changes) in inner {
            let mut all = members.clone();
            all[i] = altered;
            out.push((format!("{i}: {what}"), with(all), changes));
        }
    }
}

/// Where a particle may end that begins at `from`: the definition, without any automaton.
fn ends(particle: &Particle, word: &[&str], from: usize) -> HashSet<usize> {
    let once = |at: usize| -> HashSet<usize> {
        let here = |name: &Name| (word.get(at) == Some(&name.local.as_str())).then_some(at + 1);
        match &particle.term {
            Term::Element(name) => here(name).into_iter().collect(),
            Term::Local(element) => here(&element.name).into_iter().collect(),
            Term::Any => (at < word.len()).then_some(at + 1).into_iter().collect(),
            Term::Group(Compositor::Choice, members) => members.iter().flat_map(|m| ends(m, word, at)).collect(),
            Term::Group(Compositor::Sequence, members) => members
                .iter()
                .fold(HashSet::from([at]), |at, member| at.into_iter().flat_map(|at| ends(member, word, at)).collect()),
        }
    };
    let most = particle.occurs.max.unwrap_or(u32::MAX).min(particle.occurs.min + 1 + word.len() as u32);
    let mut at = HashSet::from([from]);
    let mut out = if particle.occurs.min == 0 { at.clone() } else { HashSet::new() };
    for times in 1..=most {
        at = at.into_iter().flat_map(once).collect();
        if times >= particle.occurs.min {
            out.extend(&at);
        }
    }
    out
}

#[test]
fn every_alteration_of_a_model_is_found_and_none_invented() {
    let (dtd, xsd) = lip();
    let (mut found, mut same) = (0, 0);
    for element in &xsd.elements {
        let own = type_of(&xsd, element);
        let in_dtd = dtd.element(&Name::new(None, &element.name.local)).unwrap();
        let dtd = alone(&dtd, in_dtd, type_of(&dtd, in_dtd).clone());
        let audited = |content| audit::audit(&dtd, &alone(&xsd, element, ComplexType { content, ..own.clone() }), &[]);
        // What kind of content it is.
        let text = || Content::Simple(SimpleType::Builtin(Builtin::String));
        let others = match &own.content {
            Content::Empty => vec![text(), Content::Any],
            Content::Simple(_) => vec![Content::Empty, Content::Any],
            Content::Any => vec![Content::Empty, text()],
            Content::Mixed(particle) => vec![Content::Elements(particle.clone()), text(), Content::Any],
            Content::Elements(particle) => vec![Content::Mixed(particle.clone()), text(), Content::Empty],
        };
        for content in others {
            assert_eq!(kinds(&audited(content)).first(), Some(&(Kind::Content, None)), "{}", element.name);
        }
        let (Content::Elements(particle) | Content::Mixed(particle)) = &own.content else { continue };
        let mut altered = Vec::new();
        alterations(particle, Within::Sequence, &mut altered);
        for (what, altered, changes) in altered {
            let mixed = matches!(own.content, Content::Mixed(_));
            let content = if mixed { Content::Mixed(altered.clone()) } else { Content::Elements(altered.clone()) };
            let audit = audited(content);
            let Some(difference) = audit.differences.first() else {
                assert_ne!(changes, Some(true), "{}: {what}", element.name);
                same += 1;
                continue;
            };
            assert_ne!(changes, Some(false), "{}: {what}: {difference:#?}", element.name);
            assert_eq!(kinds(&audit), [(Kind::Content, None)]);
            // One takes it, the other does not.
            let fragment = difference.fragment.as_ref().unwrap();
            let children = fragment.text.split("/>").filter_map(|part| part.rsplit_once('<')).map(|(_, name)| name);
            let word: Vec<_> = children.filter(|name| !name.contains(['/', '>'])).collect();
            let word = if fragment.text.matches('<').count() == 1 { Vec::new() } else { word };
            let takes = |particle| ends(particle, &word, 0).contains(&word.len());
            let sides = (takes(particle), takes(&altered));
            let expected = if fragment.accepted_by == Side::Dtd { (true, false) } else { (false, true) };
            assert_eq!(sides, expected, "{}: {what}: {}", element.name, fragment.text);
            found += 1;
        }
    }
    assert!(found > 1_000 && same > 500, "{found} {same}");
}

/// An attribute with one alteration, and what is to be found.
fn altered(attribute: &Attribute) -> Vec<(Attribute, Vec<Kind>)> {
    let mut out = Vec::new();
    let default = |default| Attribute { default, ..attribute.clone() };
    match &attribute.default {
        AttributeDefault::Required => out.push((default(AttributeDefault::Optional), vec![Kind::AttributeUse])),
        AttributeDefault::Optional => {
            out.push((default(AttributeDefault::Required), vec![Kind::AttributeUse]));
            out.push((default(AttributeDefault::Value("x".into())), vec![Kind::AttributeDefault]));
            let fixed = AttributeDefault::Fixed { value: "x".into(), required: false };
            out.push((default(fixed), vec![Kind::AttributeDefault]));
        }
        AttributeDefault::Value(value) => {
            out.push((default(AttributeDefault::Optional), vec![Kind::AttributeDefault]));
            out.push((default(AttributeDefault::Value(format!("{value}x"))), vec![Kind::AttributeDefault]));
            let fixed = AttributeDefault::Fixed { value: value.clone(), required: false };
            out.push((default(fixed), vec![Kind::AttributeDefault]));
            out.push((default(AttributeDefault::Required), vec![Kind::AttributeUse]));
        }
        AttributeDefault::Fixed { .. } => unreachable!("LIP fixes no values"),
    }
    let typed = |r#type| Attribute { r#type, ..attribute.clone() };
    match &attribute.r#type {
        SimpleType::Enumeration { name, base, values, .. } => {
            let listed = |values| {
                let documentation = Box::default();
                typed(SimpleType::Enumeration { name: name.clone(), base: *base, values, documentation })
            };
            let mut reversed = values.clone();
            reversed.reverse();
            out.push((listed(reversed), Vec::new()));
            out.push((listed(values[1..].to_vec()), vec![Kind::AttributeType]));
            out.push((listed([values.clone(), vec!["new".into()]].concat()), vec![Kind::AttributeType]));
            out.push((typed(SimpleType::Builtin(Builtin::NmToken)), vec![Kind::AttributeType]));
            out.push((typed(SimpleType::Builtin(Builtin::String)), vec![Kind::AttributeType]));
        }
        SimpleType::Builtin(Builtin::Entity) => {
            out.push((typed(SimpleType::Builtin(Builtin::String)), vec![Kind::AttributeType]));
            out.push((typed(SimpleType::Builtin(Builtin::Entities)), vec![Kind::AttributeType]));
        }
        _ => {
            for builtin in [Builtin::Id, Builtin::IdRef, Builtin::NmToken, Builtin::NmTokens, Builtin::Entity] {
                out.push((typed(SimpleType::Builtin(builtin)), vec![Kind::AttributeType]));
            }
            // No DTD can say these.
            for builtin in [Builtin::String, Builtin::Token, Builtin::AnyUri, Builtin::Date, Builtin::Boolean] {
                out.push((typed(SimpleType::Builtin(builtin)), Vec::new()));
            }
        }
    }
    out
}

#[test]
fn every_alteration_of_an_attribute_is_found_and_none_invented() {
    let (dtd, xsd) = lip();
    let mut count = 0;
    for element in &xsd.elements {
        let own = type_of(&xsd, element);
        let in_dtd = dtd.element(&Name::new(None, &element.name.local)).unwrap();
        let dtd = alone(&dtd, in_dtd, type_of(&dtd, in_dtd).clone());
        let audited =
            |attributes| audit::audit(&dtd, &alone(&xsd, element, ComplexType { attributes, ..own.clone() }), &[]);
        for (i, attribute) in own.attributes.iter().enumerate() {
            let name = attribute.name.to_string();
            for (altered, expected) in altered(attribute) {
                let mut attributes = own.attributes.clone();
                attributes[i] = altered;
                let expected: Vec<_> = expected.into_iter().map(|kind| (kind, Some(name.as_str()))).collect();
                let audit = audited(attributes.clone());
                assert_eq!(kinds(&audit), expected, "{}: {:?}", element.name, attributes[i]);
                count += 1;
            }
            let mut less = own.attributes.clone();
            less.remove(i);
            assert_eq!(kinds(&audited(less)), [(Kind::Attribute, Some(name.as_str()))]);
            let renamed = Attribute { name: Name::new(None, "new"), ..attribute.clone() };
            let more = [own.attributes.clone(), vec![renamed]].concat();
            assert_eq!(kinds(&audited(more)), [(Kind::Attribute, Some("new"))]);
        }
    }
    assert!(count > 300, "{count}");
}

/// Texts of a pair, each altered in one place as the list beside says, through both readers.
#[test]
fn every_alteration_of_a_text_is_found_and_none_invented() {
    let folder = Path::new("tests/audit/altered");
    let [dtd, xsd, list] =
        ["dtd", "xsd", "txt"].map(|e| std::fs::read_to_string(folder.join("shop").with_extension(e)).unwrap());
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("altered");
    std::fs::create_dir_all(&work).unwrap();
    let found = |dtd: &str, xsd: &str| {
        let files = [("dtd", dtd), ("xsd", xsd)].map(|(extension, text)| {
            let file = work.join("shop").with_extension(extension);
            std::fs::write(&file, text).unwrap();
            file
        });
        let audit = match audit::run(&Config::new().dtd(&files[0]).xsd(&files[1])) {
            Ok((audit, _)) => audit,
            Err(error) => return error.to_string(),
        };
        let one = |d: &audit::Difference| {
            let kind = serde_json::to_string(&d.kind).unwrap();
            let attribute = d.attribute.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
            format!("{} {}{attribute}", kind.trim_matches('"'), d.element)
        };
        let mut all: Vec<String> = audit.differences.iter().map(one).collect();
        all.sort();
        if all.is_empty() { "same".to_owned() } else { all.join(", ") }
    };
    assert_eq!(found(&dtd, &xsd), "same");
    let (mut count, mut wrong) = (0, String::new());
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (side, alteration) = line.split_once(": ").unwrap();
        let [old, new, expected] = alteration.split(" => ").collect::<Vec<_>>().try_into().unwrap();
        let text = if side == "dtd" { &dtd } else { &xsd };
        assert_eq!(text.matches(old).count(), 1, "{line}");
        let altered = text.replace(old, new);
        let mut expected: Vec<&str> = expected.split(", ").collect();
        expected.sort_unstable();
        let now = if side == "dtd" { found(&altered, &xsd) } else { found(&dtd, &altered) };
        if now != expected.join(", ") {
            wrong += &format!("{line}\n    now: {now}\n");
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count > 100, "{count}");
}
