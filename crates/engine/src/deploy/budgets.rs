//! Whether files are larger than they may be, and what in them is.

use std::collections::VecDeque;

use oxc_index::IndexVec;

use super::Build;
use crate::{
    diagnostic::{Diagnostic, Location, Severity},
    emit::{Emitted, OutputFile, OutputKind},
    module::{ModuleId, RecordId},
    options::{Hints, Performance},
    split::ChunkId,
};

/// How many of the modules of a file that is too large are named.
const NAMED: usize = 5;

pub fn check(build: &Build<'_>, limits: &Performance, emitted: &Emitted) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut ways: Option<Ways> = None;
    let mut report = |mut diagnostic: Diagnostic, files: &[&OutputFile]| {
        diagnostic.severity = match limits.hints {
            Hints::Warning => Severity::Warning,
            Hints::Error => Severity::Error,
        };
        let ways = ways.get_or_insert_with(|| Ways::find(build));
        for (module, size) in largest(files) {
            diagnostic =
                diagnostic.note(format!("{} of it: {}", bytes(size), ways.tell(build, module)));
        }
        diagnostics.push(diagnostic);
    };
    if let Some(limit) = limits.max_asset_size {
        for file in emitted.files.iter().filter(|file| is_counted(file) && file.size > limit) {
            let message = format!(
                "`{}` is {}, {} more than the limit of {}",
                file.path,
                bytes(file.size),
                bytes(file.size - limit),
                bytes(limit)
            );
            let hint = "load a part of it later with `import()`, or raise \
                        `performance.max_asset_size`";
            report(Diagnostic::warning("asset-size-limit", message).hint(hint), &[file]);
        }
    }
    if let Some(limit) = limits.max_entrypoint_size {
        for (id, chunk) in build.chunks.chunks.iter_enumerated() {
            if chunk.entry.is_none() {
                continue;
            }
            let files = files_of(build, emitted, id);
            let size: u64 = files.iter().map(|file| file.size).sum();
            if size <= limit {
                continue;
            }
            let names: Vec<String> = files.iter().map(|file| format!("`{}`", file.path)).collect();
            let message = format!(
                "the entry `{}` loads {} at once, {} more than the limit of {} ({})",
                chunk.name,
                bytes(size),
                bytes(size - limit),
                bytes(limit),
                names.join(", ")
            );
            let hint = "load a part of it later with `import()`, or raise \
                        `performance.max_entrypoint_size`";
            report(Diagnostic::warning("entrypoint-size-limit", message).hint(hint), &files);
        }
    }
    diagnostics
}

fn is_counted(file: &OutputFile) -> bool {
    matches!(
        file.kind,
        OutputKind::Entry | OutputKind::Chunk | OutputKind::Style | OutputKind::Asset
    )
}

fn files_of<'e>(build: &Build<'_>, emitted: &'e Emitted, id: ChunkId) -> Vec<&'e OutputFile> {
    build
        .with_imports(id)
        .into_iter()
        .flat_map(|id| {
            let style = build.style_path(id, emitted);
            [style, Some(emitted.names[id.index()].as_str())]
        })
        .filter_map(|path| emitted.file(path?))
        .collect()
}

fn largest(files: &[&OutputFile]) -> Vec<(ModuleId, u64)> {
    let mut parts: Vec<(ModuleId, u64)> = files
        .iter()
        .flat_map(|file| &file.parts)
        .map(|part| (part.module, (part.end - part.start) as u64))
        .collect();
    parts.sort_unstable();
    let mut sizes: Vec<(ModuleId, u64)> = Vec::new();
    for (module, size) in parts {
        match sizes.last_mut() {
            Some((last, sum)) if *last == module => *sum += size,
            _ => sizes.push((module, size)),
        }
    }
    sizes.sort_by_key(|(module, size)| (std::cmp::Reverse(*size), *module));
    sizes.truncate(NAMED);
    sizes
}

/// The nearest way from an entry to each module.
struct Ways {
    by: IndexVec<ModuleId, Option<(ModuleId, RecordId)>>,
}

impl Ways {
    fn find(build: &Build<'_>) -> Self {
        let mut by: IndexVec<ModuleId, Option<(ModuleId, RecordId)>> =
            build.graph.modules.iter().map(|_| None).collect();
        let mut seen: IndexVec<ModuleId, bool> =
            build.graph.modules.iter().map(|_| false).collect();
        let mut queue: VecDeque<ModuleId> = VecDeque::new();
        for entry in &build.graph.entries {
            if !std::mem::replace(&mut seen[entry.module], true) {
                queue.push_back(entry.module);
            }
        }
        while let Some(id) = queue.pop_front() {
            for (record, edge) in build.graph.modules[id].edges.iter_enumerated() {
                if let Some(target) = edge.module()
                    && !std::mem::replace(&mut seen[target], true)
                {
                    by[target] = Some((id, record));
                    queue.push_back(target);
                }
            }
        }
        Self { by }
    }

    /// `src/big.js ← src/a.js:3:8 ← src/index.js:1:1`
    fn tell(&self, build: &Build<'_>, module: ModuleId) -> String {
        let mut text = build.graph.modules[module].name.clone();
        let mut current = module;
        while let Some((importer, record)) = self.by[current] {
            let from = &build.graph.modules[importer];
            let start = from.facts().records[record].request_span.start as usize;
            let place = Location::new("", from.module.ast.source(), start, start);
            text.push_str(&format!(" ← {}:{}:{}", from.name, place.line, place.column));
            current = importer;
        }
        text
    }
}

/// As people read it, in steps of a thousand.
fn bytes(size: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let amount = size as f64;
    match size {
        0..1_000 => format!("{size} B"),
        1_000..10_000 => format!("{:.2} kB", amount / 1e3),
        10_000..999_500 => format!("{:.1} kB", amount / 1e3),
        _ => format!("{:.2} MB", amount / 1e6),
    }
}
