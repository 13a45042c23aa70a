//! Running the chain of a module: read, loaders one after the other, then a parsed module.
//!
//! A loader of the host's is handed over ([`crate::host::bridge`]) and the job ends; the
//! answer starts another job. So a thread never waits for a loader, and the scan lasts until
//! no module is open any more ([`Scanner::pump`]).

use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use rayon::Scope;
use xxhash_rust::xxh3::xxh3_128;

use super::{
    Found, Loaded, Scanner, Slot, asset,
    parse::{self, Goal, Language, SourceKind},
    store,
    styles::{self, Sheet, StyleKind, Syntax},
    wasm,
};
use crate::{
    diagnostic::{Diagnostic, Location},
    graph::Asset,
    host::{
        bridge::{Answer, ForeignProblem, Request, Task},
        display_path,
    },
    module::Module,
    native,
    rules::{Chain, ModuleKind, Step},
    sourcemap::{Incoming, parse_incoming},
};

/// How long a thread that has nothing to do waits for an answer before it looks for work.
const IDLE: Duration = Duration::from_millis(1);

/// A chain, and the request that asked for it.
#[derive(Debug, Clone)]
pub(super) struct Chained {
    pub chain: Arc<Chain>,
    /// Absolute, or the id of a module that is no file.
    pub path: PathBuf,
    pub query: String,
    pub fragment: String,
    /// What the package says of the file.
    pub goal: Goal,
    pub is_entry: bool,
    /// Plugins may have the content, or change it.
    pub loads: bool,
    pub transforms: bool,
}

/// What a chain came to; kept for the builds to come.
pub(super) struct Made {
    pub module: Arc<Module>,
    /// `None` where the text alone does not say what the module is.
    pub kind: Option<SourceKind>,
    pub asset: Option<Asset>,
    /// A style sheet; what it asks for is looked for anew in each build.
    pub sheet: Option<(Arc<Sheet>, StyleKind)>,
    pub incoming: Option<Arc<Incoming>>,
    pub problems: Vec<Diagnostic>,
    pub files: Vec<(String, Vec<u8>)>,
    pub watched: Watched,
    pub side_effects: Option<bool>,
    /// Of the content that the first loader got.
    pub input: u128,
    pub reusable: bool,
}

/// What a result depends on, beside the file itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Watched {
    pub files: Vec<PathBuf>,
    pub folders: Vec<PathBuf>,
    pub missing: Vec<PathBuf>,
}

/// One thing to do with a content.
#[derive(Clone)]
enum Run {
    Hook(&'static str),
    Step(Arc<Step>),
}

impl Run {
    fn label(&self) -> &str {
        match self {
            Self::Hook(hook) => hook,
            Self::Step(step) => &step.label,
        }
    }
}

/// A module under way.
pub(super) struct Work {
    found: Found,
    chained: Chained,
    slot: Arc<Slot>,
    runs: Vec<Run>,
    next: usize,
    content: Option<Arc<Vec<u8>>>,
    input: u128,
    /// Of each loader from the first on, until one had none.
    maps: Vec<Incoming>,
    unmapped: bool,
    kind: Option<ModuleKind>,
    problems: Vec<Diagnostic>,
    files: Vec<(String, Vec<u8>)>,
    watched: Watched,
    side_effects: Option<bool>,
    failed: bool,
    reusable: bool,
}

impl<'s> Scanner<'s> {
    /// Begins with a module that has a chain.
    pub(super) fn begin<'t: 's>(
        &'t self,
        found: Found,
        chained: Chained,
        slot: Arc<Slot>,
        scope: &Scope<'t>,
    ) {
        if let Some(path) = &found.path {
            self.store.add_file(path);
        }
        if !chained.loads
            && let Some(made) = self.store.made(&found.key)
        {
            return self.use_made(found, &slot, &made, scope);
        }
        let mut runs = Vec::new();
        if chained.loads {
            runs.push(Run::Hook("load"));
        }
        runs.extend(chained.chain.steps.iter().cloned().map(Run::Step));
        if chained.transforms {
            runs.push(Run::Hook("transform"));
        }
        let work = Work {
            found,
            slot,
            runs,
            next: 0,
            content: None,
            input: 0,
            maps: Vec::new(),
            unmapped: false,
            kind: None,
            problems: Vec::new(),
            files: Vec::new(),
            watched: Watched::default(),
            side_effects: chained.chain.side_effects,
            failed: false,
            reusable: true,
            chained,
        };
        self.proceed(work, scope);
    }

    /// Runs what the engine can, up to the next thing that the host has to do.
    fn proceed<'t: 's>(&'t self, mut work: Work, scope: &Scope<'t>) {
        while let Some(run) = work.runs.get(work.next).cloned() {
            if work.failed {
                break;
            }
            if !matches!(run, Run::Hook("load")) && work.content.is_none() {
                self.read(&mut work);
                if work.failed {
                    break;
                }
                if let Some(made) = self.store.made_of(&work.found.key, work.input) {
                    return self.use_made(work.found, &work.slot, &made, scope);
                }
            }
            let native = match &run {
                Run::Step(step) => step.native.as_deref().map(|name| (name, step)),
                Run::Hook(_) => None,
            };
            if let Some((name, step)) = native {
                Self::run_native(&mut work, name, step);
                work.next += 1;
                continue;
            }
            return self.hand_over(work, &run);
        }
        self.conclude(work, scope);
    }

    fn read(&self, work: &mut Work) {
        let Some(path) = &work.found.path else {
            work.fail(
                Diagnostic::error(
                    "module-not-loaded",
                    format!("no plugin has the content of `{}`", work.found.name),
                )
                .hint("a plugin that resolves to an id of its own has to load it too"),
            );
            return;
        };
        match self.host.read(path) {
            Ok(content) => work.take_input(content),
            Err(error) => work.fail(store::unreadable(&work.found.name, &error)),
        }
    }

    fn run_native(work: &mut Work, name: &str, step: &Step) {
        let content = work.content.clone().unwrap_or_default();
        let input = native::Input { content: &content, options: &step.options };
        match native::run(name, &input) {
            Ok(made) => {
                work.content = Some(Arc::new(made.content));
                work.kind = made.kind.or(work.kind);
                work.follow_map(None);
            }
            Err(problem) => {
                let location = match problem.offset {
                    Some(offset) => {
                        let text = String::from_utf8_lossy(&content);
                        Location::new(&work.found.name, &text, offset, offset + 1)
                    }
                    None => Location::file(&work.found.name),
                };
                let diagnostic = Diagnostic::error("loader-error", problem.message).at(location);
                work.fail(work.placed(diagnostic));
            }
        }
    }

    fn hand_over(&self, mut work: Work, run: &Run) {
        let Some(bridge) = self.host.bridge() else {
            work.next += 1;
            return;
        };
        let path = work.chained.path.to_string_lossy().into_owned();
        let task = match run {
            Run::Hook(hook) => Task::Hook(hook),
            Run::Step(step) => match (step.host, &step.written) {
                (Some(host), _) => Task::Loader(host),
                (None, written) => Task::Written(written.clone().unwrap_or_default()),
            },
        };
        let request = Request {
            id: bridge.next_id(),
            task,
            path,
            query: work.chained.query.clone(),
            fragment: work.chained.fragment.clone(),
            content: work.content.clone().unwrap_or_default(),
            details: String::new(),
        };
        self.pending
            .lock()
            .expect("no thread panics while it holds what is pending")
            .insert(request.id, work);
        bridge.submit(request);
    }

    fn resume<'t: 's>(&'t self, mut work: Work, answer: Answer, scope: &Scope<'t>) {
        let run = work.runs[work.next].clone();
        let said = answer.said;
        let input = work.content.clone().unwrap_or_default();
        let mut failed = false;
        for problem in said.problems {
            let diagnostic = foreign(problem, &work.found.name, &input);
            failed |= diagnostic.severity == crate::diagnostic::Severity::Error
                && answer.content.is_none();
            let diagnostic = work.placed(diagnostic);
            work.problems.push(diagnostic);
        }
        work.files.extend(answer.files);
        work.watched.files.extend(said.dependencies);
        work.watched.folders.extend(said.contexts);
        work.watched.missing.extend(said.missing);
        work.side_effects = said.side_effects.or(work.side_effects);
        work.reusable &= !said.uncached;
        work.failed |= failed;
        if let Some(kind) = &said.kind {
            if let Some(kind) = ModuleKind::named(kind) {
                work.kind = Some(kind);
            } else {
                let message = format!("there is no module type `{kind}`");
                let diagnostic = Diagnostic::error("loader-result", message)
                    .at(Location::file(&work.found.name));
                work.fail(work.placed(diagnostic));
            }
        }
        if let Some(content) = answer.content {
            if matches!(run, Run::Hook("load")) {
                work.take_input(content);
                let map = said.source_map.and_then(|map| parse_incoming(map.as_bytes()));
                work.maps.extend(map);
            } else {
                work.follow_map(said.source_map);
                work.content = Some(Arc::new(content));
            }
            if matches!(run, Run::Hook("load"))
                && let Some(made) = self.store.made_of(&work.found.key, work.input)
            {
                return self.use_made(work.found, &work.slot, &made, scope);
            }
        }
        work.next += 1;
        self.proceed(work, scope);
    }

    /// Waits until every module is there, and starts a job for each answer meanwhile.
    pub(super) fn pump<'t: 's>(&'t self, scope: &Scope<'t>) {
        let Some(bridge) = self.host.bridge() else { return };
        while self.open.load(Ordering::Acquire) > 0 {
            if self.host.stopped() {
                return self.drop_pending();
            }
            let mut answers = bridge.answers(Duration::ZERO);
            if answers.is_empty() {
                if rayon::yield_now() == Some(rayon::Yield::Executed) {
                    continue;
                }
                answers = bridge.answers(IDLE);
            }
            for answer in answers {
                let work = self.pending.lock().ok().and_then(|mut all| all.remove(&answer.id));
                if let Some(work) = work {
                    scope.spawn(move |scope| self.resume(work, answer, scope));
                }
            }
            if let Some((id, seconds)) = bridge.overdue() {
                self.give_up(id, seconds);
                return self.drop_pending();
            }
        }
    }

    /// Nobody will answer any more.
    fn drop_pending(&self) {
        if let Ok(mut pending) = self.pending.lock() {
            pending.clear();
        }
    }

    /// The host has been asked, and nobody waits for its answers.
    pub(super) fn is_waiting(&self) -> bool {
        self.pending.lock().is_ok_and(|pending| !pending.is_empty())
    }

    /// A loader that does not come back holds the one thread that there is for loaders.
    fn give_up(&self, id: u64, seconds: f64) {
        let Some(work) = self.pending.lock().ok().and_then(|mut all| all.remove(&id)) else {
            return;
        };
        let label = work.runs[work.next].label();
        self.report(
            Diagnostic::error(
                "loader-timeout",
                format!("`{label}` has not come back after {seconds} seconds"),
            )
            .at(Location::file(&work.found.name))
            .note("a thread of Python cannot be ended, so the build is")
            .hint(
                "give the loader a longer `timeout`, or `parallel = true`: a process can be ended",
            ),
        );
    }

    fn conclude<'t: 's>(&'t self, mut work: Work, scope: &Scope<'t>) {
        let kind = work.kind();
        let asset = if work.failed {
            None
        } else if let Some(kind) = kind.filter(|kind| kind.is_asset()) {
            self.address(&mut work, kind)
        } else {
            None
        };
        let sheet = if work.failed { None } else { self.chained_sheet(&mut work, kind) };
        let (text, source_kind) = if work.failed {
            (String::new(), SourceKind::new(Language::Empty, Goal::CommonJs))
        } else if asset.is_some() {
            asset::address()
        } else if sheet.is_some() {
            (String::new(), SourceKind::new(Language::Empty, Goal::CommonJs))
        } else {
            self.text(&mut work, kind)
        };
        let is_entry = work.chained.is_entry
            || self.entry_paths.get().is_some_and(|paths| paths.contains(&work.chained.path));
        let source_kind = SourceKind { is_entry, ..source_kind };
        let path = parse::virtual_path(&work.found.name);
        let mut module = parse::parse(self.context, &path, text, source_kind);
        if asset.is_some() {
            asset::mark(&mut module);
        }
        for problem in &module.problems {
            let mut diagnostic = problem.locate(&work.found.name, module.ast.source());
            if let Some(last) = work.runs.last().filter(|_| !work.failed) {
                diagnostic =
                    diagnostic.note(format!("in what `{}` made of the file", last.label()));
            }
            work.problems.push(diagnostic);
        }
        module.problems.clear();
        let reusable = work.reusable && !work.failed;
        // A sheet has its map itself: the module of it is nothing that anybody wrote.
        let incoming = match &sheet {
            Some(_) => None,
            None => work.incoming(&self.options.root).map(Arc::new),
        };
        let made = Arc::new(Made {
            module: Arc::new(module),
            kind: (asset.is_none() && sheet.is_none()).then_some(source_kind),
            asset,
            sheet,
            incoming,
            problems: std::mem::take(&mut work.problems),
            files: std::mem::take(&mut work.files),
            watched: std::mem::take(&mut work.watched),
            side_effects: work.side_effects,
            input: work.input,
            reusable,
        });
        if !self.options.once {
            self.store.keep_made(&work.found.key, work.found.path.as_deref(), &made);
        }
        self.use_made(work.found, &work.slot, &made, scope);
    }

    /// The file that an asset is copied to, if it is.
    fn address(&self, work: &mut Work, kind: ModuleKind) -> Option<Asset> {
        let path = work.found.path.clone()?;
        let limit = work.chained.chain.inline_limit;
        let in_bundle = match kind {
            ModuleKind::AssetResource => false,
            ModuleKind::Asset => match &work.content {
                Some(content) => content.len() as u64 <= limit,
                None => self.host.metadata(&path).is_ok_and(|metadata| metadata.len <= limit),
            },
            _ => true,
        };
        if in_bundle {
            return None;
        }
        let content = match &work.content {
            Some(content) => Ok(Arc::clone(content)),
            None => self.store.asset(self.host, &path),
        };
        match content {
            Ok(content) => {
                let name = display_path(&self.options.root, &path).into_owned();
                Some(Asset { name, path, content })
            }
            Err(error) => {
                work.fail(store::unreadable(&work.found.name, &error));
                None
            }
        }
    }

    /// The style sheet that came out of a chain, if one did.
    fn chained_sheet(
        &self,
        work: &mut Work,
        kind: Option<ModuleKind>,
    ) -> Option<(Arc<Sheet>, StyleKind)> {
        let path = work.found.path.clone()?;
        let named = styles::style_kind(&path, &work.chained.query);
        let kind = match kind {
            Some(kind @ (ModuleKind::Css | ModuleKind::CssModule)) => {
                // Loaders that give a type give CSS, whatever the file was.
                let is_made = work.kind.is_some() || !work.chained.chain.steps.is_empty();
                let named = named.filter(|_| !is_made);
                StyleKind {
                    syntax: named.map_or(Syntax::Css, |named| named.syntax),
                    is_local: kind == ModuleKind::CssModule || styles::is_module_name(&path),
                    is_inline: styles::is_inline(&work.chained.query),
                }
            }
            None | Some(ModuleKind::Auto) => named?,
            Some(_) => return None,
        };
        if work.content.is_none() {
            self.read(work);
        }
        let content = work.content.clone().filter(|_| !work.failed)?;
        let incoming = work.incoming(&self.options.root).map(Arc::new);
        let sheet = self.sheet_of(&path, &work.found.name, &content, kind, incoming);
        work.watched.files.extend(sheet.files().iter().filter(|file| **file != path).cloned());
        work.watched.missing.extend(sheet.missing().iter().cloned());
        Some((Arc::new(sheet), kind))
    }

    /// What is parsed, and as what.
    fn text(&self, work: &mut Work, kind: Option<ModuleKind>) -> (String, SourceKind) {
        let nothing = (String::new(), SourceKind::new(Language::Empty, Goal::CommonJs));
        if work.failed {
            return nothing;
        }
        if work.content.is_none() {
            self.read(work);
        }
        let Some(content) = work.content.clone().filter(|_| !work.failed) else { return nothing };
        let path = work.chained.path.clone();
        let name = work.found.name.clone();
        let goal = work.chained.goal;
        let named = |path: &Path| {
            parse::source_kind(path, goal).map(|kind| self.with_compiler_options(path, kind))
        };
        let script = |language, goal| SourceKind::new(language, goal);
        let source_kind = match kind {
            None | Some(ModuleKind::Auto) => {
                named(&path).unwrap_or_else(|| script(Language::JavaScript, Goal::Unknown))
            }
            Some(ModuleKind::Esm) => script(Language::JavaScript, Goal::Module),
            Some(ModuleKind::CommonJs) => script(Language::JavaScript, Goal::CommonJs),
            Some(ModuleKind::TypeScript) => {
                self.with_compiler_options(&path, script(Language::TypeScript, Goal::Unknown))
            }
            Some(ModuleKind::Tsx) => {
                self.with_compiler_options(&path, script(Language::Tsx, Goal::Unknown))
            }
            Some(ModuleKind::Json) => {
                let goal =
                    if work.chained.chain.only_default { Goal::Module } else { Goal::Unknown };
                script(Language::Json, goal)
            }
            Some(ModuleKind::WebAssembly) => {
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                return match wasm::module_text(&content, &file, self.options.platform) {
                    Ok(text) => (text, script(Language::JavaScript, Goal::Module)),
                    Err((reason, offset)) => {
                        work.fail(super::invalid_wasm(&name, &reason, offset));
                        nothing
                    }
                };
            }
            Some(asset) => {
                return match asset::text(asset, &path, &content) {
                    Ok(made) => made,
                    Err(offset) => {
                        work.fail(store::invalid_utf8(&name, &content, offset));
                        nothing
                    }
                };
            }
        };
        match String::from_utf8(Arc::unwrap_or_clone(content)) {
            Ok(text) => (text, source_kind),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                work.fail(store::invalid_utf8(&name, error.as_bytes(), offset));
                nothing
            }
        }
    }

    fn use_made<'t: 's>(
        &'t self,
        mut found: Found,
        slot: &Arc<Slot>,
        made: &Made,
        scope: &Scope<'t>,
    ) {
        for problem in &made.problems {
            self.report(problem.clone());
        }
        for file in &made.watched.files {
            self.store.add_file(file);
        }
        self.store.add_folders(made.watched.folders.iter().cloned());
        self.store.add_missing(made.watched.missing.iter().cloned());
        self.add_files(&found.name, &made.files);
        if let Some(side_effects) = made.side_effects {
            found.side_effect_free = !side_effects;
        }
        // What is only a value has no effects.
        found.side_effect_free |= made.asset.is_some();
        let (module, style) = match &made.sheet {
            Some((sheet, kind)) => self.module_of_sheet(&found, sheet, *kind),
            None => (Arc::clone(&made.module), None),
        };
        let loaded = Loaded {
            module,
            style,
            kind: made.kind,
            incoming: made.incoming.clone(),
            asset: made.asset.as_ref(),
        };
        let scanned = self.scanned(found, loaded, slot, scope);
        self.done(slot, scanned);
    }

    /// Files that loaders write beside the bundle. Several may write the same.
    fn add_files(&self, name: &str, files: &[(String, Vec<u8>)]) {
        if files.is_empty() {
            return;
        }
        let mut all = self.files.lock().expect("no thread panics while it holds the files");
        for (path, content) in files {
            if let Some(known) = all.get(path)
                && known != content
            {
                let message = format!("two different files would be written to `{path}`");
                self.report(
                    Diagnostic::error("output-collision", message)
                        .at(Location::file(name))
                        .hint("put a hash of the content, or the module's name, into its name"),
                );
            }
            all.insert(path.clone(), content.clone());
        }
    }
}

impl Work {
    fn fail(&mut self, diagnostic: Diagnostic) {
        self.failed = true;
        self.problems.push(diagnostic);
    }

    fn take_input(&mut self, content: Vec<u8>) {
        self.input = xxh3_128(&content);
        self.content = Some(Arc::new(content));
    }

    /// Says in which step of several a problem is, and that its frame shows the step's input.
    fn placed(&self, diagnostic: Diagnostic) -> Diagnostic {
        let Some(run) = self.runs.get(self.next) else { return diagnostic };
        let diagnostic = diagnostic.note(format!("in the loader `{}`", run.label()));
        let before = self.runs[..self.next].iter().rev().find(|run| matches!(run, Run::Step(_)));
        match before {
            Some(before) => {
                diagnostic.note(format!("which was given what `{}` had made", before.label()))
            }
            None => diagnostic,
        }
    }

    /// A loader that gives no map for what had one hides where the text came from.
    fn follow_map(&mut self, map: Option<String>) {
        match map.and_then(|map| parse_incoming(map.as_bytes())) {
            Some(map) if !self.unmapped => self.maps.push(map),
            _ => {
                self.unmapped = true;
                self.maps.clear();
            }
        }
    }

    /// The map from the text that is parsed to the file.
    fn incoming(&mut self, root: &Path) -> Option<Incoming> {
        let maps = std::mem::take(&mut self.maps);
        let mut composed = maps.into_iter().reduce(|inner, outer| outer.composed_with(&inner))?;
        let name = self.found.path.as_ref()?;
        composed.relocate(name, root);
        Some(composed)
    }

    fn kind(&self) -> Option<ModuleKind> {
        self.kind.or(self.chained.chain.kind)
    }
}

/// A problem of a loader as a diagnostic; places without a file are in its input.
pub(crate) fn foreign(problem: ForeignProblem, name: &str, input: &[u8]) -> Diagnostic {
    const CODES: &[&str] = &[
        "loader-crashed",
        "loader-error",
        "loader-not-found",
        "loader-options",
        "loader-raised",
        "loader-result",
        "loader-timeout",
        "loader-warning",
        "output-outside",
        "plugin-raised",
        "plugin-result",
        "plugin-warning",
        "tool-ended",
        "tool-feature",
        "tool-memory",
        "tool-not-bundled",
        "tool-not-installed",
        "tool-silent",
        "tool-stack",
        "tool-timeout",
    ];
    let code = CODES.iter().find(|code| **code == problem.code).unwrap_or(&"loader-error");
    let location = match (problem.location, problem.line) {
        (Some(location), _) => location,
        (None, Some(line)) => {
            let text = String::from_utf8_lossy(input);
            let start: usize = text
                .split_inclusive('\n')
                .take(line.saturating_sub(1) as usize)
                .map(str::len)
                .sum();
            let rest = text.get(start..).unwrap_or_default();
            let column = problem.column.unwrap_or(1).saturating_sub(1) as usize;
            let inner = rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
            Location::new(name, &text, start + inner, start + inner + 1)
        }
        (None, None) => Location::file(name),
    };
    let mut diagnostic = Diagnostic::error(code, problem.message);
    if !location.file.is_empty() {
        diagnostic.location = Some(location);
    }
    diagnostic.severity = problem.severity;
    diagnostic.hint = problem.hint;
    diagnostic.notes = problem.notes;
    diagnostic
}
