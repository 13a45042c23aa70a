//! The host's files as the resolver asks for them.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use oxc_resolver::{FileMetadata, FileSystem, ResolveError};

use crate::host::{FileKind, Host, Metadata};

/// Only what resolving needs of a [`Host`].
pub struct HostFiles(pub Arc<dyn Host>);

impl FileSystem for HostFiles {
    /// The resolver's `new` and `default` would call this; both are never used here,
    /// since there are no files without a host.
    fn new() -> Self {
        unreachable!("a resolver is always made with a host")
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }

    fn read_to_string(&self, path: &Path) -> io::Result<String> {
        String::from_utf8(self.0.read(path)?)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not valid UTF-8"))
    }

    fn metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        self.0.metadata(path).map(convert)
    }

    fn symlink_metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        self.0.link_metadata(path).map(convert)
    }

    fn read_link(&self, path: &Path) -> Result<PathBuf, ResolveError> {
        self.0.read_link(path).map_err(ResolveError::from)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.canonicalize(path)
    }
}

fn convert(metadata: Metadata) -> FileMetadata {
    FileMetadata::new(
        metadata.kind == FileKind::File,
        metadata.kind == FileKind::Folder,
        metadata.kind == FileKind::Link,
    )
}
