//! What was read from an article, by everything that it depends on: the digest of its file, the
//! extractor's version, the site's zone and language. An edit then costs the extraction of one article.
//!
//! In memory only, and bounded: [`Memo::forget_unused`] drops what the last build did not ask for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::article::Article;
use crate::config::Config;
use crate::diagnostic::Warned;
use crate::extract::Annotations;
use crate::source::Source;

/// Changes whenever the extractor may read something else from the same text.
const EXTRACTOR: &str = env!("CARGO_PKG_VERSION");

/// An article, what was read from it, and what is wrong with it.
pub type Read = Warned<(Arc<Article>, Arc<Annotations>)>;

/// Remembers what was read. Shared by threads; the same key always has the same value, so that the order
/// of calls plays no part.
#[derive(Debug, Default)]
pub struct Memo {
    kept: Mutex<BTreeMap<Key, Kept>>,
}

type Key = [u8; 32];

#[derive(Debug)]
struct Kept {
    read: Read,
    used: bool,
}

impl Memo {
    /// What was read from `source` under `config`; reads it by `read` only where that is not known yet.
    pub fn read(&self, source: &Source, config: &Config, read: impl FnOnce() -> Read) -> Read {
        let key = key(source, config);
        if let Some(kept) = self.lock().get_mut(&key) {
            kept.used = true;
            return kept.read.clone();
        }
        // Outside the lock: other threads go on, and two that read the same file find the same.
        let read = read();
        self.lock().insert(key, Kept { read: read.clone(), used: true });
        read
    }

    /// Drops what nobody asked for since the last call.
    pub fn forget_unused(&self) {
        self.lock().retain(|_, kept| std::mem::take(&mut kept.used));
    }

    /// How many articles are remembered.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// True where nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Key, Kept>> {
        // A thread that panicked while it held the lock left a map of whole entries.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everything that the annotations of a source depend on. Its path is among it: messages and ids name it.
fn key(source: &Source, config: &Config) -> Key {
    let mut hasher = blake3::Hasher::new();
    let zone = config.zone.map(|zone| zone.to_string()).unwrap_or_default();
    for part in [source.path.as_str(), EXTRACTOR, &zone, &config.language] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.update(&source.digest);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn source(text: &str) -> Source {
        Source {
            path: "content/articles/a.md".to_owned(),
            text: text.into(),
            digest: *blake3::hash(text.as_bytes()).as_bytes(),
        }
    }

    fn article() -> Read {
        let article = Article {
            id: "a".to_owned(),
            file: "content/articles/a.md".to_owned(),
            front: Default::default(),
            keys: Vec::new(),
            body: Default::default(),
            anchor: Default::default(),
        };
        Warned::clean((Arc::new(article), Arc::default()))
    }

    #[test]
    fn the_same_text_is_read_once_until_a_setting_changes() {
        let (memo, reads) = (Memo::default(), Cell::new(0));
        let read = |source: &Source, config: &Config| {
            memo.read(source, config, || {
                reads.set(reads.get() + 1);
                article()
            })
        };
        let config = Config::default();
        read(&source("one"), &config);
        read(&source("one"), &config);
        assert_eq!(reads.get(), 1);
        read(&source("two"), &config);
        assert_eq!(reads.get(), 2);
        read(&source("one"), &Config { language: "de".to_owned(), ..config.clone() });
        read(&source("one"), &Config { zone: "Asia/Seoul".parse().ok(), ..config });
        assert_eq!(reads.get(), 4);
    }

    #[test]
    fn what_the_last_build_did_not_ask_for_is_forgotten() {
        let (memo, config) = (Memo::default(), Config::default());
        memo.read(&source("one"), &config, article);
        memo.read(&source("two"), &config, article);
        memo.forget_unused();
        memo.read(&source("two"), &config, article);
        memo.forget_unused();
        assert_eq!(memo.len(), 1);
    }
}
