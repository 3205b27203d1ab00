//! What identifies a structure, and what points at it.

use std::collections::{HashMap, HashSet};

use super::is;
use crate::xml::Rule;
use crate::xml::rule::Broken;
use crate::xml::tree::{Node, Tree};

pub(super) const REFERENTIAL_IDENTITY: Rule = Rule {
    code: "LIP0101",
    name: "referential-identity",
    is_error: false,
    about: "a `referential` has a `sourcedid` or an `indexid`",
    check: referential_identity,
};

pub(super) const UNIQUE_INDEXID: Rule = Rule {
    code: "LIP0102",
    name: "unique-indexid",
    is_error: false,
    about: "an `indexid` identifies one structure of a record",
    check: unique_indexid,
};

pub(super) const RELATIONSHIP_TARGET: Rule = Rule {
    code: "LIP0103",
    name: "relationship-target",
    is_error: false,
    about: "a tuple that points into the record at hand points at an `indexid` that is there",
    check: relationship_target,
};

pub(super) const UNIQUE_ID: Rule = Rule {
    code: "LIP0104",
    name: "unique-id",
    is_error: true,
    about: "a value of type `xsd:ID` stands once in a document",
    check: unique_id,
};

/// Amendment 2.5: without a `sourcedid` there must be an `indexid`.
fn referential_identity(tree: &Tree, broken: &mut Broken<'_>) {
    for node in tree.nodes().filter(|n| is(tree, n, "referential")) {
        if tree.child(node, "sourcedid").is_none() && tree.child(node, "indexid").is_none() {
            broken.at(
                node.place,
                "`referential` with neither `sourcedid` nor `indexid`".into(),
                "an `indexid`, or the `sourcedid` of the learner",
            );
        }
    }
}

/// The `indexid` elements that name a structure; those of tuples point at one.
fn indexids(tree: &Tree) -> impl Iterator<Item = &Node> {
    tree.nodes()
        .filter(|n| is(tree, n, "indexid") && tree.parent(n).is_some_and(|parent| is(tree, parent, "referential")))
}

fn unique_indexid(tree: &Tree, broken: &mut Broken<'_>) {
    once(indexids(tree), "indexid", "an `indexid` that no other structure of the record has", broken);
}

/// LIP 1.0.1 types the text of `contentref` and `evaluationid` as `xsd:ID`.
fn unique_id(tree: &Tree, broken: &mut Broken<'_>) {
    let ids = tree.nodes().filter(|n| is(tree, n, "contentref") || is(tree, n, "evaluationid"));
    once(ids, "ID", "an ID that no other element of the document has", broken);
}

fn once<'t>(nodes: impl Iterator<Item = &'t Node>, what: &str, expected: &str, broken: &mut Broken<'_>) {
    let mut seen = HashSet::new();
    for node in nodes.filter(|n| !n.value().is_empty()) {
        if !seen.insert(node.value()) {
            broken.at(node.value_place(), format!("the {what} `{}` for the second time", clip(node.value())), expected);
        }
    }
}

/// A pointer without a `sourcedid`, or with one of the record's own, points into the record at hand.
fn relationship_target(tree: &Tree, broken: &mut Broken<'_>) {
    let Some(root) = tree.nodes().next() else { return };
    let own: HashSet<(&str, &str)> = tree
        .child(root, "contentype")
        .into_iter()
        .flat_map(|contentype| tree.children(contentype))
        .filter_map(|referential| identifier(tree, tree.child(referential, "sourcedid")?))
        .collect();
    let known: HashMap<&str, &Node> = indexids(tree).map(|n| (n.value(), n)).collect();
    for end in tree.nodes().filter(|n| is(tree, n, "tuplesource") || is(tree, n, "tupledest")) {
        let elsewhere = tree
            .child(end, "sourcedid")
            .is_some_and(|sourcedid| identifier(tree, sourcedid).is_none_or(|id| !own.contains(&id)));
        let Some(indexid) = tree.child(end, "indexid").filter(|_| !elsewhere) else { continue };
        let value = indexid.value();
        if !value.is_empty() && !known.contains_key(value) {
            let near = crate::xml::nearest(value, known.keys().copied());
            broken.hinted(
                indexid.value_place(),
                format!("`{}`, which no structure of the record has as its `indexid`", clip(value)),
                "the `indexid` of a structure in this record",
                near.map(|near| format!("did you mean `{near}`?")),
            );
        }
    }
}

/// The two halves of a `sourcedid`.
fn identifier<'t>(tree: &'t Tree, sourcedid: &'t Node) -> Option<(&'t str, &'t str)> {
    Some((tree.child(sourcedid, "source")?.value(), tree.child(sourcedid, "id")?.value()))
}

fn clip(text: &str) -> String {
    crate::xml::clip(text)
}
