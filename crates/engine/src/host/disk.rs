//! The real file system: the one place of the engine that may use `std::fs`.
#![expect(clippy::disallowed_methods, reason = "this is the host")]

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

use super::{FileKind, Host, Metadata, bridge::Bridge};

/// The disk, with a switch that stops a build and a place where progress can be read.
#[derive(Default)]
pub struct DiskHost {
    bridge: Bridge,
    stop: AtomicBool,
    stage: AtomicUsize,
    done: AtomicUsize,
    known: AtomicUsize,
}

const STAGES: [&str; 6] = ["", "scan", "link", "split", "render", "emit"];

impl DiskHost {
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub fn resume(&self) {
        self.stop.store(false, Ordering::Relaxed);
    }

    /// Stage, modules done, modules known.
    pub fn position(&self) -> (&'static str, usize, usize) {
        (
            STAGES[self.stage.load(Ordering::Relaxed)],
            self.done.load(Ordering::Relaxed),
            self.known.load(Ordering::Relaxed),
        )
    }
}

impl Host for DiskHost {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        use std::io::Read;
        let mut options = fs::OpenOptions::new();
        options.read(true);
        // A FIFO must not make us wait for its writer.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
        let mut file = options.open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        let mut content = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
        file.read_to_end(&mut content)?;
        Ok(content)
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path).map(|metadata| convert(&metadata))
    }

    fn link_metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::symlink_metadata(path).map(|metadata| convert(&metadata))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(String, FileKind)>> {
        fs::read_dir(path)?
            .map(|entry| {
                let entry = entry?;
                Ok((entry.file_name().to_string_lossy().into_owned(), kind(entry.file_type()?)))
            })
            .collect()
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        fs::write(path, content)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn bridge(&self) -> Option<&Bridge> {
        Some(&self.bridge)
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn progress(&self, stage: &'static str, done: usize, known: usize) {
        let index = STAGES.iter().position(|known| *known == stage).unwrap_or(0);
        self.stage.store(index, Ordering::Relaxed);
        self.done.store(done, Ordering::Relaxed);
        self.known.store(known, Ordering::Relaxed);
    }
}

fn convert(metadata: &fs::Metadata) -> Metadata {
    Metadata { len: metadata.len(), kind: kind(metadata.file_type()) }
}

fn kind(file_type: fs::FileType) -> FileKind {
    if file_type.is_file() {
        FileKind::File
    } else if file_type.is_dir() {
        FileKind::Folder
    } else if file_type.is_symlink() {
        FileKind::Link
    } else {
        FileKind::Other
    }
}
