//! Dates that follow from one another.

use super::is;
use crate::value::DateTime;
use crate::xml::Rule;
use crate::xml::rule::Broken;
use crate::xml::tree::{Node, Tree};

pub(super) const DATE_ORDER: Rule = Rule {
    code: "LIP0106",
    name: "date-order",
    is_error: false,
    about: "what is named `Finish` is not before what is named `Start`",
    check: date_order,
};

/// Looks at the dates of one structure together: `date` elements, and the fields of a `temporal`.
fn date_order(tree: &Tree, broken: &mut Broken<'_>) {
    for owner in tree.nodes() {
        let dates: Vec<(&str, &Node)> = tree.children(owner).filter_map(|child| named_date(tree, child)).collect();
        let of = |name: &'static str| {
            let named = dates.iter().filter(move |(n, _)| *n == name);
            named.filter_map(|(_, node)| Some((*node, Span::of(node.value())?)))
        };
        let Some((start, begins)) = of("Start").max_by_key(|(_, span)| span.first) else { continue };
        for (finish, ends) in of("Finish") {
            if ends.is_before(&begins) {
                broken.at(
                    finish.value_place(),
                    format!("the finish `{}` before the start", crate::xml::clip(finish.value())),
                    format!("a date not before `{}`", crate::xml::clip(start.value())),
                );
            }
        }
    }
}

/// What the `typename` of a date says, and the element that holds the date.
fn named_date<'t>(tree: &'t Tree, node: &'t Node) -> Option<(&'t str, &'t Node)> {
    let (name, date) = if is(tree, node, "date") {
        (tree.at(node, &["typename", "tyvalue"])?, tree.child(node, "datetime")?)
    } else if is(tree, node, "temporalfield") {
        (tree.at(node, &["fieldlabel", "typename", "tyvalue"])?, tree.child(node, "fielddata")?)
    } else {
        return None;
    };
    Some((name.value(), date))
}

/// The seconds that a date may mean: a year alone is any second of it.
struct Span {
    first: i128,
    last: i128,
    zoned: bool,
}

const DAY: i128 = 86_400;
/// A time without a zone may be in any (XSD 1.0 part 2, 3.2.7.4).
const ANY_ZONE: i128 = 14 * 3_600;

impl Span {
    fn of(text: &str) -> Option<Self> {
        let date = DateTime::from_iso_8601(text).ok()?;
        let year = i128::from(date.year());
        let (days, length) = match (date.month(), date.day()) {
            (Some(month), Some(day)) => (days(year, month) + i128::from(day) - 1, DAY),
            (Some(12), None) => (days(year, 12), 31 * DAY),
            (Some(month), None) => (days(year, month), (days(year, month + 1) - days(year, month)) * DAY),
            (None, _) => (days(year, 1), (days(year + 1, 1) - days(year, 1)) * DAY),
        };
        let first = days * DAY;
        let Some(hour) = date.hour() else { return Some(Self { first, last: first + length, zoned: false }) };
        let minute = i128::from(date.minute().unwrap_or(0));
        let second = i128::from(date.second().unwrap_or(0));
        let offset = date.offset_minutes();
        let at = first + i128::from(hour) * 3_600 + minute * 60 + second - i128::from(offset.unwrap_or(0)) * 60;
        let length = if date.second().is_some() { 1 } else { 60 };
        Some(Self { first: at, last: at + length, zoned: offset.is_some() })
    }

    /// Whether all that this may mean is before all that the other may mean.
    fn is_before(&self, other: &Self) -> bool {
        let slack = if self.zoned == other.zoned { 0 } else { ANY_ZONE };
        self.last + slack <= other.first
    }
}

/// Days from 1 March of year 0 to the first of a month, in the proleptic Gregorian calendar.
fn days(year: i128, month: u8) -> i128 {
    let month = i128::from(month);
    // The year begins in March, so that a leap day is its last.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(a: &str, b: &str) -> bool {
        Span::of(a).unwrap().is_before(&Span::of(b).unwrap())
    }

    #[test]
    fn months_and_leap_years() {
        assert_eq!(days(2000, 3) - days(2000, 2), 29);
        assert_eq!(days(1900, 3) - days(1900, 2), 28);
        assert_eq!(days(2001, 1) - days(2000, 1), 366);
        assert_eq!(days(2001, 1) - days(2000, 12), 31);
    }

    #[test]
    fn only_what_is_certain_is_before() {
        assert!(before("1999", "2000-01"));
        assert!(!before("2000", "2000-01"));
        assert!(before("2000-01-31", "2000-02"));
        assert!(before("2000-01-01T09:30:00Z", "2000-01-01T09:30:01Z"));
        assert!(before("2000-01-01T09:30:00+02:00", "2000-01-01T09:30:00Z"));
        // Nobody knows in which zone the one is.
        assert!(!before("2000-01-01T09:30:00", "2000-01-01T10:30:00Z"));
        assert!(before("2000-01-01T09:30:00", "2000-01-02T10:30:00Z"));
        assert!(!before("2000-01-01", "2000-01-01T10:30:00"));
    }
}
