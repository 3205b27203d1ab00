//! What a document may ask of the reader.

use super::error::ErrorKind;
use super::fault::Fault;

/// Bounds on a document, all in one place; passing one is a [`Finding`](super::Finding) of kind
/// [`Limit`](super::ErrorKind::Limit), never an abort.
///
/// ```
/// use lip_types::Limits;
/// let limits = Limits { depth: 32, ..Limits::default() };
/// assert!(limits.attributes > 100);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Elements inside one another. Default 160: a debug build stays well within
    /// a stack of 2 MiB.
    ///
    /// Typed content is read, written, dropped and copied by recursion: whoever raises the
    /// limit gives the thread more stack, by 2 MiB for every 160 levels in a debug build. Open content
    /// takes none, and may be of any depth.
    pub depth: usize,
    /// Attributes of one element, namespace declarations included; also those that a
    /// document type declaration may give it. Default 1,000.
    pub attributes: usize,
    /// Bytes of the name of an element or attribute that the type does not know.
    /// Default 1 MiB.
    pub name: usize,
    /// Bytes of one text or attribute value as written, up to the next markup. Default 64 MiB.
    pub text: usize,
    /// Bytes of the document, decoded. Default 1 GiB.
    pub size: usize,
    /// Entity references inside one another. Default 16.
    pub entity_depth: usize,
    /// Bytes that all entity references of a document expand to. Default 4 MiB.
    pub expansion: usize,
    /// How many times the size of the document they may expand to, once that is more than
    /// 1 MiB; and the attributes that a document type declaration adds to elements, each of which counts as 100 bytes
    /// and its text. Default 100.
    pub amplification: usize,
    /// Findings that are told; the others are counted. Behind a bound of this list that is passed, nothing more is looked
    /// for. Default 1,000.
    pub findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: Self::DEPTH,
            attributes: 1_000,
            name: 1 << 20,
            text: 64 << 20,
            size: 1 << 30,
            entity_depth: 16,
            expansion: 4 << 20,
            amplification: 100,
            findings: 1_000,
        }
    }
}

/// An element, at its start tag, is one too many inside others.
#[cold]
pub(crate) fn too_deep(at: usize, length: usize, depth: usize) -> Box<Fault> {
    let found = format!("more than {depth} elements inside one another");
    Fault::new(ErrorKind::Limit, at, length, found).expected("what `Limits` allows")
}

impl Limits {
    /// Elements inside one another, without another wish.
    pub(crate) const DEPTH: usize = 160;

    /// Whether entities of a document of this size expand to too much.
    pub(crate) fn exceeded(&self, expanded: usize, size: usize) -> bool {
        expanded > self.expansion || self.amplified(expanded, size)
    }

    /// Whether a document of this size grows to too many times of it.
    pub(crate) fn amplified(&self, grown: usize, size: usize) -> bool {
        grown > 1 << 20 && grown / self.amplification.max(1) > size
    }
}
