//! The elements of the documents as a user of quick-xml and serde writes them:
//! only what the documents hold, without order or cardinality checks.

use serde::{Deserialize, Serialize};

macro_rules! elements {
    ($($name:ident { $($(#[$meta:meta])* $field:ident: $ty:ty,)* })*) => {$(
        #[derive(Debug, Default, Deserialize, Serialize)]
        pub struct $name { $(#[serde(default)] $(#[$meta])* pub $field: $ty,)* }
    )*};
}

elements! {
    Text { #[serde(rename = "@xml:lang")] lang: Option<String>, #[serde(rename = "$text")] value: String, }
    LearnerInformation {
        comment: Option<Text>, contentype: Option<ContentType>, identification: Vec<Identification>,
        activity: Vec<Activity>, goal: Vec<Goal>,
    }
    ContentType { referential: Vec<Referential>, }
    Referential { sourcedid: Option<SourcedId>, indexid: Option<String>, }
    SourcedId { source: String, id: String, }
    TypeName { tysource: Option<TySource>, tyvalue: Text, }
    TySource { #[serde(rename = "@sourcetype")] sourcetype: Option<String>, #[serde(rename = "$text")] value: String, }
    Identification { contentype: Option<ContentType>, name: Vec<Name>, address: Vec<Address>, contactinfo: Vec<ContactInfo>, }
    Name { typename: Option<TypeName>, partname: Vec<PartName>, }
    PartName { typename: Option<TypeName>, text: Option<Text>, }
    Address { typename: Option<TypeName>, street: Option<Street>, city: Option<Text>, country: Option<Text>, }
    Street { streetnumber: Option<Text>, streetname: Option<Text>, }
    ContactInfo { typename: Option<TypeName>, email: Option<String>, }
    Activity {
        typename: Option<TypeName>, contentype: Option<ContentType>, date: Vec<Date>, status: Option<Status>,
        learningactivityref: Vec<LearningActivityRef>, evaluation: Vec<Evaluation>, description: Option<Description>,
    }
    Date { typename: Option<TypeName>, datetime: String, }
    Status { typename: Option<TypeName>, }
    LearningActivityRef { text: Vec<Text>, }
    Evaluation { contentype: Option<ContentType>, result: Vec<Score>, }
    Score { interpretscore: Vec<Field>, score: Vec<Field>, }
    Field { fieldlabel: FieldLabel, fielddata: String, }
    FieldLabel { typename: TypeName, }
    Description { short: Text, }
    Goal {
        typename: Option<TypeName>, contentype: Option<ContentType>, date: Vec<Date>, priority: Option<Text>,
        description: Option<Description>,
    }
}
