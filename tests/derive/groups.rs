//! Structs without a tag of their own.

use super::*;

/// `(key, value?)+, (from, to)?, (note?, mark?), end?`
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "map")]
struct Map {
    #[xml(group)]
    pairs: OneOrMore<Pair>,
    #[xml(group)]
    range: Option<Range>,
    #[xml(group)]
    notes: Notes,
    #[xml(child = "end")]
    end: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Pair {
    #[xml(child = "key")]
    key: String,
    #[xml(child = "value")]
    value: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(group)]
struct Range(#[xml(child = "from")] u32, #[xml(child = "to")] u32);

#[derive(Debug, Clone, PartialEq, Default, Xml)]
#[xml(group)]
struct Notes {
    #[xml(child = "note")]
    note: Option<String>,
    #[xml(group)]
    inner: Box<Inner>,
}

#[derive(Debug, Clone, PartialEq, Default, Xml)]
#[xml(group)]
struct Inner {
    #[xml(child = "mark")]
    mark: Option<u32>,
}

/// `(from, to){2}` and a nullable group that repeats.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "twice")]
struct Twice {
    #[xml(group)]
    ranges: Bounded<Range, 2, 2>,
    #[xml(group)]
    notes: Vec<Notes>,
}

#[test]
fn are_read_and_written() {
    let map: Map = reads("<map><key>a</key><key>b</key><value>c</value><from>1</from><to>2</to><mark>3</mark></map>");
    assert_eq!((map.pairs.len(), map.range, map.notes.inner.mark), (2, Some(Range(1, 2)), Some(3)));
    let map: Map = reads("<map><key/><end/></map>");
    assert_eq!((map.range, map.notes), (None, Notes::default()));
    let twice: Twice = reads(
        "<twice><from>1</from><to>2</to><from>3</from><to>4</to><note/><mark>1</mark><mark>2</mark><note/><note/></twice>",
    );
    assert_eq!((twice.ranges[1].1, twice.notes.len()), (4, 4));
}

#[test]
fn are_refused() {
    refuses::<Map>(
        &[
            "<map/>",
            "<map><value>a</value></map>",
            "<map><key/><value/><value/></map>",
            "<map><key/><from>1</from></map>",
            "<map><key/><from>1</from><end/></map>",
            "<map><key/><to>1</to></map>",
            "<map><key/><mark>1</mark><note/></map>",
            "<map><key/><end/><key/></map>",
        ],
        expect![[r#"
            <map/>
                MissingElement 1:1: the end of `map`; expected `key` [LIP0008] at /map
            <map><value>a</value></map>
                MissingElement 1:6: element `value`; expected `key` [LIP0008] at /map
            <map><key/><value/><value/></map>
                UnexpectedElement 1:20: element `value`; expected `key`, `from`, `note`, `mark`, `end` or the end of `map` [LIP0007] at /map/value[2]; `value` stands here already, and may not stand again at this place
            <map><key/><from>1</from></map>
                MissingElement 1:26: the end of `map`; expected `to` [LIP0008] at /map
            <map><key/><from>1</from><end/></map>
                MissingElement 1:26: element `end`; expected `to` [LIP0008] at /map
            <map><key/><to>1</to></map>
                UnexpectedElement 1:12: element `to`; expected `value`, `key`, `from`, `note`, `mark`, `end` or the end of `map` [LIP0007] at /map/to; `to` comes later in `map`
            <map><key/><mark>1</mark><note/></map>
                Order 1:26: element `note`; expected `end` or the end of `map` [LIP0014] at /map/note; `note` belongs before `mark`
            <map><key/><end/><key/></map>
                Order 1:18: element `key`; expected the end of `map` [LIP0014] at /map/key[2]; `key` belongs before `end`
        "#]],
    );
    refuses::<Twice>(
        &[
            "<twice/>",
            "<twice><from>1</from><to>1</to></twice>",
            "<twice><from>1</from><to>1</to><from>1</from><note/></twice>",
        ],
        expect![[r#"
            <twice/>
                MissingElement 1:1: the end of `twice`; expected `from` [LIP0008] at /twice
            1:1: the end of `twice`; expected `to` [LIP0008] at /twice
            <twice><from>1</from><to>1</to></twice>
                MissingElement 1:32: the end of `twice`; expected `from` [LIP0008] at /twice
            1:32: the end of `twice`; expected `to` [LIP0008] at /twice
            <twice><from>1</from><to>1</to><from>1</from><note/></twice>
                MissingElement 1:46: element `note`; expected `to` [LIP0008] at /twice
        "#]],
    );
}
