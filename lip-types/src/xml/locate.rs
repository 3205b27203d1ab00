//! Where an offset is, for people: counted only when an error is made.

use std::borrow::Cow;
use std::collections::HashMap;

use super::scan;

/// Line and column of an offset, both from 1; columns count characters. A line
/// ends with LF, CR LF or CR (section 2.11).
pub(crate) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let bytes = before.as_bytes();
    let mut line = 1;
    let mut start = 0;
    for (at, b) in bytes.iter().enumerate() {
        let ends = match b {
            b'\n' => true,
            b'\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            line += 1;
            start = at + 1;
        }
    }
    (line, before.get(start..).unwrap_or_default().chars().count() + 1)
}

/// The same for many offsets, from the first to the last: the text is gone over once.
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// Line and column of an offset that is not before the last one.
    pub(crate) fn of(&mut self, offset: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        while let Some(b) = bytes.get(self.at).filter(|_| self.at < offset) {
            self.at += 1;
            match b {
                b'\n' => (self.line, self.column) = (self.line + 1, 1),
                b'\r' if bytes.get(self.at) != Some(&b'\n') => (self.line, self.column) = (self.line + 1, 1),
                // Not the first byte of a character.
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
        (self.line, self.column)
    }
}

/// The XPath of the element whose start tag is at the offset, or else of the
/// innermost one that is open there.
///
/// `content` is where the document element begins. The text before `offset` has
/// been read already, so a rough scan is enough; behind it, whatever is odd ends the scan.
pub(crate) fn path(text: &str, content: usize, offset: usize) -> String {
    let mut walk = Walk { open: Vec::new(), deeper: 0, path: Vec::new(), live: 0, at: offset };
    let mut at = content;
    while let Some(tag) = scan::markup(text, at) {
        let starts = tag == offset && !matches!(scan::byte(text, tag + 1), b'/' | b'!' | b'?');
        if tag >= offset && !starts && !walk.taken() {
            walk.take();
        }
        let Some(next) = walk.step(text, tag) else { break };
        at = next;
        if walk.done() {
            break;
        }
    }
    if !walk.taken() {
        walk.take();
    }
    walk.path.iter().map(Step::to_string).collect()
}

/// A name in a path: what is longer than any that people give is cut.
pub(crate) fn step(name: &str) -> Cow<'_, str> {
    const LONG: usize = 256;
    if name.len() <= LONG {
        return name.into();
    }
    let end = (0..=LONG).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
    format!("{}…", &name[..end]).into()
}

struct Walk<'t> {
    open: Vec<Level<'t>>,
    /// How many more elements are open, of which nothing needs to be known.
    deeper: usize,
    path: Vec<Step<'t>>,
    /// How many elements of the path are still open.
    live: usize,
    at: usize,
}

struct Level<'t> {
    name: &'t str,
    /// How many of that name there have been, this one included.
    position: usize,
    children: HashMap<&'t str, usize>,
}

struct Step<'t> {
    name: &'t str,
    position: usize,
    siblings: bool,
}

impl std::fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "/{}", step(self.name))?;
        if self.position > 1 || self.siblings {
            write!(f, "[{}]", self.position)?;
        }
        Ok(())
    }
}

impl<'t> Walk<'t> {
    fn taken(&self) -> bool {
        !self.path.is_empty()
    }

    fn take(&mut self) {
        let step = |l: &Level<'t>| Step { name: l.name, position: l.position, siblings: false };
        self.path = self.open.iter().map(step).collect();
        self.live = self.path.len();
    }

    /// The path is taken, and every element of it has ended.
    fn done(&self) -> bool {
        self.taken() && self.live == 0
    }

    fn end(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        self.open.pop();
        self.live = self.live.min(self.open.len());
    }

    /// Goes over the markup at `tag`; answers where it ends.
    fn step(&mut self, text: &'t str, tag: usize) -> Option<usize> {
        let (name, name_end) = match markup_at(text, tag)? {
            Markup::Other { behind } => return behind,
            Markup::End { behind } => {
                self.end();
                return behind;
            }
            Markup::Start { name, name_end } => (name, name_end),
        };
        self.start(name);
        if tag == self.at {
            self.take();
        }
        let end = tag_end(text, name_end);
        if end.is_some_and(|end| self.at > tag && self.at < end) && !self.taken() {
            self.take();
        }
        let end = end?;
        if is_empty_tag(text, end) {
            self.end();
        }
        Some(end)
    }

    fn start(&mut self, name: &'t str) {
        let depth = self.open.len();
        if self.deeper > 0 || self.taken() && depth > self.live {
            self.deeper += 1;
            return;
        }
        let position = match self.open.last_mut() {
            None => 1,
            Some(parent) => {
                let count = parent.children.entry(name).or_default();
                *count += 1;
                *count
            }
        };
        if depth > 0
            && depth <= self.live
            && let Some(step) = self.path.get_mut(depth).filter(|s| s.name == name)
        {
            step.siblings = true;
        }
        self.open.push(Level { name, position, children: HashMap::new() });
    }
}

/// What stands at a `<` or `&` of a text that has been read before.
pub(crate) enum Markup<'t> {
    /// A start tag; [`tag_end`] tells where it ends.
    Start {
        /// As written, with its prefix.
        name: &'t str,
        name_end: usize,
    },
    End {
        behind: Option<usize>,
    },
    /// A comment, a CDATA section, a processing instruction, a reference.
    Other {
        behind: Option<usize>,
    },
}

/// Looks roughly at the markup there; `None` where it is odd.
pub(crate) fn markup_at(text: &str, at: usize) -> Option<Markup<'_>> {
    let rest = text.get(at..)?;
    let other = |behind| Some(Markup::Other { behind });
    if rest.starts_with('&') {
        other(Some(at + 1))
    } else if rest.starts_with("<!--") {
        other(scan::comment(text, at + 4).ok().map(|end| end + 3))
    } else if rest.starts_with("<![CDATA[") {
        other(scan::cdata(text, at + 9).ok().map(|end| end + 3))
    } else if rest.starts_with("<?") {
        other(scan::instruction(text, at + 2).ok().map(|pi| pi.end + 2))
    } else if rest.starts_with("</") {
        Some(Markup::End { behind: scan::greater(text, at).map(|end| end + 1) })
    } else {
        let (_, name_end) = scan::qname(text, at + 1).ok()?;
        Some(Markup::Start { name: text.get(at + 1..name_end)?, name_end })
    }
}

/// Whether the tag that ends there was `<a/>`.
pub(crate) fn is_empty_tag(text: &str, end: usize) -> bool {
    end.checked_sub(2).and_then(|at| text.as_bytes().get(at)) == Some(&b'/')
}

/// Behind the `>` of a tag, quotes respected.
pub(crate) fn tag_end(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            quote @ (b'"' | b'\'') => {
                at += 1 + memchr::memchr(*quote, bytes.get(at + 1..)?)?;
            }
            b'<' => return None,
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_carriage_return_ends_a_line() {
        let text = "a\rb\r\nc\nd\u{e9}x";
        assert_eq!(line_column(text, text.find('b').unwrap_or(0)), (2, 1));
        assert_eq!(line_column(text, text.find('c').unwrap_or(0)), (3, 1));
        assert_eq!(line_column(text, text.find('x').unwrap_or(0)), (4, 3));
        assert_eq!(line_column("a\r\nb", 2), (1, 3));
        let mut lines = Lines::new(text);
        for (at, _) in text.char_indices() {
            assert_eq!(lines.of(at), line_column(text, at), "{at}");
        }
    }

    #[test]
    fn paths_name_the_position_among_siblings() {
        let text = "<a><b/><c x='>'><d>t</d></c><b><!-- <z> --></b></a>";
        let path_at = |what: &str| path(text, 0, text.find(what).unwrap_or(0));
        assert_eq!(path_at("<a>"), "/a");
        assert_eq!(path_at("<b/>"), "/a/b[1]");
        assert_eq!(path_at("x="), "/a/c");
        assert_eq!(path_at("t<"), "/a/c/d");
        assert_eq!(path_at("</c>"), "/a/c");
        assert_eq!(path_at("<!--"), "/a/b[2]");
        assert_eq!(path_at("</a>"), "/a");
        assert_eq!(path(text, 0, text.len()), "");
        assert_eq!(path("<a><b", 0, 3), "/a/b");
    }
}
