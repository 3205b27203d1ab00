fn main() -> Result<(), lip_gen::Error> {
    let lip = |name: &str| format!("::lip_types::imslip::{name}");
    lip_gen::Config::new()
        .dtd("schemas/profile.dtd")
        .catalog("http://example.org/dtd/imslip_v1p0p1.dtd", "../../../schemas/imslip-1.0.1/imslip_v1p0p1.dtd")
        .root("learnerinformation")
        .rename("learnerinformation", "LearnerInformation")
        .extern_type("comment", lip("Comment"))
        .extern_type("contentype", lip("ContentType"))
        .extern_type("typename", lip("TypeName"))
        .extern_type("date", lip("Date"))
        .extern_type("description", lip("Description"))
        .extern_type("sourcedid", lip("SourcedId"))
        .extern_type("text", lip("Text"))
        .compile()?;
    Ok(())
}
