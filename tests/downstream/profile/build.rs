use lip_gen::Config;

fn profile() -> Config {
    Config::new()
        .xsd("schemas/profile.xsd")
        .root("learnerinformation")
        .rename("learnerinformation", "LearnerInformation")
        .rename("contentype", "ContentType")
        .rename("partname", "PartName")
        .derive_for("PriorityValue", "PartialOrd")
        .attribute_for("goal", "#[must_use]")
}

fn main() -> Result<(), lip_gen::Error> {
    // Every type is made here, from our schema.
    profile()
        .rename("typename", "TypeName")
        .rename("tysource", "TySource")
        .rename("tyvalue", "TyValue")
        .rename("sourcedid", "SourcedId")
        .rename("datetime", "DateTime")
        .module("whole")
        .compile()?;
    // What our schema leaves as it is in LIP comes from `lip-types`.
    profile()
        .extern_type("comment", "::lip_types::imslip::Comment")
        .extern_type("typename", "::lip_types::imslip::TypeName")
        .extern_type("sourcedid", "::lip_types::imslip::SourcedId")
        .extern_type("datetime", "::lip_types::imslip::DateTime")
        .extern_type("text", "::lip_types::imslip::Text")
        .extern_type("short", "::lip_types::imslip::Short")
        .extern_type("long", "::lip_types::imslip::Long")
        .extern_type("title", "::lip_types::imslip::Title")
        .extern_type("level", "::lip_types::imslip::Level")
        .module("reused")
        .compile()?;
    Ok(())
}
