fn main() -> Result<(), lip_gen::Error> {
    lip_gen::Config::from_file("lip-gen.toml")?.compile()?;
    Ok(())
}
