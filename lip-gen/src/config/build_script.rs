//! As a build script runs it: where to write, and what cargo is told.

use std::path::{Path, PathBuf};

use super::Config;
use crate::diagnostic::Severity;
use crate::emit::Language;
use crate::error::{Error, Findings};
use crate::output::Output;
use crate::report::Report;
use crate::source::Sources;

impl Config {
    /// Generates, as a `build.rs` does: writes the file if it changed, and tells cargo which
    /// files were read or looked for, and what is wrong or odd, with file, line and column. When both a DTD and an XSD are given, they
    /// must say the same. Nothing is asked of the environment but `OUT_DIR`, where [`out`](Self::out) does not say where to write.
    ///
    /// ```
    /// use lip_gen::{Config, Outcome};
    ///
    /// let file = std::env::temp_dir().join(format!("lip-gen-compile-{}.rs", std::process::id()));
    /// let config = Config::new().xsd("doc/course.xsd").dtd("doc/course.dtd").root("course").out(&file);
    /// let report = config.compile()?;
    /// assert_eq!(report.outcome, Outcome::Written(file.clone()));
    /// assert_eq!(report.files().count(), 2, "what was read");
    /// assert_eq!(report.types[..2], ["Course", "CourseLevel"], "what was generated");
    /// assert_eq!(config.compile()?.outcome, Outcome::Unchanged(file.clone()));
    /// # std::fs::remove_file(file).ok();
    /// # Ok::<(), lip_gen::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the schemas have errors, DTD and XSD differ beyond what is [accepted](Self::accept), a name matches nothing,
    /// or a file cannot be read or written.
    pub fn compile(&self) -> Result<Report, Error> {
        let out = match &self.out {
            Some(out) => out.clone(),
            None => {
                let folder = std::env::var_os("OUT_DIR")
                    .ok_or_else(|| Error::Config("no place to write to: `out` is not set, nor is `OUT_DIR`".into()))?;
                let extension = match self.language {
                    Language::Rust => "rs",
                    Language::JsonSchema => "schema.json",
                };
                Path::new(&folder).join(format!("{}.{extension}", self.module_name()?))
            }
        };
        let mut sources = Sources::new();
        let result = crate::generate_from(self, &Output::Write(out), Severity::Error, &mut sources);
        let findings = match &result {
            Ok(report) => Some(&report.findings),
            Err(Error::Findings(findings)) => Some(findings),
            Err(_) => None,
        };
        // Also when it failed: the build is to run again when the file is mended.
        for line in self.cargo_lines(&sources, findings) {
            println!("{line}");
        }
        result
    }

    fn cargo_lines(&self, sources: &Sources, findings: Option<&Findings>) -> Vec<String> {
        let settings = self.settings.iter().map(|(path, _)| path.as_path());
        let catalogs = self.catalogs.iter().map(PathBuf::as_path);
        let all = || findings.into_iter().map(|findings| &findings.sources).chain([sources]);
        // What was not found, too: the build is to run again when it is there.
        let read = all().flat_map(|sources| sources.files().chain(sources.missing()));
        let mut files: Vec<_> = self.inputs().chain(settings).chain(catalogs).chain(read).collect();
        files.sort_unstable();
        files.dedup();
        let mut lines: Vec<_> =
            files.iter().map(|file| format!("cargo::rerun-if-changed={}", file.display())).collect();
        for finding in findings.into_iter().flat_map(Findings::resolved) {
            let kind = match finding.severity {
                Severity::Info => continue,
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            let place = match (&finding.file, finding.line, finding.column) {
                (Some(file), Some(line), Some(column)) => format!("{file}:{line}:{column}: "),
                _ => String::new(),
            };
            let message = finding.message.replace(['\n', '\r'], " ");
            lines.push(format!("cargo::{kind}={place}{message}"));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_is_told_what_was_read_and_what_is_odd() {
        let folder = std::env::temp_dir().join(format!("lip-gen-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, text: &str| {
            std::fs::write(folder.join(name), text).unwrap();
            folder.join(name).display().to_string()
        };
        let dtd = file("a.dtd", "<!ELEMENT a EMPTY>\n");
        let xsd = file(
            "a.xsd",
            "<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'><xsd:element name='a' type='xsd:string'/></xsd:schema>",
        );
        let settings = file("lip-gen.toml", "xsd = 'a.xsd'\ndtd = 'a.dtd'\n");
        let config = Config::from_file(&settings).unwrap().out(folder.join("a.rs"));
        // Both must say the same, and nothing is written while they do not.
        let Err(Error::Findings(differ)) = config.compile() else { panic!("DTD and XSD differ") };
        assert!(differ.has_errors() && !folder.join("a.rs").exists());
        let report = crate::generate(&config, &Output::Memory).unwrap();
        let lines = config.cargo_lines(&Sources::new(), Some(&report.findings));
        for path in [&dtd, &xsd, &settings] {
            assert_eq!(lines.iter().filter(|line| **line == format!("cargo::rerun-if-changed={path}")).count(), 1);
        }
        let warning = format!("cargo::warning={dtd}:1:11: the content of `a` is not the same in DTD and XSD");
        assert!(lines.contains(&warning), "{lines:?}");
        assert_eq!(lines.len(), 4);

        // Also when it fails: the build runs again when the file is mended.
        file("a.dtd", "<!ELEMENT a (b>\n");
        let Err(Error::Findings(findings)) = config.compile() else { panic!("the group is open") };
        let lines = config.cargo_lines(&Sources::new(), Some(&findings));
        assert_eq!(lines.len(), 4);
        assert!(lines[3].starts_with(&format!("cargo::error={dtd}:1:")), "{lines:?}");

        // A file that is not there is looked for again.
        let include = "<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'><xsd:include schemaLocation='part.xsd'/></xsd:schema>";
        let config = Config::new().xsd(file("main.xsd", include)).out(folder.join("main.rs"));
        let Err(Error::Findings(findings)) = config.compile() else { panic!("a part is missing") };
        let lines = config.cargo_lines(&Sources::new(), Some(&findings));
        assert!(lines.contains(&format!("cargo::rerun-if-changed={}", folder.join("part.xsd").display())), "{lines:?}");

        // And when it cannot be written: what the schema includes was read.
        file("b.ent", "<!ELEMENT b EMPTY>\n");
        let dtd = file("b.dtd", "<!ENTITY % b SYSTEM 'b.ent'> %b;\n");
        let config = Config::new().dtd(&dtd).out(folder.join("no/such/b.rs"));
        let mut sources = Sources::new();
        let output = Output::Write(folder.join("no/such/b.rs"));
        let result = crate::generate_from(&config, &output, Severity::Error, &mut sources);
        assert!(matches!(result, Err(Error::Io { action: "write", .. })));
        let lines = config.cargo_lines(&sources, None);
        assert!(lines.len() == 2 && lines[1].ends_with("b.ent"), "{lines:?}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
