//! Documents that are read leniently.

use lip_types::imslip::LearnerInformation;
use lip_types::{
    AnyDocument, Binding, ErrorKind, FromXml, Order, ReadOptions, Severity, ToXml, Unknown, Values, WriteOptions,
};

/// What is kept is written where it stood, so that nothing is lost; what is left where things are left out is valid.
pub(crate) fn lenient(data: &[u8]) {
    let options = ReadOptions::new().unknown(Unknown::Preserve).values(Values::Keep).preserve(true);
    let outcome = options.read_bytes::<LearnerInformation>(data);
    assert_eq!(outcome.value.is_none(), outcome.findings.has_errors(), "{}", outcome.findings);
    if let Some(learner) = &outcome.value {
        let binding = learner.preserved.binding().unwrap_or(Binding::Xsd);
        let text = WriteOptions::new(binding).kept(true).to_xml(learner).expect("the switch is on");
        let mended = |f: &lip_types::Finding| f.kind() == ErrorKind::Value && f.repair().is_some();
        if !outcome.findings.iter().any(|f| mended(f) && f.severity() == Severity::Warning) {
            let before = AnyDocument::from_bytes(data).expect("it was read").canonical(true);
            let after = AnyDocument::from_xml(&text).expect("it was written").canonical(true);
            assert_eq!(before, after);
        }
        strictly(learner, binding, false);
    }
    let options = ReadOptions::new().unknown(Unknown::Ignore).order(Order::Lenient);
    for preserve in [false, true] {
        if let Some(learner) = options.clone().preserve(preserve).read_bytes::<LearnerInformation>(data).value {
            let binding = learner.preserved.binding().unwrap_or(Binding::Xsd);
            strictly(&learner, binding, true);
        }
    }
}

/// What is written without the switch is valid, and the same value; `always`, or else it may be refused.
fn strictly(learner: &LearnerInformation, binding: Binding, always: bool) {
    let other = if binding == Binding::Xsd { Binding::Dtd } else { Binding::Xsd };
    match learner.to_xml(binding).or_else(|_| learner.to_xml(other)) {
        Ok(text) => assert_eq!(LearnerInformation::from_xml(&text).as_ref(), Ok(learner), "{text}"),
        Err(error) => assert!(!always, "{error}"),
    }
}
