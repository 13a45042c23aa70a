//! A configuration that is built once or again and again.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    build::{BuildResult, build},
    host::{DiskHost, Host, bridge::Bridge},
    options::Options,
    scan::Store,
};

/// Modules are parsed, walked and printed by recursion; the pages are touched only if a
/// module is deep. See [`crate::nesting`] for the depth that is allowed.
const STACK: usize = 256 << 20;

/// Builds on the disk, with what earlier builds have parsed.
pub struct Compiler {
    options: Options,
    host: Arc<DiskHost>,
    store: Store,
    pool: rayon::ThreadPool,
    /// One build at a time.
    building: Mutex<()>,
    /// By path, the contents that were not written; those of the last build that went well.
    kept: Mutex<FxHashMap<String, Arc<[u8]>>>,
}

/// What the last build depended on.
#[derive(Debug, Serialize)]
pub struct Inputs {
    pub files: Vec<PathBuf>,
    pub missing: Vec<PathBuf>,
    /// Folders of which the names matter.
    pub folders: Vec<PathBuf>,
}

impl Compiler {
    /// # Errors
    /// When the threads cannot be started.
    pub fn new(options: Options) -> io::Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(options.jobs)
            .stack_size(STACK)
            .thread_name(|index| format!("pybundle-{index}"))
            .build()
            .map_err(io::Error::other)?;
        Ok(Self {
            options,
            host: Arc::new(DiskHost::default()),
            store: Store::default(),
            pool,
            building: Mutex::new(()),
            kept: Mutex::default(),
        })
    }

    /// Builds; a build that [`Compiler::stop`] ended early says so.
    pub fn build(&self) -> BuildResult {
        let _guard = self.building.lock();
        self.host.resume();
        let host: Arc<dyn Host> = Arc::clone(&self.host) as Arc<dyn Host>;
        let mut result = self.pool.install(|| build(&self.options, &host, &self.store));
        if result.ok && !self.options.write {
            self.keep(&mut result);
        }
        result
    }

    /// The content of an output file that was not written. `path` is relative to the output
    /// folder, with `/`.
    #[must_use]
    pub fn output(&self, path: &str) -> Option<Arc<[u8]>> {
        self.kept.lock().ok()?.get(path).cloned()
    }

    /// Keeps the contents in place of those before, and says what `changed`, as a disk would.
    fn keep(&self, result: &mut BuildResult) {
        let Ok(mut kept) = self.kept.lock() else { return };
        let mut before = std::mem::take(&mut *kept);
        for file in &mut result.files {
            let content = std::mem::take(&mut file.content);
            let same = before.remove(&file.path).filter(|old| **old == *content);
            file.changed = same.is_none();
            kept.insert(file.path.clone(), same.unwrap_or_else(|| content.into()));
        }
    }

    pub fn stop(&self) {
        self.host.stop();
    }

    /// Where loaders and plugins take what they are asked, and answer.
    #[must_use]
    pub fn bridge(&self) -> &Bridge {
        self.host.bridge().expect("the disk has a bridge")
    }

    /// The file that a request names, asked by a loader while a build runs.
    ///
    /// # Errors
    /// Why there is none.
    pub fn resolve(&self, folder: &Path, request: &str) -> Result<PathBuf, String> {
        let host: Arc<dyn Host> = Arc::clone(&self.host) as Arc<dyn Host>;
        self.store.resolve(&self.options, &host, folder, request)
    }

    /// Forgets what depends on these absolute paths.
    pub fn invalidate(&self, paths: &[PathBuf]) {
        self.store.invalidate(paths);
    }

    #[must_use]
    pub fn inputs(&self) -> Inputs {
        Inputs {
            files: self.store.files(),
            missing: self.store.missing(),
            folders: self.store.folders(),
        }
    }

    /// Stage, modules done, modules known.
    #[must_use]
    pub fn progress(&self) -> (&'static str, usize, usize) {
        self.host.position()
    }
}
