//! The files below a folder, in one order on all systems.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::host::{FileKind, Host};

pub struct Listing<'l> {
    pub host: &'l dyn Host,
    /// What an earlier build wrote is no source.
    pub output: &'l Path,
    /// `node_modules` and names that begin with a dot, too.
    pub everything: bool,
    /// Folders in folders to go into.
    pub depth: usize,
}

impl Listing<'_> {
    /// Paths of files from `root` on, with `/`, sorted; and the folders that were looked at.
    pub fn files(&self, root: &Path) -> (Vec<String>, Vec<PathBuf>) {
        let mut files = Vec::new();
        let mut folders = Vec::new();
        // Links may lead back to where they are.
        let mut links: FxHashSet<PathBuf> = FxHashSet::default();
        let mut open = vec![(root.to_path_buf(), String::new(), 0)];
        while let Some((folder, prefix, depth)) = open.pop() {
            let Ok(names) = self.host.list(&folder) else { continue };
            for (name, kind) in names {
                if !self.everything && (name.starts_with('.') || name == "node_modules") {
                    continue;
                }
                let path = folder.join(&name);
                let kind = match kind {
                    FileKind::Link => {
                        let Ok(metadata) = self.host.metadata(&path) else { continue };
                        if metadata.kind == FileKind::Folder {
                            let Ok(real) = self.host.canonicalize(&path) else { continue };
                            if path.starts_with(&real) || !links.insert(real) {
                                continue;
                            }
                        }
                        metadata.kind
                    }
                    kind => kind,
                };
                match kind {
                    FileKind::File => files.push(format!("{prefix}{name}")),
                    FileKind::Folder if depth < self.depth && path != self.output => {
                        open.push((path, format!("{prefix}{name}/"), depth + 1));
                    }
                    _ => {}
                }
            }
            folders.push(folder);
        }
        files.sort_unstable();
        (files, folders)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::MemoryHost;

    fn files(everything: bool, depth: usize) -> Vec<String> {
        let host = MemoryHost::new([
            ("/p/b.js", ""),
            ("/p/a/z.js", ""),
            ("/p/a/deep/y.js", ""),
            ("/p/.hidden.js", ""),
            ("/p/.git/x.js", ""),
            ("/p/node_modules/x/index.js", ""),
            ("/p/dist/old.js", ""),
        ]);
        let listing = Listing { host: &host, output: Path::new("/p/dist"), everything, depth };
        listing.files(Path::new("/p")).0
    }

    #[test]
    fn leaves_out_what_is_no_source() {
        assert_eq!(files(false, usize::MAX), ["a/deep/y.js", "a/z.js", "b.js"]);
    }

    #[test]
    fn goes_as_deep_as_it_is_told() {
        assert_eq!(files(false, 0), ["b.js"]);
        assert_eq!(files(false, 1), ["a/z.js", "b.js"]);
    }

    #[test]
    fn everything_is_everything_but_the_output() {
        let all = files(true, usize::MAX);
        assert!(all.contains(&".hidden.js".to_owned()));
        assert!(all.contains(&"node_modules/x/index.js".to_owned()));
        assert!(!all.iter().any(|file| file.starts_with("dist")));
    }
}
