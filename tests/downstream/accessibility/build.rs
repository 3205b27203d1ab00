/// The element of LIP, as names of other namespaces are written.
fn lip(element: &str) -> String {
    format!("{{http://www.imsglobal.org/xsd/imslip_v1p0}}{element}")
}

fn main() -> Result<(), lip_gen::Error> {
    let schemas = "../../../schemas";
    lip_gen::Config::new()
        .xsd("schemas/access.xsd")
        .catalog("http://www.imsglobal.org/xsd/imslip_v1p0", format!("{schemas}/imslip-1.0.1/imslip_v1p0p1.xsd"))
        .root("accessForAll")
        // It stands in LIP's own extension point.
        .attribute_for("accessForAll", "#[xml(extends(::lip_types::imslip::ExtAccessibility))]")
        // Ours has an order.
        .extern_type("Usage", "crate::Usage")
        // Of LIP nothing is generated: our elements hold the types of `lip-types`.
        .extern_type(&lip("learnerinformation"), "::lip_types::imslip::LearnerInformation")
        .extern_type(&lip("contentype"), "::lip_types::imslip::ContentType")
        .extern_type(&lip("typename"), "::lip_types::imslip::TypeName")
        .extern_type(&lip("preference"), "::lip_types::imslip::Preference")
        .extern_type(&lip("date"), "::lip_types::imslip::Date")
        .compile()?;
    Ok(())
}
