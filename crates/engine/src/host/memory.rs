//! Files in memory, for the engine's own tests.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use super::{FileKind, Host, Metadata};

/// A file system without links: a map from absolute path to content.
#[derive(Debug, Default)]
pub struct MemoryHost {
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
}

impl MemoryHost {
    #[must_use]
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = files.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        Self { files: Mutex::new(files) }
    }

    fn files(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        self.files.lock().expect("no test panics while it holds the files")
    }
}

impl Host for MemoryHost {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files().get(path).cloned().ok_or_else(not_found)
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        let files = self.files();
        if let Some(content) = files.get(path) {
            return Ok(Metadata { len: content.len() as u64, kind: FileKind::File });
        }
        if files.keys().any(|file| file.starts_with(path)) {
            return Ok(Metadata { len: 0, kind: FileKind::Folder });
        }
        Err(not_found())
    }

    fn link_metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.metadata(path)
    }

    fn read_link(&self, _path: &Path) -> io::Result<PathBuf> {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "not a link"))
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.metadata(path).map(|_| path.to_path_buf())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(String, FileKind)>> {
        let files = self.files();
        let mut names = BTreeMap::new();
        for file in files.keys() {
            let Ok(rest) = file.strip_prefix(path) else { continue };
            let mut parts = rest.components();
            let Some(name) = parts.next() else { continue };
            let kind = if parts.next().is_some() { FileKind::Folder } else { FileKind::File };
            names.insert(name.as_os_str().to_string_lossy().into_owned(), kind);
        }
        if names.is_empty() { Err(not_found()) } else { Ok(names.into_iter().collect()) }
    }

    fn create_folder(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.files().insert(path.to_path_buf(), content.to_vec());
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut files = self.files();
        let content = files.remove(from).ok_or_else(not_found)?;
        files.insert(to.to_path_buf(), content);
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.files().remove(path).map(|_| ()).ok_or_else(not_found)
    }

    fn remove_folder(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }
}

fn not_found() -> io::Error {
    io::Error::from(io::ErrorKind::NotFound)
}
