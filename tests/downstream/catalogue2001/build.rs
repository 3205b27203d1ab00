fn main() -> Result<(), lip_gen::Error> {
    lip_gen::Config::new()
        .dtd("schemas/catalogue.dtd")
        .catalog("-//EXAMPLE//ENTITIES Catalogue Text 1.0//EN", "schemas/text.mod")
        .root("catalogue")
        .rename("a", "Link")
        .rename_field("course", "choice", "held")
        .derive_for("price", "Hash")
        .module("catalogue")
        .compile()?;
    Ok(())
}
