//! The world as the engine sees it.
//!
//! The engine does no input or output of its own: everything goes through [`Host`].
//! `std::fs` is banned elsewhere (clippy.toml), so that tests can run on memory, loaders
//! can run in Python, and one place decides what a build may touch.

pub mod bridge;
mod disk;
mod memory;

use std::{
    borrow::Cow,
    io,
    path::{Path, PathBuf},
};

pub use disk::DiskHost;
pub use memory::MemoryHost;

/// What is known of a path without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    /// Bytes.
    pub len: u64,
    pub kind: FileKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    File,
    Folder,
    Link,
    /// A socket, a FIFO, a device: never read, since a read may block for ever.
    Other,
}

/// Files, and whether to go on.
pub trait Host: Send + Sync + 'static {
    /// The whole content of a regular file.
    ///
    /// # Errors
    /// Those of the file system; `InvalidInput` where the path is no regular file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Follows links.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;
    /// Does not follow a link.
    fn link_metadata(&self, path: &Path) -> io::Result<Metadata>;
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
    /// Names in a folder with their kinds, in no order.
    fn list(&self, path: &Path) -> io::Result<Vec<(String, FileKind)>>;

    fn create_folder(&self, path: &Path) -> io::Result<()>;
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()>;
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Only an empty one.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Where loaders and plugins are that the host brings; `None` where there are none.
    fn bridge(&self) -> Option<&bridge::Bridge> {
        None
    }

    /// Asked between modules: true ends the build as soon as it can.
    fn stopped(&self) -> bool {
        false
    }
    /// How far the build is; called often, must be cheap.
    fn progress(&self, _stage: &'static str, _done: usize, _known: usize) {}
}

/// `path` relative to `root` where it lies inside, with `/`; otherwise as it is.
#[must_use]
pub fn display_path<'a>(root: &Path, path: &'a Path) -> Cow<'a, str> {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy()
}
