//! All element types of LIP, and law 1 for a value of each: what is written is read back equal.

use std::fmt::Debug;

use arbitrary::{Arbitrary, Unstructured};
use lip_types::imslip::*;
use lip_types::{
    Binding, Element, ErrorKind, FromXml, Layout, Limits, Preserved, ToXml, WriteError, WriteOptions, json, random,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value of an element type, written.
#[derive(Debug)]
pub struct Written {
    /// One text a binding; no text where the binding refused the value for a reason that may be.
    pub texts: Vec<(Binding, String)>,
}

/// Makes a value from random bytes, writes it, and reads it again; `None` when the bytes made none.
pub type Case = fn(&[u8], Layout) -> Option<Written>;

/// # Panics
///
/// When the law is broken.
fn case<T>(bytes: &[u8], layout: Layout, preserved: fn(&mut T) -> &mut Preserved) -> Option<Written>
where
    T: Element + ToXml + FromXml + PartialEq + Debug + for<'a> Arbitrary<'a>,
{
    let mut value = T::arbitrary(&mut Unstructured::new(bytes)).ok()?;
    for entity in random::ENTITIES {
        preserved(&mut value).declare_entity(entity, "file", "notation").expect("these names can be declared");
    }
    let mut texts = Vec::new();
    for binding in [Binding::Xsd, Binding::Dtd] {
        match WriteOptions::new(binding).layout(layout).to_xml(&value) {
            Ok(text) => {
                match T::from_xml(&text) {
                    Ok(again) => assert_eq!(again, value, "{text}"),
                    // A reader may be told to go deeper than by default.
                    Err(findings) if findings.iter().all(|finding| finding.kind() == ErrorKind::Limit) => {}
                    Err(error) => panic!("{error}\n{text}"),
                }
                texts.push((binding, text));
            }
            Err(error) => assert!(may_refuse(binding, &error), "{error} in {value:#?}"),
        }
    }
    Some(Written { texts })
}

/// Makes a value from random bytes, writes it as JSON, and reads it again: the JSON; `None` when the bytes made none.
pub type JsonCase = fn(&[u8]) -> Option<String>;

/// # Panics
///
/// When what is read is another value.
fn json_case<T>(bytes: &[u8]) -> Option<String>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug + Send + Sync + for<'a> Arbitrary<'a>,
{
    let value = T::arbitrary(&mut Unstructured::new(bytes)).ok()?;
    let limits = Limits { depth: 10_000, ..Limits::default() };
    let text = json::to_string(&value, &limits).expect("it is not so deep");
    match json::from_str::<T>(&text, &limits) {
        Ok(again) => assert_eq!(again, value, "{text}"),
        Err(error) => panic!("{error}\n{text}"),
    }
    Some(text)
}

/// A date without a time is no `xsd:dateTime`.
fn may_refuse(binding: Binding, error: &WriteError) -> bool {
    binding == Binding::Xsd && error.path().ends_with("datetime") && error.message().contains("a date and time")
}

/// What the tests know of an element type.
#[derive(Debug)]
pub struct ElementType {
    /// Its Rust name.
    pub name: &'static str,
    /// The name of the element.
    pub element: &'static str,
    /// Law 1 for a value of it.
    pub case: Case,
    /// The same of JSON.
    pub json: JsonCase,
    /// Reads a document whose root is this element.
    pub read: fn(&str) -> std::result::Result<(), lip_types::Findings>,
}

macro_rules! element_types {
    ($($name:ident,)+) => {
        /// Every element type.
        pub const TYPES: &[ElementType] = &[$(ElementType {
            name: stringify!($name),
            element: $name::NAME.local,
            case: |bytes, layout| case::<$name>(bytes, layout, |value| &mut value.preserved),
            json: json_case::<$name>,
            read: |text| $name::from_xml(text).map(drop),
        },)+];
    };
}

element_types! {
    Accessibility, Activity, Address, Affiliation, AffiliationId, Agent, AgentDomain, AgentId, AptNumber,
    AptNumPrefix, AptNumSuffix, AptType, AreaCode, City, Classification, Comment, Competency, Complex, ContactInfo,
    ContentRef, ContentType, Country, CountryCode, Date, DateTime, Definition, DefinitionField, Demographics,
    Description, Disability, Duration, Eligibility, Email, EvalMetadata, EvalMetadataField, Evaluation, EvaluationId,
    ExRefRecord, ExtAccessibility, ExtActivity, ExtAffiliation, ExtCompetency, ExtContentType, ExtDate,
    ExtDefinition, ExtDisability, ExtEligibility, ExtEvaluation, ExtExRefRecord, ExtGoal, ExtIdentification,
    ExtInterest, ExtLanguage, ExtLearnerInfo, ExtObjectives, ExtPreference, ExtProduct, ExtQcl, ExtRelationship,
    ExtRole, ExtSecurityKey, ExtTestimonial, ExtTranscript, ExtNumber, Facsimile, FieldData, FieldLabel, FormName,
    Full, Gender, Geo, Goal, Id, Identification, IndexId, IndNumber, Interest, InterpretScore, KeyFields, Language,
    Lat, LearnerInformation, LearningActivityRef, Level, Locality, Lon, Long, Media, Mobile, Name,
    NonFieldedStreetAddress, NoOfAttempts, Objectives, Organization, Pager, PartName, PlaceOfBirth, PoBox, Postcode,
    PrefCode, Preference, Priority, Privacy, PrivacyField, Product, Proficiency, Qcl, RecData, RecFormat,
    Referential, Region, RegistrationNo, Relationship, Representation, Result, Role, Score, SecurityKey, Short,
    Source, SourcedId, StatePr, Status, Street, StreetName, StreetNumber, StreetPrefix, StreetSuffix, StreetType,
    Telephone, Temporal, TemporalField, Testimonial, Text, TimeZone, Title, Transcript, Tuple, TupleDest,
    TupleRelation, TupleSource, TypeName, TySource, TyValue, Uid, Units, UnitsField, Web,
}
