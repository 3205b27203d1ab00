//! Empty elements.

use super::*;

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Xml)]
#[xml(element = "unit")]
pub(super) struct Unit;

#[derive(Debug, Clone, PartialEq, Default, Xml)]
#[xml(element = "braces")]
struct Braces {}

#[derive(Debug, Clone, PartialEq, Default, Xml)]
#[xml(element = "kept")]
struct Kept(#[xml(preserved)] Preserved);

#[test]
fn are_read_and_written() {
    assert_eq!(written(&reads::<Unit>("<unit/>")), "<unit/>");
    reads::<Unit>("<unit ></unit\n>");
    reads::<Unit>("<unit><!-- a --><?b?></unit>");
    reads::<Braces>("<braces/>");
    reads::<Kept>("<kept><!-- a --></kept>");
}

#[test]
fn are_refused() {
    refuses::<Unit>(
        &["<unit> </unit>", "<unit>a</unit>", "<unit><a/></unit>", "<unit a=''/>"],
        expect![[r#"
            <unit> </unit>
                UnexpectedText 1:7: white space; expected nothing in `unit` [LIP0009] at /unit
            <unit>a</unit>
                UnexpectedText 1:7: text `a`; expected nothing in `unit` [LIP0009] at /unit
            <unit><a/></unit>
                UnexpectedElement 1:7: element `a`; expected the end of `unit` [LIP0007] at /unit/a
            <unit a=''/>
                UnknownAttribute 1:7: attribute `a`; expected no attribute [LIP0010] at /unit/@a
        "#]],
    );
}
