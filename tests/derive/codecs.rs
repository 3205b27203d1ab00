//! `with = "module"`: types that are no values by themselves.

use std::collections::BTreeSet;
use std::time::Duration;

use super::*;

/// Seconds, as `90s`.
mod seconds {
    use std::time::Duration;

    use lip_types::value::ValueError;

    pub(super) fn from_text(text: &str) -> Result<Duration, ValueError> {
        let number = text.trim().strip_suffix('s').and_then(|number| number.parse().ok());
        number.map(Duration::from_secs).ok_or_else(|| ValueError::new("seconds such as `90s`").with_hint("write `0s`"))
    }

    pub(super) fn to_text(value: &Duration) -> Result<String, ValueError> {
        if value.subsec_nanos() > 0 {
            return Err(ValueError::new("whole seconds"));
        }
        Ok(format!("{}s", value.as_secs()))
    }
}

/// Any number of words.
mod words {
    use std::collections::BTreeSet;

    use lip_types::value::ValueError;

    pub(super) fn from_text(text: &str) -> Result<BTreeSet<String>, ValueError> {
        Ok(text.split_whitespace().map(str::to_owned).collect())
    }

    pub(super) fn to_text(value: &BTreeSet<String>) -> String {
        value.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// For any type with `FromStr` and `Display`.
mod shown {
    use std::fmt::Display;
    use std::str::FromStr;

    use lip_types::value::ValueError;

    pub(super) fn from_text<T: FromStr>(text: &str) -> Result<T, ValueError> {
        text.parse().map_err(|_| ValueError::new("what `FromStr` takes"))
    }

    pub(super) fn to_text(value: &impl Display) -> String {
        value.to_string()
    }
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "race")]
struct Race {
    #[xml(attribute = "limit", with = "seconds")]
    limit: Duration,
    #[xml(attribute, with = seconds)]
    pause: Option<Duration>,
    #[xml(attribute = "tags", with = "words", default)]
    tags: BTreeSet<String>,
    #[xml(child = "start", with = "seconds")]
    start: Duration,
    #[xml(child = "warm", with = "seconds")]
    warm: Option<Duration>,
    #[xml(child = "lap", with = "crate::codecs::seconds")]
    laps: Vec<Duration>,
    #[xml(child = "best", with = "seconds")]
    best: OneOrMore<Duration>,
    #[xml(child = "worst", with = "seconds")]
    worst: Bounded<Duration, 1, 2>,
    #[xml(child = "cool", with = "seconds", default = "Duration::default")]
    cool: Duration,
    #[xml(child = "from", with = "shown")]
    from: std::net::IpAddr,
    #[xml(choice)]
    end: Vec<End>,
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(choice)]
enum End {
    #[xml(child = "out", with = "seconds")]
    Out(Duration),
    #[xml(child = "lost", with = "words")]
    Lost(BTreeSet<String>),
}

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "wait")]
struct Wait(#[xml(text, with = "seconds")] Duration);

#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "wait")]
struct WaitOr(#[xml(text, with = "seconds", default)] Duration);

/// The module is for the type of the parameter.
#[derive(Debug, Clone, PartialEq, Xml)]
#[xml(element = "of")]
struct Of<T: std::str::FromStr + std::fmt::Display> {
    #[xml(attribute = "as", with = "shown")]
    kind: Option<T>,
    #[xml(child = "one", with = "shown")]
    ones: Vec<T>,
}

const FULL: &str = "<race limit='90s' pause=' 5s ' tags='b a b'><start>0s</start><warm>1s</warm><lap>2s</lap><lap>3s</lap>\
    <best>4s</best><worst>5s</worst><worst>6s</worst><cool>7s</cool><from>::1</from><out>8s</out><lost>x</lost></race>";

#[test]
fn are_read_and_written() {
    let full: Race = reads(FULL);
    let seconds = |n| Duration::from_secs(n);
    assert_eq!((full.limit, full.pause, full.tags.len()), (seconds(90), Some(seconds(5)), 2));
    assert_eq!(
        (&*full.laps, full.best.len(), &*full.worst),
        (&[seconds(2), seconds(3)][..], 1, &[seconds(5), seconds(6)][..])
    );
    assert_eq!(full.end, [End::Out(seconds(8)), End::Lost(BTreeSet::from(["x".to_owned()]))]);
    assert_eq!(written(&full), FULL.replace('\'', "\"").replace(" 5s ", "5s").replace("b a b", "a b"));
    let least: Race =
        reads("<race limit='1s'><start>1s</start><best>1s</best><worst>1s</worst><from>127.0.0.1</from></race>");
    assert_eq!((least.pause, least.tags.len(), least.warm, least.cool), (None, 0, None, Duration::ZERO));
    assert_eq!(reads::<Wait>("<wait><!-- a -->3s</wait>").0, seconds(3));
    assert_eq!(reads::<WaitOr>("<wait/>").0, seconds(0));
    assert_eq!(reads::<WaitOr>("<wait>3s</wait>").0, seconds(3));
    let of: Of<u8> = reads("<of as='3'><one>1</one><one>2</one></of>");
    assert_eq!((of.kind, of.ones), (Some(3), vec![1, 2]));
}

#[test]
fn are_refused() {
    refuses::<Race>(
        &[
            "<race/>",
            &FULL.replace("'90s'", "'90'"),
            &FULL.replace("<lap>3s", "<lap>3m"),
            &FULL.replace("8s", "8"),
            &FULL.replace("::1", "::x"),
            &FULL.replace("<worst>6s</worst>", "<worst>6s</worst><worst/>"),
        ],
        expect![[r#"
            <race/>
                MissingElement 1:1: the end of `race`; expected `start` [LIP0008] at /race
            1:1: the end of `race`; expected `warm`, `lap` or `best` [LIP0008] at /race
            1:1: the end of `race`; expected `best` or `worst` [LIP0008] at /race
            1:1: the end of `race`; expected `worst`, `cool` or `from` [LIP0008] at /race
            1:1: element `race` without the attribute `limit`; expected `limit="…"` [LIP0011] at /race
            <race limit='90' pause=' 5s ' tags='b a b'><start>0s</start><warm>1s</warm><lap>2s</lap><lap>3s</lap><best>4s</best><worst>5s</worst><worst>6s</worst><cool>7s</cool><from>::1</from><out>8s</out><lost>x</lost></race>
                Value 1:14: `90`; expected seconds such as `90s` [LIP0012] at /race/@limit; write `0s`
            <race limit='90s' pause=' 5s ' tags='b a b'><start>0s</start><warm>1s</warm><lap>2s</lap><lap>3m</lap><best>4s</best><worst>5s</worst><worst>6s</worst><cool>7s</cool><from>::1</from><out>8s</out><lost>x</lost></race>
                Value 1:95: `3m`; expected seconds such as `90s` [LIP0012] at /race/lap[2]; write `0s`
            <race limit='90s' pause=' 5s ' tags='b a b'><start>0s</start><warm>1s</warm><lap>2s</lap><lap>3s</lap><best>4s</best><worst>5s</worst><worst>6s</worst><cool>7s</cool><from>::1</from><out>8</out><lost>x</lost></race>
                Value 1:188: `8`; expected seconds such as `90s` [LIP0012] at /race/out; write `0s`
            <race limit='90s' pause=' 5s ' tags='b a b'><start>0s</start><warm>1s</warm><lap>2s</lap><lap>3s</lap><best>4s</best><worst>5s</worst><worst>6s</worst><cool>7s</cool><from>::x</from><out>8s</out><lost>x</lost></race>
                Value 1:173: `::x`; expected what `FromStr` takes [LIP0012] at /race/from
            <race limit='90s' pause=' 5s ' tags='b a b'><start>0s</start><warm>1s</warm><lap>2s</lap><lap>3s</lap><best>4s</best><worst>5s</worst><worst>6s</worst><worst/><cool>7s</cool><from>::1</from><out>8s</out><lost>x</lost></race>
                UnexpectedElement 1:152: element `worst`; expected `cool` or `from` [LIP0007] at /race/worst[3]; `worst` stands here already, and may not stand again at this place
        "#]],
    );
    refuses::<Wait>(
        &["<wait/>", "<wait>3</wait>", "<wait>3s<a/></wait>"],
        expect![[r#"
        <wait/>
            Value 1:1: an empty value; expected seconds such as `90s` [LIP0012] at /wait; write `0s`
        <wait>3</wait>
            Value 1:7: `3`; expected seconds such as `90s` [LIP0012] at /wait; write `0s`
        <wait>3s<a/></wait>
            UnexpectedElement 1:9: element `a`; expected text only in `wait` [LIP0007] at /wait/a
    "#]],
    );
    let mut race: Race = reads(FULL);
    race.laps.push(Duration::from_millis(1500));
    assert_eq!(race.to_xml(Binding::Xsd).unwrap_err().to_string(), "/race/lap: expected whole seconds");
}
