use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=schemas");
    for entry in std::fs::read_dir("schemas")? {
        let file = entry?.path();
        let config = match file.extension().and_then(|extension| extension.to_str()) {
            Some("dtd") => lip_gen::Config::new().dtd(&file),
            Some("xsd") => lip_gen::Config::new().xsd(&file),
            _ => continue,
        };
        let stem = file.file_stem().unwrap_or(Path::new("none").as_os_str()).to_string_lossy().into_owned();
        config.module(stem).compile()?;
    }
    Ok(())
}
