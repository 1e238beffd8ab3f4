//! The manifest: which files of an output folder are ours.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files::{Disk, FOLDER, io_failure, is_safe};
use crate::diagnostic::{Code, Diagnostic};

/// Its name, inside [`FOLDER`].
const NAME: &str = "manifest.json";

/// Our files: path to the BLAKE3 digest of the bytes, in hexadecimal digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of an output folder; `None` where it has none.
    pub(super) fn read(output: &Path) -> Result<Option<Manifest>, Diagnostic> {
        let bytes = match std::fs::read(output.join(FOLDER).join(NAME)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io_failure(NAME, &error)),
        };
        let manifest: Option<Manifest> = serde_json::from_slice(&bytes).ok();
        match manifest.filter(|manifest| manifest.files.keys().all(|path| is_safe(path))) {
            Some(manifest) => Ok(Some(manifest)),
            None => Err(Diagnostic::new(
                Code::OutputRefused,
                "",
                format!(
                    "`{}` is damaged: it does not tell which files are ours",
                    output.join(FOLDER).join(NAME).display()
                ),
            )
            .hint("remove the output folder if nothing of yours is in it, and build again")),
        }
    }

    /// Puts the manifest in place.
    pub(super) fn write(&self, disk: &Disk, output: &Path) -> std::io::Result<()> {
        let mut json = serde_json::to_vec_pretty(self).expect("a map of texts");
        json.push(b'\n');
        disk.write_whole(&output.join(FOLDER).join(NAME), &json)
    }
}
