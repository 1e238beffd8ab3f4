//! What several benches measure.

use std::fs;
use std::path::Path;

/// The bodies of all demo articles, front matter left out.
pub(crate) fn demo() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/articles");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("demo content").map(|e| e.expect("entry").path()).collect();
    files.sort();
    let texts = files.iter().map(|path| fs::read_to_string(path).expect("text"));
    texts.map(|text| text.splitn(3, "---\n").last().unwrap_or_default().to_owned()).collect()
}
