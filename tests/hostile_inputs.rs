//! What an attacker might send, by name: documents that are to be refused, or read, in little time and memory. Each is a LIP
//! document in the XSD binding, as far as it is one at all, so that every reader can be asked: the typed one, the one for any
//! document, and libxml2 with the schema.

use lip_types::ErrorKind::{
    self, Encoding, Entity, Limit, MissingElement, Namespace, Order, Syntax, UnexpectedElement, UnknownAttribute, Value,
};

/// A hostile input, and what becomes of it.
#[derive(Debug, Clone)]
pub struct Hostile {
    /// What it is.
    pub name: &'static str,
    /// The document.
    pub bytes: Vec<u8>,
    /// A fault that the typed reader names, or none: it is read.
    pub kind: Option<ErrorKind>,
    /// Only the schema forbids it: a reader that knows none reads it.
    pub well_formed: bool,
}

/// Much of a thing, numbered.
fn many(count: usize, thing: impl Fn(usize) -> String) -> String {
    (0..count).map(thing).collect()
}

const ROOT: &str = "<learnerinformation xmlns=\"http://www.imsglobal.org/xsd/imslip_v1p0\"";

/// A document with something in an extension point, behind an internal subset.
fn open(subset: &str, inside: &str) -> String {
    let doctype = if subset.is_empty() { String::new() } else { format!("<!DOCTYPE learnerinformation [{subset}]>") };
    format!("{doctype}{ROOT}><ext_learnerinfo>{inside}</ext_learnerinfo></learnerinformation>")
}

/// A document with something that the schema is to judge.
fn typed(inside: &str) -> String {
    format!("{ROOT}>{inside}</learnerinformation>")
}

/// Entities that each bring the one before ten times.
fn laughs(levels: usize) -> String {
    let level = |level: usize| format!("<!ENTITY l{level} '{}'>", format!("&l{};", level - 1).repeat(10));
    format!("<!ENTITY l0 'lol'>{}", many(levels, |i| level(i + 1)))
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// All inputs. Those whose size is the attack have `scale` times some 100 kB: whoever takes time or memory that grows faster than
/// the input is seen by two scales.
pub fn inputs(scale: usize) -> Vec<Hostile> {
    let mut all = Vec::new();
    depth(&mut all, scale);
    attributes(&mut all, scale);
    names(&mut all, scale);
    entities(&mut all, scale);
    encodings(&mut all);
    characters(&mut all, scale);
    split_markup(&mut all, scale);
    floods(&mut all, scale);
    faults(&mut all, scale);
    all
}

struct Add<'a>(&'a mut Vec<Hostile>);

impl Add<'_> {
    /// Well-formed and valid.
    fn read(&mut self, name: &'static str, text: impl Into<Vec<u8>>) {
        self.0.push(Hostile { name, bytes: text.into(), kind: None, well_formed: true });
    }

    fn refused(&mut self, name: &'static str, kind: ErrorKind, text: impl Into<Vec<u8>>) {
        self.0.push(Hostile { name, bytes: text.into(), kind: Some(kind), well_formed: false });
    }

    fn invalid(&mut self, name: &'static str, kind: ErrorKind, text: impl Into<Vec<u8>>) {
        self.0.push(Hostile { name, bytes: text.into(), kind: Some(kind), well_formed: true });
    }
}

fn depth(all: &mut Vec<Hostile>, scale: usize) {
    let mut add = Add(all);
    let deep = 20_000 * scale;
    add.refused("elements without end tags, deep", Limit, open("", &"<a>".repeat(deep)));
    add.refused("elements, deep", Limit, open("", &format!("{}{}", "<a>".repeat(deep), "</a>".repeat(deep))));
    let recursive = "<activity>".repeat(deep);
    add.refused("elements of the schema, deep", Limit, typed(&recursive));
    add.read("as deep as is allowed", open("", &format!("{}{}", "<a b='c'>".repeat(150), "</a>".repeat(150))));
    add.refused("a content model, deep", Syntax, open(&format!("<!ELEMENT a {}", "(".repeat(100_000 * scale)), ""));
    let nest = many(200, |i| format!("<!ENTITY n{} '<a>&n{i};</a>'>", i + 1));
    add.refused("elements in entities, deep", Limit, open(&format!("<!ENTITY n0 ''>{nest}"), "&n200;"));
}

fn attributes(all: &mut Vec<Hostile>, scale: usize) {
    let mut add = Add(all);
    let numbered = |count| many(count, |i| format!(" a{i}=''"));
    add.refused("attributes of one element", Limit, open("", &format!("<a{}/>", numbered(20_000 * scale))));
    add.read("attributes of many elements", open("", &format!("<a{}/>", numbered(900)).repeat(15 * scale)));
    add.refused("the same attribute", Syntax, open("", &format!("<a{}/>", " a=''".repeat(900)).repeat(20 * scale)));
    let twice = format!("<a xmlns:p='u' xmlns:q='u'{}/>", many(450, |i| format!(" p:a{i}='' q:a{i}=''")));
    add.refused("the same attribute by two prefixes", Syntax, open("", &twice.repeat(20 * scale)));
    let word = |i: usize| (0..10).map(|bit| if i >> bit & 1 == 0 { "Aa" } else { "BB" }).collect::<String>();
    let colliding = format!("<a{}/>", many(900, |i| format!(" {}=''", word(i))));
    add.read("names that a weak hash takes for one", open("", &colliding.repeat(5 * scale)));
    let declared = many(20_000 * scale, |i| format!("a{i} CDATA 'x' "));
    add.refused("defaults of one element", Limit, open(&format!("<!ATTLIST a {declared}>"), "<a/>"));
    let declared = many(900, |i| format!("a{i} CDATA '' "));
    let subset = format!("<!ATTLIST a {declared}>");
    add.refused("defaults of many elements", Limit, open(&subset, &"<a/>".repeat(25_000 * scale)));
    let tokens = many(900, |i| format!("a{i} NMTOKENS #IMPLIED "));
    let subset = format!("<!ATTLIST a {tokens}>");
    let values = format!("<a{}/>", many(900, |i| format!(" a{i}=' x  y '")));
    add.read("values that are token lists", open(&subset, &values.repeat(7 * scale)));
    add.read("a long value", open("", &format!("<a b='{}'/>", "x".repeat(100_000 * scale))));
    add.read("a value of references", open("", &format!("<a b='{}'/>", "&lt;&#65;".repeat(11_000 * scale))));
    add.refused("a value with many `<`", Syntax, open("", &"<a b='<'/>".repeat(10_000 * scale)));
}

fn names(all: &mut Vec<Hostile>, scale: usize) {
    let mut add = Add(all);
    let long = "x".repeat((1 << 20) + 1);
    add.refused("a long name of an element", Limit, open("", &format!("<{long}/>")));
    add.refused("a long name of an attribute", Limit, open("", &format!("<a {long}=''/>")));
    add.read("many names", open("", &many(7_000 * scale, |i| format!("<e{i} a{i}=''/>"))));
    let levels = many(150, |i| format!("<a{}>", many(6 * scale, |p| format!(" xmlns:p{p}='urn:{i}:{p}'"))));
    let inside = format!("{levels}{}{}", "<p0:x/>".repeat(14_000 * scale), "</a>".repeat(150));
    add.read("prefixes declared again and again", open("", &inside));
    let declared = many(900, |i| format!(" xmlns:p{i}='u{i}'"));
    let inside = format!("<a{declared}>{}</a>", "<p0:x p1:y=''/>".repeat(7_000 * scale));
    add.read("many prefixes", open("", &inside));
    add.refused("a prefix without a namespace", Namespace, open("", &"<p:a/>".repeat(16_000 * scale)));
    add.refused("two colons", Namespace, open("", "<a:b:c xmlns:a='u'/>"));
    add.refused("a prefix for nothing", Namespace, open("", "<a xmlns:p=''/>"));
    add.refused("the prefix `xmlns` declared", Namespace, open("", "<a xmlns:xmlns='u'/>"));
}

fn entities(all: &mut Vec<Hostile>, scale: usize) {
    let mut add = Add(all);
    add.refused("a billion laughs", Limit, open(&laughs(9), "&l9;"));
    add.refused("a billion laughs in a value", Limit, open(&laughs(9), "<a b='&l9;'/>"));
    add.refused("a billion laughs of elements", Limit, open(&laughs(9).replace("lol", "<a/>"), "&l9;"));
    let subset = format!("{}<!ATTLIST d b CDATA '&l4;'>", laughs(4));
    add.refused("laughs in a default", Limit, open(&subset, &"<d/>".repeat(25_000 * scale)));
    let subset = format!("{}{}", laughs(5), "<!ATTLIST d b CDATA '&l5;'>".repeat(4_000 * scale));
    add.refused("laughs in many defaults", Limit, open(&subset, ""));
    let subset = format!("<!ENTITY e '{}'>", "x".repeat(50_000));
    add.refused("one long entity, often", Limit, open(&subset, &"&e;".repeat(17_000 * scale)));
    add.refused("one long entity, often in a value", Limit, {
        open(&subset, &format!("<a b='{}'/>", "&e;".repeat(17_000 * scale)))
    });
    add.read("a short entity, often", open("<!ENTITY e 'x'>", &"&e;".repeat(33_000 * scale)));
    let chain = many(100, |i| format!("<!ENTITY c{} '&c{i};'>", i + 1));
    add.refused("a long chain", Limit, open(&format!("<!ENTITY c0 'x'>{chain}"), "&c100;"));
    add.refused("a loop of one", Entity, open("<!ENTITY a '&a;'>", "&a;"));
    let loop_of_three = "<!ENTITY a '&b;'><!ENTITY b '&c;'><!ENTITY c 'x&a;'>";
    add.refused("a loop of three", Entity, open(loop_of_three, "&a;"));
    add.refused("a loop in a value", Entity, open(loop_of_three, "<x y='&a;'/>"));
    add.refused("a loop in a default", Entity, open("<!ENTITY a '&a;'><!ATTLIST x y CDATA '&a;'>", "<x/>"));
    let level = |i: usize| format!("<!ENTITY % p{} '{}'>", i + 1, format!("&#37;p{i};").repeat(10));
    let parameters = format!("<!ENTITY % p0 '<!-- -->'>{}%p9;", many(9, level));
    add.refused("a billion laughs of parameter entities", Limit, open(&parameters, ""));
    let parameters = "<!ENTITY % a '&#37;b;'><!ENTITY % b '&#37;a;'>%a;";
    add.refused("a loop of parameter entities", Entity, open(parameters, ""));
    add.refused("an external entity", Entity, open("<!ENTITY e SYSTEM 'file:///etc/passwd'>", "&e;"));
    add.refused(
        "an external entity by its public name",
        Entity,
        open("<!ENTITY e PUBLIC 'e' 'http://x.invalid/'>", "&e;"),
    );
    add.refused("an external entity in a value", Entity, open("<!ENTITY e SYSTEM '/dev/zero'>", "<a b='&e;'/>"));
    add.read("an external parameter entity", open("<!ENTITY % e SYSTEM '/dev/zero'>%e;", ""));
    let external = format!("<!DOCTYPE learnerinformation SYSTEM '/dev/zero'>{}", typed(""));
    add.read("an external subset", external);
    add.refused("an undeclared entity", Entity, open("", &"&e;".repeat(33_000 * scale)));
    add.refused(
        "an unparsed entity in text",
        Entity,
        open("<!NOTATION n SYSTEM 'n'><!ENTITY e SYSTEM 'e' NDATA n>", "&e;"),
    );
    add.read("many declarations", open(&many(5_000 * scale, |i| format!("<!ENTITY e{i} ''>")), ""));
    add.refused("a tag that begins in an entity", Syntax, open("<!ENTITY e '<a>'>", "&e;</a>"));
    add.refused("a tag that ends in an entity", Syntax, open("<!ENTITY e '</a>'>", "<a>&e;"));
    add.refused("a comment that begins in an entity", Syntax, open("<!ENTITY e '<!--'>", "&e;-->"));
    add.refused("a reference made of two", Syntax, open("<!ENTITY e '&#38;'>", "&e;lt;"));
    add.refused("`<` in a value, by an entity", Syntax, open("<!ENTITY e '&#60;'>", "<a b='&e;'/>"));
    add.refused("another meaning of `&lt;`", Entity, open("<!ENTITY lt 'x'>", "&lt;"));
}

fn encodings(all: &mut Vec<Hostile>) {
    let mut add = Add(all);
    let declared = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?>");
    let bytes = |head: &str, inside: &[u8]| [head.as_bytes(), ROOT.as_bytes(), b" ", inside].concat();
    let refused: [(_, Vec<u8>); 14] = [
        ("overlong `<`", bytes("", b">\xC0\xBCgoal/></learnerinformation>")),
        ("overlong `<` in three bytes", bytes("", b">\xE0\x80\xBCgoal/></learnerinformation>")),
        ("overlong U+0000", bytes("", b">\xC0\x80</learnerinformation>")),
        ("a surrogate in UTF-8", bytes("", b">\xED\xA0\x80</learnerinformation>")),
        ("beyond U+10FFFF", bytes("", b">\xF4\x90\x80\x80</learnerinformation>")),
        ("a character that breaks off", bytes("", b"/>\xE2\x82")),
        ("Latin-1 that says nothing", bytes("", b"/><!-- \xE9 -->")),
        ("ASCII that says UTF-16", bytes(&declared("UTF-16"), b"/>")),
        ("UTF-8 by its mark that says ISO-8859-1", bytes(&format!("\u{FEFF}{}", declared("ISO-8859-1")), b"/>")),
        ("UTF-7", bytes(&declared("UTF-7"), b"/>+ADw-goal/+AD4-")),
        ("an encoding of nobody", bytes(&declared("x-klingon"), b"/>")),
        ("Latin-1 that says US-ASCII", bytes(&declared("US-ASCII"), b"/><!-- \xE9 -->")),
        ("UTF-16 of an odd length", utf16(&format!("{ROOT}/>")).into_iter().chain([0x20]).collect()),
        ("UTF-16 without its mark", utf16(&format!("{ROOT}/>")).split_off(2)),
    ];
    for (name, bytes) in refused {
        add.refused(name, Encoding, bytes);
    }
    let mut lone = utf16(&format!("{ROOT}/>"));
    lone.extend([0x00, 0xD8, 0x20, 0x00]);
    add.refused("half a surrogate pair in UTF-16", Encoding, lone);
    let wide: Vec<u8> = format!("\u{FEFF}{ROOT}/>").chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    add.refused("UTF-32", Encoding, wide);
    add.refused(
        "an encoding that changes in the middle",
        Encoding,
        [format!("{}{ROOT}><!-- é -->", declared("UTF-8")).into_bytes(), utf16("</learnerinformation>")].concat(),
    );
}

fn characters(all: &mut Vec<Hostile>, scale: usize) {
    let mut add = Add(all);
    add.refused("U+0000", Syntax, open("", "\0"));
    add.refused("U+0001, often", Syntax, open("", &"\u{1}".repeat(100_000 * scale)));
    add.refused("U+FFFE", Syntax, open("", "\u{FFFE}"));
    add.refused("U+FFFF in a comment", Syntax, open("", "<!--\u{FFFF}-->"));
    add.refused("an escape code in a value", Syntax, open("", "<a b='\u{1B}[31m'/>"));
    for (name, reference) in [
        ("a reference to U+0000", "&#0;"),
        ("a reference to U+0001", "&#x1;"),
        ("a reference to a surrogate", "&#xD800;"),
        ("a reference to U+FFFF", "&#xFFFF;"),
        ("a reference beyond U+10FFFF", "&#x110000;"),
        ("a reference beyond 32 bits", "&#x100000041;"),
        ("a reference without digits", "&#;"),
        ("a reference without end", "&#65"),
        ("a negative reference", "&#-1;"),
    ] {
        add.refused(name, Syntax, open("", reference));
    }
    let long = format!("&#{}65;&#{};", "0".repeat(50_000 * scale), "9".repeat(50_000 * scale));
    add.refused("a reference of many digits", Syntax, open("", &long));
    add.read("references to characters", open("", &"&#x10FFFD;".repeat(10_000 * scale)));
    add.read("carriage returns", open("", &"\r\r\n".repeat(33_000 * scale)));
    add.read("brackets", open("", &"]] ".repeat(33_000 * scale)));
    add.read("a long text", open("", &"é".repeat(50_000 * scale)));
}

fn split_markup(all: &mut Vec<Hostile>, scale: usize) {
    let mut add = Add(all);
    for (name, inside) in [
        ("`]]>` in text", "]]>"),
        ("a CDATA section without end", "<![CDATA[ "),
        ("a CDATA section in small letters", "<![cdata[ ]]>"),
        ("a comment without end", "<!-- "),
        ("`--` in a comment", "<!-- -- -->"),
        ("an instruction without end", "<?a "),
        ("an instruction called `xml`", "<?XML a?>"),
        ("a declaration in content", "<!ENTITY e ''>"),
        ("a tag without end", "<a b=''"),
        ("a value without quotes", "<a b=c/>"),
        ("a value without end", "<a b='"),
        ("no space between attributes", "<a b=''c=''/>"),
        ("an end tag with an attribute", "<a></a b=''>"),
        ("a wrong end tag", "<a></b>"),
        ("`<` that begins nothing", "a < b"),
        ("`&` that begins nothing", "a & b"),
    ] {
        add.refused(name, Syntax, open("", inside));
    }
    add.refused("two document elements", Syntax, format!("{}{}", typed(""), typed("")));
    add.refused("text behind the document", Syntax, format!("{}x", typed("")));
    add.refused("text before the document", Syntax, format!("x{}", typed("")));
    add.refused("nothing", Syntax, "");
    add.refused("only white space", Syntax, " ".repeat(100_000 * scale));
    add.refused("white space before the XML declaration", Syntax, format!(" <?xml version='1.0'?>{}", typed("")));
    add.refused("version 2.0", Syntax, format!("<?xml version='2.0'?>{}", typed("")));
    let whole = open("", &"<a b='c'>d<!-- e --></a>".repeat(4_000 * scale));
    add.refused("a document that breaks off", Syntax, &whole.as_bytes()[..whole.len() / 2]);
    add.refused("a document of zeros", Syntax, vec![0; 100_000 * scale]);
}

fn floods(all: &mut Vec<Hostile>, scale: usize) {
    let mut add = Add(all);
    add.read("siblings", open("", &"<a/>".repeat(25_000 * scale)));
    add.read("siblings of the schema", typed(&"<goal/>".repeat(14_000 * scale)));
    add.read("text in small pieces", open("", &"x<a/>".repeat(20_000 * scale)));
    add.read("CDATA sections", open("", &"<![CDATA[]]>".repeat(8_000 * scale)));
    add.read("CDATA sections in a value", {
        typed(&format!("<comment>{}</comment>", "<![CDATA[<]]>x".repeat(7_000 * scale)))
    });
    add.read("comments", open("", &"<!---->".repeat(14_000 * scale)));
    add.read("comments in a value", typed(&format!("<comment>{}</comment>", "x<!---->".repeat(12_000 * scale))));
    add.read("comments before the document", format!("{}{}", "<!---->".repeat(14_000 * scale), typed("")));
    add.read("instructions", open("", &"<?a?>".repeat(20_000 * scale)));
    add.read("white space", typed(&"\n ".repeat(50_000 * scale)));
    add.read("white space in tags", open("", &format!("<a{}/>", " ".repeat(100_000 * scale))));
}

/// Many faults, each of which could be told.
fn faults(all: &mut Vec<Hostile>, scale: usize) {
    let mut add = Add(all);
    add.refused("`&` that begins nothing, often", Syntax, open("", &"& ".repeat(50_000 * scale)));
    add.refused("`<` that begins nothing, often", Syntax, open("", &"< ".repeat(50_000 * scale)));
    add.refused("`<a`, often", Syntax, open("", &"<a ".repeat(33_000 * scale)));
    add.refused("quotes in a tag", Syntax, open("", &format!("<a {}/>", "\"\" ".repeat(33_000 * scale))));
    add.refused("values without end, often", Syntax, open("", &"<a b=\"'".repeat(14_000 * scale)));
    add.refused("wrong end tags of many elements", Syntax, open("", &"<a></b>".repeat(14_000 * scale)));
    let deep = |start: &str, end: &str, count: usize| format!("{}{}", start.repeat(count), end.repeat(14_000 * scale));
    add.refused("wrong end tags", Syntax, open("", &deep("<a>", "</b>", 150)));
    add.refused("wrong end tags, too deep", Limit, open("", &deep("<a>", "</b>", 14_000 * scale)));
    add.refused("end tags of nothing", Syntax, typed(&"</b>".repeat(25_000 * scale)));
    add.refused("end tags of nothing, too deep", Limit, typed(&deep("<goal>", "</b ", 14_000 * scale)));
    add.refused("end tags in another order", Syntax, open("", &"<a><b></a></b>".repeat(7_000 * scale)));
    add.refused("`--` in many comments", Syntax, open("", &"<!-- -- -->".repeat(9_000 * scale)));
    add.refused("CDATA sections that do not end", Syntax, open("", &"<![CDATA[".repeat(11_000 * scale)));
    add.refused("undeclared prefixes in many tags", Namespace, {
        open("", &format!("<a{}/>", many(450, |i| format!(" p{i}:a=''"))).repeat(20 * scale))
    });
    add.invalid("unknown elements", UnexpectedElement, typed(&"<x/>".repeat(25_000 * scale)));
    add.invalid("unknown elements behind many", UnexpectedElement, {
        typed(&format!("{}{}", "<goal/>".repeat(14_000 * scale), "<x/>".repeat(2_000)))
    });
    add.invalid("misspelt elements", UnexpectedElement, typed(&"<gaol/>".repeat(14_000 * scale)));
    let nested = format!("{}{}", "<activty>".repeat(100), "</activty>".repeat(100));
    add.invalid("misspelt elements, nested", UnexpectedElement, typed(&nested.repeat(50 * scale)));
    add.invalid(
        "elements in another order",
        Order,
        typed(&"<goal><description/><typename/></goal>".repeat(2_500 * scale)),
    );
    let turned = format!("{}<comment/>", "<goal/>".repeat(14_000 * scale));
    add.invalid("one element behind many", Order, typed(&turned));
    add.invalid("missing elements", MissingElement, typed(&"<goal><description/></goal>".repeat(3_700 * scale)));
    let date = "<goal><date><typename><tyvalue/></typename><datetime>2000:13:06</datetime></date></goal>";
    add.invalid("wrong values", Value, typed(&date.repeat(1_200 * scale)));
    add.invalid("unknown attributes", UnknownAttribute, typed(&"<goal x='' y=''/>".repeat(6_000 * scale)));
    let attributes = format!("<goal{}/>", many(900, |i| format!(" a{i}=''")));
    add.invalid("unknown attributes in many tags", UnknownAttribute, typed(&attributes.repeat(15 * scale)));
    add.invalid("text between elements", ErrorKind::UnexpectedText, typed(&"x<goal/>".repeat(12_000 * scale)));
    let long = "x".repeat(100_000 * scale);
    let inside = format!("<goal>{}</goal>", format!("<a{long}/>") + &"<b/>".repeat(1_000));
    add.invalid("faults behind a long name", UnexpectedElement, typed(&inside));
    let inside = format!("<{long}>{}</{long}>", "& ".repeat(2_000));
    add.refused("faults inside a long name", Syntax, open("", &inside));
    let inside = format!("<{long}>{}", "</b> <c>".repeat(1_000));
    add.refused("wrong tags inside a long name", Syntax, open("", &inside));
    add.invalid("a long wrong value", Value, {
        typed(&format!("<goal><date><typename><tyvalue/></typename><datetime>{long}</datetime></date></goal>"))
    });
    let lines = "\n<goal/>".repeat(12_000 * scale);
    add.invalid(
        "faults at the end of many lines",
        UnexpectedElement,
        typed(&format!("{lines}{}", "<x/>".repeat(1_000))),
    );
}
