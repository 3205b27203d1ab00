//! `<!ELEMENT …>` and content models (productions 45 to 51).

use super::super::input::{Fault, Serial, fault};
use super::{Content, Element, Named, Parser, Particle, Term};
use crate::diagnostic::Diagnostic;
use crate::schema::{Compositor, Occurs};
use crate::source::Span;

/// Groups nested deeper than this are refused. What walks the model may then recurse.
const DEEPEST: usize = 256;

/// A group whose `)` has not come yet.
struct Open {
    span: Span,
    serial: Serial,
    compositor: Option<Compositor>,
    members: Vec<Particle>,
}

impl Parser<'_, '_> {
    pub(super) fn element(&mut self, start: Span, serial: Serial) -> Result<(), Fault> {
        let documentation = self.comment.take();
        self.need_space("`<!ELEMENT`")?;
        self.no_sgml_group("element types")?;
        let name = self.name("the name of the element")?;
        self.need_space("the name of the element")?;
        self.no_sgml_omission()?;
        let content = self.content()?;
        self.no_sgml_exception()?;
        self.declaration_end(start, serial)?;
        self.dtd.elements.push(Element { name, documentation, content });
        Ok(())
    }

    fn content(&mut self) -> Result<Content, Fault> {
        if self.keyword("EMPTY") {
            return Ok(Content::Empty);
        }
        if self.keyword("ANY") {
            return Ok(Content::Any);
        }
        if self.input.peek() != Some('(') {
            self.no_sgml_content()?;
            return Err(self.expected("`EMPTY`, `ANY` or `(`"));
        }
        let open = self.open();
        self.space()?;
        if self.keyword("#PCDATA") { self.mixed(&open) } else { self.children(open) }
    }

    /// Takes `(`.
    fn open(&mut self) -> Open {
        let (span, serial) = (self.input.here(), self.input.serial());
        self.input.raw_bump();
        Open { span: self.input.since(span), serial, compositor: None, members: Vec::new() }
    }

    /// Takes `)`; a group ends in the entity in which it began (validity constraint "Proper Group/PE Nesting").
    fn close(&mut self, open: &Open) {
        let here = self.input.here();
        let same = self.input.serial() == open.serial;
        self.input.raw_bump();
        if same {
            return;
        }
        let span = self.input.since(here);
        let message = "this group does not end in the entity in which it began";
        self.diagnostics.push(Diagnostic::warning(span, message).related(open.span, "it began here"));
    }

    /// `(#PCDATA | a | b)*` (production 51); `(#PCDATA` is taken.
    fn mixed(&mut self, open: &Open) -> Result<Content, Fault> {
        let mut names: Vec<Named> = Vec::new();
        loop {
            self.space()?;
            match self.input.peek() {
                Some('|') => {
                    self.input.raw_bump();
                    self.space()?;
                    let name = self.name("the name of an element")?;
                    names.push(name);
                }
                Some(')') => break,
                Some(',') => {
                    let fault = self.expected("`|` or `)`");
                    return Err(Box::new(fault.note("text and elements mix only as `(#PCDATA | a | b)*`")));
                }
                _ => return Err(self.expected("`|` or `)`")),
            }
        }
        self.close(open);
        // `(#PCDATA)` may have the star as well.
        if !self.input.eat("*") && !names.is_empty() {
            let fault = self.expected("`*`");
            return Err(Box::new(fault.note("text and elements mix only as `(#PCDATA | a | b)*`")));
        }
        Ok(Content::Mixed(names))
    }

    /// `children` (production 47); the first `(` is taken. A stack of open groups, not the call stack, since the
    /// input decides how deep they are.
    fn children(&mut self, first: Open) -> Result<Content, Fault> {
        let mut stack = vec![first];
        loop {
            // A member is expected.
            self.space()?;
            let mut member = match self.input.peek() {
                Some('(') => {
                    if stack.len() >= DEEPEST {
                        return Err(fault(
                            self.input.here(),
                            format!("groups are nested deeper than {DEEPEST} levels"),
                        ));
                    }
                    stack.push(self.open());
                    continue;
                }
                Some('#') if self.input.starts_with("#PCDATA") => {
                    let here = self.input.here();
                    self.input.eat("#PCDATA");
                    let message = "`#PCDATA` can only stand first in the outermost group";
                    let diagnostic = Diagnostic::error(self.input.since(here), message);
                    return Err(Box::new(diagnostic.note("text and elements mix only as `(#PCDATA | a | b)*`")));
                }
                _ => Term::Element(self.name("the name of an element or `(`")?),
            };
            // What follows a member; groups may end here, one after the other.
            loop {
                let particle = Particle { occurs: self.occurrence(), term: member };
                let Some(open) = stack.last_mut() else { return Ok(Content::Children(particle)) };
                open.members.push(particle);
                self.space()?;
                let compositor = match self.input.peek() {
                    Some(',') => Compositor::Sequence,
                    Some('|') => Compositor::Choice,
                    Some(')') => {
                        let Some(open) = stack.pop() else { break };
                        self.close(&open);
                        member = Term::Group(open.compositor.unwrap_or(Compositor::Sequence), open.members);
                        if stack.is_empty() {
                            return Ok(Content::Children(Particle { occurs: self.occurrence(), term: member }));
                        }
                        continue;
                    }
                    _ => {
                        self.no_sgml_connector()?;
                        return Err(self.expected("`,`, `|` or `)`"));
                    }
                };
                let Some(open) = stack.last_mut() else { break };
                if open.compositor.is_some_and(|c| c != compositor) {
                    let span = open.span;
                    let fault = self.expected(if compositor == Compositor::Choice { "`,`" } else { "`|`" });
                    return Err(Box::new(
                        fault.note("one group is a sequence or a choice, not both").related(span, "this group"),
                    ));
                }
                open.compositor = Some(compositor);
                self.input.raw_bump();
                break;
            }
        }
    }

    /// `?`, `*` or `+` directly behind a member.
    fn occurrence(&mut self) -> Occurs {
        for (sign, occurs) in [("?", Occurs::OPTIONAL), ("*", Occurs::ANY), ("+", Occurs::ONE_OR_MORE)] {
            if self.input.eat(sign) {
                return occurs;
            }
        }
        Occurs::ONCE
    }
}
