//! Simple and mixed content.

use super::*;

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "n")]
struct Number {
    #[xml(attribute = "unit")]
    unit: Option<String>,
    #[xml(text)]
    value: u32,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "s")]
struct Text(#[xml(text)] String);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "p")]
struct Paragraph {
    #[xml(attribute = "id")]
    id: Option<String>,
    #[xml(mixed)]
    content: Vec<Inline>,
    #[xml(preserved)]
    preserved: Preserved,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Inline {
    #[xml(text)]
    Text(String),
    #[xml(child = "b")]
    Bold(Paragraph),
    #[xml(child = "br")]
    Break(super::empty::Unit),
}

#[test]
fn are_read_and_written() {
    assert_eq!(reads::<Number>("<n unit='m'> 07\n</n>").value, 7);
    assert_eq!(reads::<Text>("<s/>").0, "");
    assert_eq!(
        reads::<Text>("<s> a<!-- b -->&#13;\r\n&lt;<![CDATA[]]><?c?>d]]&gt;\u{85} </s>").0,
        " a\r\n<d]]>\u{85} "
    );
    let p: Paragraph = reads("<p id='1'> a<!-- x --> b <b>c<b/></b><br/><![CDATA[]]>\n<b> </b><![CDATA[<]]></p>");
    let texts: Vec<_> = p.content.iter().map(|i| if let Inline::Text(t) = i { t.as_str() } else { "·" }).collect();
    assert_eq!(texts, [" a b ", "·", "·", "\n", "·", "<"]);
    assert_eq!(written(&p), "<p id=\"1\"> a b <b>c<b/></b><br/>\n<b> </b>&lt;</p>");
    assert!(reads::<Paragraph>("<p/>").content.is_empty());
    assert!(reads::<Paragraph>("<p><!-- --></p>").content.is_empty());
    assert!(reads::<Paragraph>("<p><![CDATA[]]></p>").content.is_empty());
    reads::<Paragraph>("<!DOCTYPE p [<!ENTITY e 'x<b>y</b>'><!ENTITY n ''>]><p>&e;&n;z</p>");
}

#[test]
fn are_refused() {
    refuses::<Number>(
        &["<n/>", "<n>1 2</n>", "<n>1<b/></n>", "<n><b>1</b></n>", "<n>\n  -1\n</n>"],
        expect![[r#"
        <n/>
            Value 1:1: an empty value; expected a whole number from 0 to 4294967295 [LIP0012] at /n
        <n>1 2</n>
            Value 1:4: `1 2`; expected a whole number from 0 to 4294967295 [LIP0012] at /n
        <n>1<b/></n>
            UnexpectedElement 1:5: element `b`; expected text only in `n` [LIP0007] at /n/b
        <n><b>1</b></n>
            UnexpectedElement 1:4: element `b`; expected text only in `n` [LIP0007] at /n/b
        <n>
          -1
        </n>
            Value 2:3: `-1`; expected a whole number from 0 to 4294967295 [LIP0012] at /n
    "#]],
    );
    refuses::<Paragraph>(
        &[
            "<p>a<i>b</i></p>",
            "<p>a<b id='1'><br>x</br></b></p>",
            "<p>a<b>",
            "<p>a]]></p>",
            "<p>a &nbsp; b</p>",
            "<p>a & b</p>",
            "<p>a\u{1}</p>",
        ],
        expect![[r#"
            <p>a<i>b</i></p>
                UnexpectedElement 1:5: element `i`; expected `b`, `br` or the end of `p` [LIP0007] at /p/i
            <p>a<b id='1'><br>x</br></b></p>
                UnexpectedText 1:19: text `x`; expected nothing in `br` [LIP0009] at /p/b/br
            <p>a<b>
                Syntax 1:8: the end of the text; expected `</b>` [LIP0002] at /p/b
            <p>a]]></p>
                Syntax 1:5: `]]>` in text; expected `]]&gt;` [LIP0002] at /p
            <p>a &nbsp; b</p>
                Entity 1:6: the undeclared entity `nbsp`; expected a declared entity [LIP0004] at /p
            <p>a & b</p>
                Syntax 1:6: `&` that begins no reference; expected `&amp;`, or a name and `;` [LIP0002] at /p
            <p>a\u{1}</p>
                Syntax 1:5: the character U+0001; expected a character that XML 1.0 allows (production 2) [LIP0002] at /p
        "#]],
    );
}
