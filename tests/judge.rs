//! xmllint's verdict on many documents at once: one call for many is a hundred times as fast.

use std::path::{Path, PathBuf};
use std::process::Command;

use lip_types::Binding;

use super::repository;

/// Judges documents against our XSD or our DTD.
#[derive(Debug)]
pub struct Judge {
    binding: Binding,
    folder: PathBuf,
}

impl Judge {
    /// How many documents are best judged at once.
    pub const BATCH: usize = 500;

    /// A judge that puts documents into a folder of its own below `target`, as long as it lives.
    ///
    /// # Errors
    ///
    /// When there can be no such folder.
    pub fn new(target: &str, name: &str, binding: Binding) -> std::io::Result<Self> {
        let folder = Path::new(target).join(format!("{name}-{binding:?}-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self { binding, folder })
    }

    /// What xmllint says against each of the documents; nothing against those that are valid.
    ///
    /// # Errors
    ///
    /// When it does not run, or says what is about no document.
    pub fn complaints<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> std::io::Result<Vec<Vec<String>>> {
        let mut files = Vec::new();
        for (number, text) in texts.into_iter().enumerate() {
            let file = self.folder.join(format!("{number}.xml"));
            std::fs::write(&file, text)?;
            files.push(file);
        }
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let schemas = repository().join("schemas/imslip-1.0.1");
        let mut command = Command::new("xmllint");
        command.args(["--nonet", "--noent", "--noout"]);
        match self.binding {
            Binding::Xsd => command.arg("--schema").arg(schemas.join("imslip_v1p0p1.xsd")),
            Binding::Dtd => command.arg("--valid").arg("--path").arg(schemas),
        };
        let output = command.args(&files).output()?;
        // A value may have line ends: a message goes on until the next one begins with a file.
        let mut messages: Vec<Vec<String>> = vec![Vec::new(); files.len()];
        let mut about = None;
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            match self.file_of(line).filter(|at| *at < files.len()) {
                Some(at) => {
                    about = Some(at);
                    messages[at].push(line.to_owned());
                }
                None => match about.and_then(|at| messages[at].last_mut()) {
                    Some(message) => *message = format!("{message}\n{line}"),
                    None => return Err(std::io::Error::other(line.to_owned())),
                },
            }
        }
        let is_complaint =
            |message: &String| !message.ends_with(" validates") && !message.ends_with(" fails to validate");
        messages.iter_mut().for_each(|messages| messages.retain(is_complaint));
        Ok(messages)
    }

    /// The number of the file that a line begins with.
    fn file_of(&self, line: &str) -> Option<usize> {
        let rest = line.strip_prefix(&*self.folder.to_string_lossy())?.strip_prefix('/')?;
        let (number, rest) = rest.split_once(".xml")?;
        number.parse().ok().filter(|_| rest.starts_with([':', ' ']))
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        // What stays is in the way of nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
