//! What the register does with a pupil's record.

use lip_types::imslip::TypeName;

use crate::reused::{Activity, Goal, LearnerInformation, PriorityValue, Qcl};

/// The first name in the record, its parts in order.
pub fn name(pupil: &LearnerInformation) -> String {
    let parts = pupil.identification.name.first().into_iter().flat_map(|name| name.partname.iter());
    parts.map(|part| part.text.value.as_str()).collect::<Vec<_>>().join(" ")
}

/// The goals that cannot wait.
pub fn urgent(pupil: &LearnerInformation) -> impl Iterator<Item = &Goal> {
    pupil.goals().filter(|goal| rank(goal.priority.value) == 0)
}

/// The smaller, the sooner.
pub fn rank(priority: PriorityValue) -> u8 {
    match priority {
        PriorityValue::High => 0,
        PriorityValue::Medium => 1,
        PriorityValue::Low => 2,
    }
}

/// A qualification as it stands on a certificate.
pub fn certificate(qcl: &Qcl) -> String {
    match &qcl.level {
        Some(level) => format!("{} ({})", qcl.title.value, level.text.value),
        None => qcl.title.value.clone(),
    }
}

/// A qualification without a level.
pub fn qualification(title: &str) -> Qcl {
    let mut qcl = Qcl::new(title);
    qcl.typename = Some(TypeName::new("Certificate"));
    qcl
}

/// Leaves a remark on an activity, in place of the one before.
pub fn remark(activity: &mut Activity, remark: &str) {
    activity.comment = Some(remark.into());
}
