//! Files onto the disk: all of them, or none.
//!
//! New contents are written beside their targets under names of their own. Only when all
//! are there are they moved, entries last, so that whoever reads meanwhile finds what an
//! entry names. What is replaced is kept until the last move, and put back if one fails.

use std::{
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{OutputFile, OutputKind};
use crate::{
    diagnostic::Diagnostic,
    host::{FileKind, Host, display_path},
    options::OutputOptions,
};

/// Writes `files` and says in each whether it `changed`. With `clean`, removes what else is
/// in the output folder, once all is written.
///
/// `root` is the project's folder and `inputs` are the files of the build: a folder that
/// holds any of them is not cleaned.
#[must_use]
pub fn write(
    files: &mut [OutputFile],
    options: &OutputOptions,
    root: &Path,
    inputs: &[PathBuf],
    host: &dyn Host,
) -> Vec<Diagnostic> {
    let shown = display_path(root, &options.path);
    if let Err(diagnostic) = check_folder(options, root, inputs, host, &shown) {
        return vec![*diagnostic];
    }
    let failed = |failures: Vec<Failure>| -> Vec<Diagnostic> {
        failures.into_iter().map(|failure| failure.diagnostic(root)).collect()
    };
    let created = match create_folders(files, &options.path, host) {
        Ok(created) => created,
        Err(failure) => return failed(vec![failure]),
    };
    let written = stage(files, &options.path, host).and_then(|staged| {
        move_into_place(&staged, host).map_err(|failure| {
            remove_files(staged.iter().map(|staged| &staged.aside), host);
            vec![failure]
        })
    });
    if let Err(failures) = written {
        for folder in created.iter().rev() {
            let _ = host.remove_folder(folder);
        }
        return failed(failures);
    }
    if options.clean { clean(files, options, root, host) } else { Vec::new() }
}

/// What the host refused to do, and where.
struct Failure {
    path: PathBuf,
    error: io::Error,
}

impl Failure {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self { path: path.to_path_buf(), error }
    }

    fn diagnostic(self, root: &Path) -> Diagnostic {
        let shown = display_path(root, &self.path);
        Diagnostic::error("output-not-written", format!("`{shown}` cannot be written"))
            .note(self.error.to_string())
            .note("the output is as it was before")
    }
}

fn check_folder(
    options: &OutputOptions,
    root: &Path,
    inputs: &[PathBuf],
    host: &dyn Host,
    shown: &str,
) -> Result<(), Box<Diagnostic>> {
    let exists = match host.metadata(&options.path) {
        Ok(metadata) if metadata.kind == FileKind::Folder => true,
        Ok(_) => {
            let message = format!("the output folder `{shown}` is a file");
            let diagnostic = Diagnostic::error("output-not-a-folder", message)
                .hint("remove the file, or choose another `output.path`");
            return Err(Box::new(diagnostic));
        }
        Err(_) => false,
    };
    if !options.clean || !exists {
        return Ok(());
    }
    // Inputs are known by their real paths.
    let folder = host.canonicalize(&options.path).unwrap_or_else(|_| options.path.clone());
    let real_root = host.canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let holds = |path: &Path| path.starts_with(&folder) || path.starts_with(&options.path);
    let what = if holds(&real_root) || holds(root) {
        "the project".to_owned()
    } else if let Some(input) = inputs.iter().find(|input| holds(input)) {
        format!("`{}`, which is bundled", display_path(root, input))
    } else {
        return Ok(());
    };
    let message = format!("the output folder `{shown}` is not cleaned: it holds {what}");
    let hint = "choose an `output.path` of its own, or turn `output.clean` off";
    Err(Box::new(Diagnostic::error("unsafe-clean", message).hint(hint)))
}

/// Creates what folders are missing and names them, outer before inner.
fn create_folders(
    files: &[OutputFile],
    output: &Path,
    host: &dyn Host,
) -> Result<Vec<PathBuf>, Failure> {
    let mut created = Vec::new();
    let mut seen = FxHashSet::default();
    let paths = files.iter().map(|file| output.join(&file.path));
    for path in paths {
        let Some(folder) = path.parent() else { continue };
        if !seen.insert(folder.to_path_buf()) {
            continue;
        }
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| host.metadata(folder).is_err()).collect();
        if !missing.is_empty() {
            let made = host.create_folder(folder).map_err(Failure::at(folder));
            created.extend(missing.into_iter().rev().map(Path::to_path_buf));
            if let Err(failure) = made {
                for folder in created.iter().rev() {
                    let _ = host.remove_folder(folder);
                }
                return Err(failure);
            }
        }
    }
    Ok(created)
}

/// A new content, written beside its target.
struct Staged {
    kind: OutputKind,
    target: PathBuf,
    aside: PathBuf,
    /// Whether there is a file that the move replaces.
    replaces: bool,
}

/// Writes what differs from the disk. When anything fails, what was written is removed.
fn stage(
    files: &mut [OutputFile],
    output: &Path,
    host: &dyn Host,
) -> Result<Vec<Staged>, Vec<Failure>> {
    let results: Vec<Result<Option<Staged>, Failure>> =
        files.par_iter_mut().map(|file| stage_one(file, output, host)).collect();
    let mut staged = Vec::new();
    let mut failures = Vec::new();
    for result in results {
        match result {
            Ok(file) => staged.extend(file),
            Err(failure) => failures.push(failure),
        }
    }
    if failures.is_empty() {
        return Ok(staged);
    }
    remove_files(staged.iter().map(|staged| &staged.aside), host);
    Err(failures)
}

fn stage_one(
    file: &mut OutputFile,
    output: &Path,
    host: &dyn Host,
) -> Result<Option<Staged>, Failure> {
    let target = output.join(&file.path);
    let before = host.metadata(&target).ok();
    if let Some(before) = before {
        if before.kind != FileKind::File {
            let error = io::Error::other("something that is not a file has this name");
            return Err(Failure { path: target, error });
        }
        let same = before.len == file.content.len() as u64
            && host.read(&target).is_ok_and(|content| content == file.content);
        if same {
            file.changed = false;
            return Ok(None);
        }
    }
    file.changed = true;
    let aside = beside(&target);
    if let Err(error) = host.write(&aside, &file.content) {
        // It may have been begun, as on a full disk.
        let _ = host.remove_file(&aside);
        return Err(Failure { path: target, error });
    }
    Ok(Some(Staged { kind: file.kind, target, aside, replaces: before.is_some() }))
}

/// A name in the same folder that no other build uses: a move within a folder is one step.
fn beside(target: &Path) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    target.with_file_name(format!("{ASIDE}{:x}-{count:x}", std::process::id()))
}

const ASIDE: &str = ".pybundle-";

/// Moves all, or none.
fn move_into_place(staged: &[Staged], host: &dyn Host) -> Result<(), Failure> {
    let mut order: Vec<&Staged> = staged.iter().collect();
    order.sort_by_key(|staged| staged.kind == OutputKind::Entry);
    // What is moved last needs no way back; so one file alone is replaced in one step.
    let last = order.len().saturating_sub(1);
    let mut moved: Vec<(&Staged, Option<PathBuf>)> = Vec::with_capacity(order.len());
    for (index, staged) in order.into_iter().enumerate() {
        let kept = (staged.replaces && index < last).then(|| beside(&staged.target));
        let kept_well = kept.as_ref().map_or(Ok(()), |kept| host.rename(&staged.target, kept));
        let placed = kept_well.and_then(|()| {
            host.rename(&staged.aside, &staged.target).inspect_err(|_| {
                if let Some(kept) = &kept {
                    let _ = host.rename(kept, &staged.target);
                }
            })
        });
        if let Err(error) = placed {
            for (staged, kept) in moved.iter().rev() {
                let _ = match kept {
                    Some(kept) => host.rename(kept, &staged.target),
                    None => host.remove_file(&staged.target),
                };
            }
            return Err(Failure { path: staged.target.clone(), error });
        }
        moved.push((staged, kept));
    }
    remove_files(moved.iter().filter_map(|(_, kept)| kept.as_ref()), host);
    Ok(())
}

fn remove_files<'a>(files: impl Iterator<Item = &'a PathBuf>, host: &dyn Host) {
    for file in files {
        // The build's own files: whoever removed one already did what was wanted.
        let _ = host.remove_file(file);
    }
}

/// Removes what is in the output folder and not of this build. Links are removed, not
/// followed. What cannot be removed is a warning: the output is good.
fn clean(
    files: &[OutputFile],
    options: &OutputOptions,
    root: &Path,
    host: &dyn Host,
) -> Vec<Diagnostic> {
    let output = options.path.as_path();
    let written = files.iter().map(|file| output.join(&file.path));
    let kept: FxHashSet<PathBuf> = written.chain(options.keep.iter().cloned()).collect();
    let folders: FxHashSet<&Path> = kept.iter().flat_map(|file| file.ancestors().skip(1)).collect();
    let mut diagnostics = Vec::new();
    let mut warn = |path: &Path, error: &io::Error| {
        let shown = display_path(root, path);
        let message = format!("`{shown}` cannot be removed from the output folder");
        diagnostics
            .push(Diagnostic::warning("output-not-cleaned", message).note(error.to_string()));
    };
    let mut open = vec![output.to_path_buf()];
    let mut emptied = Vec::new();
    while let Some(folder) = open.pop() {
        let mut entries = match host.list(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                warn(&folder, &error);
                continue;
            }
        };
        entries.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        for (name, kind) in entries {
            let path = folder.join(&name);
            // A deployment branch checked out here, and what keeps the folder in one.
            if folder == output && name.starts_with(".git") {
                continue;
            }
            if kind == FileKind::Folder {
                open.push(path);
            } else if !kept.contains(&path)
                && let Err(error) = host.remove_file(&path)
            {
                warn(&path, &error);
            }
        }
        if !folders.contains(folder.as_path()) {
            emptied.push(folder);
        }
    }
    for folder in emptied.iter().rev() {
        if folder != output
            && let Err(error) = host.remove_folder(folder)
        {
            warn(folder, &error);
        }
    }
    diagnostics
}
