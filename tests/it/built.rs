//! Sites as tests build them: the program run on a folder, and the files that came of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout, which is the demo site's folder.
pub(crate) fn demo() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Builds the site at `root` into `output` with more arguments behind, and gives the files of the site.
pub(crate) fn build(root: &Path, output: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let run = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("build")
        .arg("--root")
        .arg(root)
        .arg("--output")
        .arg(output)
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    files(output)
}

/// The files below a folder by their path in it; what the writer keeps for itself is left out.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, base: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a readable folder").flatten() {
            let path = entry.path();
            let name =
                path.strip_prefix(base).expect("below the folder").to_string_lossy().replace('\\', "/");
            if name == ".dateline" {
                continue;
            }
            if path.is_dir() {
                walk(&path, base, found);
            } else {
                found.insert(name, fs::read(&path).expect("a readable file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// Copies the content of a site, except for the files that `leave_out` names.
pub(crate) fn copy(from: &Path, to: &Path, leave_out: &[&str]) {
    for (name, bytes) in files(&from.join("content")) {
        if !leave_out.contains(&name.as_str()) {
            let path = to.join("content").join(name);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a writable folder");
            fs::write(path, bytes).expect("a writable file");
        }
    }
    if let Ok(site) = fs::read(from.join("site.yaml")) {
        fs::write(to.join("site.yaml"), site).expect("a writable file");
    }
}
