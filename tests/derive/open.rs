//! Open content.

use super::*;

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "ext", ns = "urn:ext")]
struct Ext {
    #[xml(any_attributes)]
    attributes: AnyAttributes,
    #[xml(any)]
    content: AnyContent,
    #[xml(preserved)]
    preserved: Preserved,
}

#[test]
fn is_read_and_written() {
    let inner =
        "text <v:a xmlns:v=\"urn:v\" v:b=\"1\" c=\"&lt;&#10;\"><![CDATA[<d>]]><!-- e --><?f g?><v:h/> </v:a> &amp;";
    let ext: Ext = reads(&format!("<ext xmlns='urn:ext' k='1'>{inner}</ext>"));
    assert_eq!(written(&ext), format!("<ext xmlns=\"urn:ext\" k=\"1\">{inner}</ext>"));
    assert_eq!(ext.content.text(), "text <d>  &");
    assert!(reads::<Ext>("<e:ext xmlns:e='urn:ext'/>").content.nodes.is_empty());
    reads::<Ext>("<e:ext xmlns:e='urn:ext'><a/><e:b><a xmlns='urn:x'><c xmlns=''/></a></e:b></e:ext>");
    reads::<Ext>("<!DOCTYPE ext [<!ENTITY x 'y<z a=\"1\"/>'>]><e:ext xmlns:e='urn:ext'>&x;<b>&x;</b></e:ext>");
}

#[test]
fn is_refused() {
    refuses::<Ext>(
        &[
            "<ext xmlns='urn:ext'><a></b></ext>",
            "<ext xmlns='urn:ext'><a><b/></ext>",
            "<ext xmlns='urn:ext'><v:a/></ext>",
            "<ext xmlns='urn:ext'><a b='1' b='2'/></ext>",
            "<ext xmlns='urn:ext'><a>\n<b><c>&d;</c></b></a></ext>",
            "<ext xmlns='urn:ext'><a",
            "<ext xmlns='urn:ext'>",
        ],
        expect![[r#"
            <ext xmlns='urn:ext'><a></b></ext>
                Syntax 1:25: `</b>`; expected `</a>` [LIP0002] at /ext/a
            <ext xmlns='urn:ext'><a><b/></ext>
                Syntax 1:29: `</ext>`; expected `</a>` [LIP0002] at /ext/a
            <ext xmlns='urn:ext'><v:a/></ext>
                Namespace 1:23: the undeclared prefix `v`; expected a declaration `xmlns:v="…"` [LIP0003] at /ext/v:a
            <ext xmlns='urn:ext'><a b='1' b='2'/></ext>
                Syntax 1:31: the attribute `b` for the second time; expected each attribute once [LIP0002] at /ext/a/@b
            <ext xmlns='urn:ext'><a>
            <b><c>&d;</c></b></a></ext>
                Entity 2:7: the undeclared entity `d`; expected a declared entity [LIP0004] at /ext/a/b/c
            <ext xmlns='urn:ext'><a
                Syntax 1:24: the end of the text; expected `>` or `/>` [LIP0002] at /ext
            <ext xmlns='urn:ext'>
                Syntax 1:22: the end of the text; expected `</ext>` [LIP0002] at /ext
        "#]],
    );
}
