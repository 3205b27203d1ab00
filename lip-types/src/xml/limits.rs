//! What a document may ask of the reader.

/// Bounds on a document; passing one is a [`Finding`](super::Finding) of kind
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
    pub depth: usize,
    /// Attributes of one element, namespace declarations included. Default 1,000.
    pub attributes: usize,
    /// Entity references inside one another. Default 16.
    pub entity_depth: usize,
    /// Bytes that all entity references of a document expand to. Default 4 MiB.
    pub expansion: usize,
    /// Findings that are told; the others are counted. Default 1,000.
    pub findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 160, attributes: 1_000, entity_depth: 16, expansion: 4 << 20, findings: 1_000 }
    }
}
