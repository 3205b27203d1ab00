//! Parameters of types, constants and lifetimes.

use std::borrow::Cow;

use super::*;

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "wrapper")]
struct Wrapper<T: FromXml + ToXml, K = String>
where
    K: Clone,
{
    #[xml(attribute = "kind")]
    kind: Option<K>,
    #[xml(attribute = "level", default)]
    level: K,
    #[xml(child = "item")]
    items: OneOrMore<T>,
    #[xml(child = "last", default)]
    last: K,
}

/// Recursive: no bound may ask for the type itself.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "tree")]
struct Tree<T> {
    #[xml(child = "value")]
    value: T,
    #[xml(child)]
    left: Option<Box<Tree<T>>>,
    #[xml(child = "leaf")]
    leaves: Vec<Tree<T>>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "text")]
struct Text<V>(#[xml(text)] V);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "some")]
struct Some1<const LEAST: usize, const MOST: usize>(#[xml(child = "n")] Bounded<u8, LEAST, MOST>);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Either<A, B> {
    #[xml(child = "a")]
    A(A),
    #[xml(child = "b")]
    B(Vec<B>),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Pair<A, B>(#[xml(child = "first")] A, #[xml(child = "second")] Option<B>);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "both")]
struct Both<A, B> {
    #[xml(choice)]
    either: Either<A, B>,
    #[xml(group)]
    pairs: Vec<Pair<A, B>>,
}

/// A choice of the user's own: the parameter is a choice.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "of")]
struct Of<C: lip_types::xml::Group>(#[xml(choice)] Vec<C>);

/// Owned when it has been read; borrowed when it is to be written.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "view")]
struct View<'a> {
    #[xml(attribute = "id")]
    id: Option<Cow<'a, str>>,
    #[xml(child = "line")]
    lines: Vec<Cow<'a, str>>,
    #[xml(child)]
    text: Option<Text<Cow<'a, str>>>,
}

#[test]
fn are_read_and_written() {
    let list: Wrapper<u32, u8> =
        reads("<wrapper kind='7' level='8'><item>1</item><item>3</item><last>9</last></wrapper>");
    assert_eq!((list.kind, list.level, list.items[1], list.last), (Some(7), 8, 3, 9));
    let list: Wrapper<Text<bool>> = reads("<wrapper><item>1</item></wrapper>");
    assert_eq!((list.items[0].0, list.level.as_str(), list.last.as_str()), (true, "", ""));
    let tree: Tree<u8> = reads(
        "<tree><value>1</value><tree><value>2</value></tree><leaf><value>3</value><leaf><value>4</value></leaf></leaf></tree>",
    );
    assert_eq!((tree.left.unwrap().value, tree.leaves[0].leaves[0].value), (2, 4));
    assert_eq!(reads::<Some1<1, 2>>("<some><n>1</n><n>2</n></some>").0.len(), 2);
    reads::<Both<u8, String>>("<both><b>x</b><b/><first>1</first><first>2</first><second/></both>");
    reads::<Of<Either<u8, String>>>("<of><b>x</b><a>1</a><b/></of>");
}

#[test]
fn are_refused() {
    refuses::<Wrapper<u32, u8>>(
        &["<wrapper kind='x'><item>1</item></wrapper>", "<wrapper/>", "<wrapper><item>x</item></wrapper>"],
        expect![[r#"
            <wrapper kind='x'><item>1</item></wrapper>
                Value 1:16: `x`; expected a whole number from 0 to 255 [LIP0012] at /wrapper/@kind
            <wrapper/>
                MissingElement 1:1: the end of `wrapper`; expected `item` [LIP0008] at /wrapper
            <wrapper><item>x</item></wrapper>
                Value 1:16: `x`; expected a whole number from 0 to 4294967295 [LIP0012] at /wrapper/item
        "#]],
    );
    refuses::<Tree<u8>>(
        &["<tree><value>1</value><leaf/></tree>"],
        expect![[r#"
        <tree><value>1</value><leaf/></tree>
            MissingElement 1:23: the end of `leaf`; expected `value` [LIP0008] at /tree/leaf
    "#]],
    );
    refuses::<Some1<2, 2>>(
        &["<some><n>1</n></some>"],
        expect![[r#"
        <some><n>1</n></some>
            MissingElement 1:15: the end of `some`; expected `n` [LIP0008] at /some
    "#]],
    );
    refuses::<Of<Either<u8, String>>>(
        &["<of><c/></of>", "<of><a/></of>"],
        expect![[r#"
        <of><c/></of>
            UnexpectedElement 1:5: element `c`; expected `a`, `b` or the end of `of` [LIP0007] at /of/c
        <of><a/></of>
            Value 1:5: an empty value; expected a whole number from 0 to 255 [LIP0012] at /of/a
    "#]],
    );
}

#[test]
fn of_lifetimes_are_owned_when_read_and_may_borrow_when_written() {
    fn read(xml: &str) -> View<'static> {
        View::from_xml(xml).unwrap()
    }
    let text = String::from("a & b");
    let view = View { id: None, lines: vec![Cow::Borrowed(&text)], text: Some(Text(Cow::Borrowed("c"))) };
    let xml = written(&view);
    assert_eq!(xml, "<view><line>a &amp; b</line><text>c</text></view>");
    assert_eq!(read(&xml), view);
    refuses::<View<'static>>(
        &["<view><line><a/></line></view>"],
        expect![[r#"
        <view><line><a/></line></view>
            UnexpectedElement 1:13: element `a`; expected text only in `line` [LIP0007] at /view/line/a
    "#]],
    );
}
