//! What a program may change of a document at an extension point.

use lip_types::imslip::{ExtLearnerInfo, LearnerInformation, LearnerInformationItem};
use lip_types::{AnyAttribute, AnyElement, AnyNode};

/// Answers whether there was what it changes.
type Edit = fn(&mut LearnerInformation) -> bool;

/// Edits, and whether each adds something in one place.
pub const EDITS: &[(bool, Edit)] = &[
    (true, |learner| {
        let comment = learner.comment.as_mut();
        comment.map(|comment| comment.value = "before and behind".into()).is_some()
    }),
    (true, |learner| {
        point(learner).content.nodes.push(note());
        true
    }),
    (true, |learner| {
        element(learner).attributes.push(attribute());
        true
    }),
    (true, |learner| {
        let nodes = &mut element(learner).content.nodes;
        nodes.push(note());
        // One without content may have been written as an empty tag.
        nodes.len() > 1
    }),
    // The innermost may stand in an entity.
    (false, |learner| {
        innermost(element(learner)).content.nodes.push(note());
        true
    }),
    (false, |learner| {
        innermost(element(learner)).attributes.push(attribute());
        true
    }),
    (false, |learner| {
        let nodes = &mut innermost(element(learner)).content.nodes;
        nodes.retain(|node| !matches!(node, AnyNode::Text(_)));
        nodes.push(AnyNode::Text("edited".into()));
        true
    }),
    (false, |learner| element(learner).content.nodes.pop().is_some()),
    (false, |learner| {
        let nodes = &mut element(learner).content.nodes;
        nodes.retain(|node| matches!(node, AnyNode::Element(_)));
        nodes.reverse();
        !nodes.is_empty()
    }),
];

fn note() -> AnyNode {
    AnyNode::Comment("edited".into())
}

fn attribute() -> AnyAttribute {
    AnyAttribute { local: "edited".into(), value: "edited".into(), ..AnyAttribute::default() }
}

fn point(learner: &mut LearnerInformation) -> &mut ExtLearnerInfo {
    let point = learner.items.iter_mut().find_map(|item| match item {
        LearnerInformationItem::ExtLearnerInfo(point) => Some(point),
        _ => None,
    });
    point.unwrap()
}

fn element(learner: &mut LearnerInformation) -> &mut AnyElement {
    last_element(&mut point(learner).content.nodes).unwrap()
}

fn last_element(nodes: &mut [AnyNode]) -> Option<&mut AnyElement> {
    nodes.iter_mut().rev().find_map(|node| match node {
        AnyNode::Element(element) => Some(&mut **element),
        _ => None,
    })
}

/// The last element in the last element, and so on.
fn innermost(element: &mut AnyElement) -> &mut AnyElement {
    if element.content.elements().next().is_none() {
        return element;
    }
    innermost(last_element(&mut element.content.nodes).unwrap())
}
