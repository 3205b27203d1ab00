//! How often: `T`, `Option`, `Vec`, `OneOrMore`, `Bounded`, each with and without `Box`, for elements of all sorts.

use super::*;

#[expect(clippy::vec_box, reason = "a `Vec` of boxes is allowed")]
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "all")]
struct All {
    #[xml(child)]
    one: Box<One>,
    #[xml(child = "b")]
    option: Option<Box<One>>,
    #[xml(child = "c")]
    vec: Vec<Box<One>>,
    #[xml(child = "d")]
    more: OneOrMore<Box<One>>,
    #[xml(child = "e")]
    bounded: Bounded<Box<One>, 1, 2>,
    #[xml(choice)]
    choice: Box<Choice>,
    #[xml(choice)]
    choices: Option<Box<Other>>,
    #[xml(group)]
    group: Box<Group>,
    #[xml(group)]
    groups: Bounded<Box<Pair>, 0, 2>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "one")]
struct One(#[xml(text)] u8);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Choice {
    #[xml(child = "f")]
    F(Box<One>),
    #[xml(child = "g")]
    G(OneOrMore<Box<One>>),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Other {
    #[xml(choice)]
    Inner(Box<Innermost>),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum Innermost {
    #[xml(child = "h")]
    H(u8),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Group {
    #[xml(child = "i")]
    i: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Pair {
    #[xml(child = "j")]
    j: u8,
    #[xml(child = "k")]
    k: Vec<u8>,
}

/// Of one name in a row, as far as it is clear where each belongs.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "row")]
struct Row {
    #[xml(child = "line")]
    first: u8,
    #[xml(child = "line")]
    pair: Bounded<u8, 2, 2>,
    #[xml(child = "line")]
    rest: Vec<u8>,
    #[xml(child = "mark")]
    mark: u8,
    #[xml(child = "line")]
    last: Option<u8>,
}

fn of(names: &str) -> String {
    let children: Vec<String> = names
        .chars()
        .enumerate()
        .map(|(i, c)| if c == 'a' { format!("<one>{i}</one>") } else { format!("<{c}>{i}</{c}>") })
        .collect();
    format!("<all>{}</all>", children.concat())
}

#[test]
fn are_read_and_written() {
    for (names, lengths) in [
        ("adef", [0, 0, 1, 1, 0]),
        ("abdefi", [1, 0, 1, 1, 0]),
        ("abccddeefhijkjkk", [1, 2, 2, 2, 2]),
        ("adegggj", [0, 0, 1, 1, 1]),
    ] {
        let all: All = reads(&of(names));
        let found = [all.option.iter().len(), all.vec.len(), all.more.len(), all.bounded.len(), all.groups.len()];
        assert_eq!(found, lengths, "{names}");
        assert_eq!(written(&all), of(names));
    }
    let row: Row = reads("<row><line>1</line><line>2</line><line>3</line><mark>4</mark></row>");
    assert_eq!((row.first, &*row.pair, row.rest.len(), row.last), (1, &[2, 3][..], 0, None));
    let row: Row = reads(
        "<row><line>1</line><line>2</line><line>3</line><line>4</line><line>5</line><mark>6</mark><line>7</line></row>",
    );
    assert_eq!((row.rest.len(), row.last), (2, Some(7)));
}

#[test]
fn are_refused() {
    let documents = ["def", "abbdef", "aef", "adf", "adeeef", "ade", "adeff", "adefgi", "adefik", "adefjjj"].map(of);
    refuses::<All>(
        &documents.iter().map(String::as_str).collect::<Vec<_>>(),
        expect![[r#"
        <all><d>0</d><e>1</e><f>2</f></all>
            MissingElement 1:6: element `d`; expected `one` [LIP0008] at /all
        <all><one>0</one><b>1</b><b>2</b><d>3</d><e>4</e><f>5</f></all>
            UnexpectedElement 1:26: element `b`; expected `c` or `d` [LIP0007] at /all/b[2]; `b` stands here already, and may not stand again at this place
        <all><one>0</one><e>1</e><f>2</f></all>
            MissingElement 1:18: element `e`; expected `b`, `c` or `d` [LIP0008] at /all
        <all><one>0</one><d>1</d><f>2</f></all>
            MissingElement 1:26: element `f`; expected `d` or `e` [LIP0008] at /all
        <all><one>0</one><d>1</d><e>2</e><e>3</e><e>4</e><f>5</f></all>
            UnexpectedElement 1:42: element `e`; expected `f` or `g` [LIP0007] at /all/e[3]; `e` stands here already, and may not stand again at this place
        <all><one>0</one><d>1</d><e>2</e></all>
            MissingElement 1:34: the end of `all`; expected `e`, `f` or `g` [LIP0008] at /all
        <all><one>0</one><d>1</d><e>2</e><f>3</f><f>4</f></all>
            UnexpectedElement 1:42: element `f`; expected `h`, `i`, `j` or the end of `all` [LIP0007] at /all/f[2]; `f` stands here already, and may not stand again at this place
        <all><one>0</one><d>1</d><e>2</e><f>3</f><g>4</g><i>5</i></all>
            UnexpectedElement 1:42: element `g`; expected `h`, `i`, `j` or the end of `all` [LIP0007] at /all/g; `g` stands here only instead of `f`
        <all><one>0</one><d>1</d><e>2</e><f>3</f><i>4</i><k>5</k></all>
            UnexpectedElement 1:50: element `k`; expected `j` or the end of `all` [LIP0007] at /all/k; `k` comes later in `all`
        <all><one>0</one><d>1</d><e>2</e><f>3</f><j>4</j><j>5</j><j>6</j></all>
            UnexpectedElement 1:58: element `j`; expected `k` or the end of `all` [LIP0007] at /all/j[3]; `j` stands here already, and may not stand again at this place
    "#]],
    );
    refuses::<Row>(
        &["<row><line>1</line><line>2</line><mark>4</mark></row>", "<row><mark>4</mark></row>"],
        expect![[r#"
            <row><line>1</line><line>2</line><mark>4</mark></row>
                MissingElement 1:34: element `mark`; expected `line` [LIP0008] at /row
            <row><mark>4</mark></row>
                MissingElement 1:6: element `mark`; expected `line` [LIP0008] at /row
        "#]],
    );
}
