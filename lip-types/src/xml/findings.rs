//! All that is wrong with a document, and the value that could be read all the same.

use std::fmt;
use std::ops::Deref;

use super::finding::{Finding, Severity};

/// All findings of a document, in the order of their places. As an error there is at least one.
///
/// ```
/// use lip_types::{FromXml, imslip::LearnerInformation};
/// let text = "<learnerinformation><gaol/><goal x=\"1\"/></learnerinformation>";
/// let findings = LearnerInformation::from_xml(text).unwrap_err();
/// let codes: Vec<_> = findings.iter().map(|finding| finding.code()).collect();
/// assert_eq!(codes, ["LIP0007", "LIP0010"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
    more: usize,
    /// Some of those are errors.
    more_errors: bool,
}

impl Findings {
    pub(crate) fn new(mut list: Vec<Finding>, more: usize, more_errors: bool) -> Self {
        list.sort_by_key(Finding::offset);
        Self { list, more, more_errors }
    }

    /// How many there were beyond [`Limits::findings`](super::Limits::findings), which were only counted.
    pub fn more(&self) -> usize {
        self.more
    }

    /// Whether the document is refused: not all of them are warnings.
    pub fn has_errors(&self) -> bool {
        self.more_errors || self.list.iter().any(|finding| finding.severity() == Severity::Error)
    }
}

impl Deref for Findings {
    type Target = [Finding];

    fn deref(&self) -> &[Finding] {
        &self.list
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self { list: vec![finding], ..Self::default() }
    }
}

impl Extend<Finding> for Findings {
    /// Adds findings at their places.
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.list.extend(findings);
        self.list.sort_by_key(Finding::offset);
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'f> IntoIterator for &'f Findings {
    type Item = &'f Finding;
    type IntoIter = std::slice::Iter<'f, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// A line for each.
impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, finding) in self.list.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            finding.fmt(f)?;
        }
        if self.more > 0 {
            write!(f, "\n{} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Findings {}

/// What reading a document gives: see [`read`](super::read()).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Outcome<T> {
    /// The value, unless there are errors.
    pub value: Option<T>,
    /// All that is wrong, or was let pass.
    pub findings: Findings,
}

impl<T> Outcome<T> {
    /// The value; warnings are left aside.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn into_result(self) -> Result<T, Findings> {
        self.value.ok_or(self.findings)
    }
}
