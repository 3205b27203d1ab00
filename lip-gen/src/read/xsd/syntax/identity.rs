//! `xsd:key`, `xsd:keyref` and `xsd:unique` (XSD 1.0 part 1, 3.11). What they demand of documents is not supported yet; whether they
//! are right is.

use super::super::xml::{Attribute, Node};
use super::markup::Context;
use super::{Identity, unsupported};
use crate::diagnostic::Diagnostic;
use crate::schema::is_ncname;

impl Context<'_> {
    /// `annotation?, selector, field+`
    pub(super) fn identity(&mut self, node: &Node) {
        let kind = node.name.local.as_str();
        let is_reference = kind == "keyref";
        self.only_attributes(node, if is_reference { &["name", "refer"] } else { &["name"] });
        let name = self.declared_name(node, true);
        let refer = node.attribute("refer").filter(|_| is_reference);
        let target = refer.and_then(|refer| self.reference(node, refer));
        if is_reference && refer.is_none() {
            self.error(Diagnostic::error(node.span, "`xsd:keyref` needs a `refer`"));
        }
        let (_, children) = self.documented(node);
        let mut fields = 0;
        for (at, child) in children.iter().enumerate() {
            match (at, child.name.local.as_str()) {
                (0, "selector") => self.path(child, false),
                (1.., "field") => {
                    fields += 1;
                    self.path(child, true);
                }
                _ => self.misplaced(child, node),
            }
        }
        if fields == 0 || children.first().is_none_or(|first| first.name.local != "selector") {
            let message = format!("`xsd:{kind}` needs an `xsd:selector`, then an `xsd:field`");
            self.error(Diagnostic::error(node.span, message));
        }
        let narrowing = self.diagnostics.narrowing();
        let found =
            unsupported::element(kind).map(|found| found.diagnostic(node.span, &format!("`xsd:{kind}`"), narrowing));
        self.unsupported.extend(found.clone());
        self.identities.extend(name.zip(found).map(|(name, unsupported)| Identity {
            name,
            is_reference,
            fields,
            target,
            span: node.span,
            unsupported,
        }));
    }

    /// `xsd:selector` or `xsd:field`
    fn path(&mut self, node: &Node, is_field: bool) {
        self.only_attributes(node, &["xpath"]);
        self.no_children(node);
        match node.attribute("xpath") {
            None => self.error(Diagnostic::error(node.span, format!("`xsd:{}` needs an `xpath`", node.name.local))),
            Some(attribute) => {
                if let Some(fault) = attribute.value.split('|').find_map(|path| alternative(path, is_field, node)) {
                    self.error(path_fault(attribute, &fault, is_field));
                }
            }
        }
    }
}

fn path_fault(attribute: &Attribute, fault: &str, is_field: bool) -> Diagnostic {
    let message = format!("`{}` is no path of an identity constraint: {fault}", attribute.value);
    let help = if is_field { "such as `@id`, `a/b` or `.//a/@id`" } else { "such as `a/b`, `.//a` or `a|b`" };
    Diagnostic::error(attribute.value_span, message).help(format!("it is a part of XPath, {help}"))
}

/// What is wrong with one path of 3.11.6, where white space may stand between tokens.
fn alternative(path: &str, is_field: bool, node: &Node) -> Option<String> {
    let path = path.trim();
    // Only at the beginning, and at once.
    let rest = match path.strip_prefix('.').map(|rest| rest.trim_start().strip_prefix("//")) {
        Some(Some(rest)) => rest,
        _ => path,
    };
    let mut steps = rest.split('/').map(str::trim).peekable();
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none();
        let attribute = step.strip_prefix('@').or_else(|| axis(step, "attribute"));
        let test = match attribute {
            Some(_) if !is_field => return Some("a selector selects no attributes".to_owned()),
            Some(_) if !is_last => return Some("an attribute stands last".to_owned()),
            Some(test) => test,
            None if step == "." => continue,
            None => axis(step, "child").unwrap_or(step),
        };
        if let Some(fault) = name_test(test.trim_start(), node) {
            return Some(fault);
        }
    }
    None
}

/// What stands behind an axis.
fn axis<'s>(step: &'s str, name: &str) -> Option<&'s str> {
    step.strip_prefix(name)?.trim_start().strip_prefix("::")
}

/// `*`, `prefix:*` or a QName.
fn name_test(test: &str, node: &Node) -> Option<String> {
    if test == "*" {
        return None;
    }
    let (prefix, local) = test.split_once(':').map_or((None, test), |(prefix, local)| (Some(prefix), local));
    if !(is_ncname(local) || (local == "*" && prefix.is_some())) || !prefix.is_none_or(is_ncname) {
        return Some(if test.is_empty() { "a step is missing".to_owned() } else { format!("`{test}` is no step") });
    }
    let unknown = prefix.filter(|prefix| node.scope.namespace(prefix).is_none())?;
    Some(format!("the prefix `{unknown}` is not declared"))
}
