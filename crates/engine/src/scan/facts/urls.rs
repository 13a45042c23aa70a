//! `new URL("…", import.meta.url)`: files that code names by their address, and the scripts
//! among them that run in a world of their own.
//!
//! ```js
//! new Worker(new URL("./work.js", import.meta.url))
//! navigator.serviceWorker.register(new URL("./sw.js", import.meta.url))
//! context.audioWorklet.addModule(new URL("./noise.js", import.meta.url))
//! ```
//! The forms are those of webpack's `worker` option. The address may be in a variable too, as
//! long as it is always the same:
//! ```js
//! const url = new URL("./work.js", import.meta.url);
//! new Worker(url);
//! ```

use oxc::{
    ast::ast::*,
    ast_visit::VisitJs,
    semantic::SymbolId,
    span::{GetSpan, Span},
    str::CompactStr,
};
use rustc_hash::FxHashMap;

use super::{Walk, constant_text};
use crate::module::{ImportRecord, ImportedName, Problem, RecordId, RecordKind, WorkerKind};

/// Variables with addresses in them.
#[derive(Default)]
pub(super) struct Addresses {
    variables: FxHashMap<SymbolId, RecordId>,
    /// Those that a worker is started with, how, and where.
    started: Vec<(SymbolId, WorkerKind, Span)>,
}

impl Walk<'_> {
    /// To be called after the declarator was visited.
    pub(super) fn url_variable(&mut self, declarator: &VariableDeclarator<'_>) {
        if let (BindingPattern::BindingIdentifier(ident), Some(init)) =
            (&declarator.id, &declarator.init)
            && let Some((id, record)) = self.records.iter_enumerated().next_back()
            && record.kind == RecordKind::Url
            && record.span == init.span()
        {
            self.addresses.variables.insert(ident.symbol_id(), id);
        }
    }

    /// Requests of files that turn out to be the scripts of workers, and where these start.
    pub(super) fn started_by_variables(&mut self) -> Vec<(RecordId, Span)> {
        let mut found = Vec::new();
        let Addresses { variables, started } = std::mem::take(&mut self.addresses);
        for (symbol, kind, span) in started {
            let Some(id) = variables.get(&symbol).copied() else { continue };
            if self.scoping.symbol_is_mutated(symbol) {
                let name = self.scoping.symbol_name(symbol);
                let message = format!(
                    "`{name}` has more than one value, so the script of this worker is not bundled"
                );
                self.problems.push(
                    Problem::warning("worker-not-followed", message, span).hint(
                        "make it a `const`, or write `new URL(…)` where the worker is started",
                    ),
                );
                continue;
            }
            let record = &mut self.records[id];
            if record.kind == RecordKind::Url {
                record.kind = RecordKind::Worker(kind);
            }
            found.push((id, span));
        }
        found
    }

    /// Notes the request of an address that is known now; the parts need no visit then.
    pub(super) fn url(&mut self, url: &NewExpression<'_>, kind: RecordKind) -> bool {
        let Some((request, request_span)) = self.url_request(url) else { return false };
        self.uses.urls = true;
        let guarded = self.guards > 0;
        self.push_record(ImportRecord {
            request,
            kind,
            span: url.span,
            reference: None,
            request_span,
            guarded,
            attributes: Vec::new(),
            used: None,
            magic: None,
        });
        true
    }

    /// A constructor or function that runs a script in a world of its own.
    pub(super) fn worker(&mut self, kind: Option<WorkerKind>, arguments: &[Argument<'_>]) -> bool {
        let Some((kind, first)) = kind.zip(arguments.first()) else { return false };
        let Argument::NewExpression(url) = first else {
            self.started_with(first, kind);
            return false;
        };
        if !self.url(url, RecordKind::Worker(kind)) {
            return false;
        }
        for argument in &arguments[1..] {
            self.visit_argument(argument);
        }
        true
    }

    /// `url` or `url.href`
    fn started_with(&mut self, argument: &Argument<'_>, kind: WorkerKind) {
        let ident = match argument {
            Argument::Identifier(ident) => ident,
            Argument::StaticMemberExpression(member) if member.property.name == "href" => {
                let Expression::Identifier(ident) = &member.object else { return };
                ident
            }
            _ => return,
        };
        if let Some(symbol) = self.symbol_of(ident) {
            self.addresses.started.push((symbol, kind, argument.span()));
        }
    }

    pub(super) fn constructed_worker(&self, callee: &Expression<'_>) -> Option<WorkerKind> {
        let Expression::Identifier(ident) = callee else { return None };
        match self.symbol_of(ident) {
            None if ident.name == "Worker" => Some(WorkerKind::Worker),
            None if ident.name == "SharedWorker" => Some(WorkerKind::Shared),
            None => None,
            Some(symbol) => {
                let import = self.imports.get(&symbol)?;
                let is_worker =
                    matches!(&import.name, ImportedName::Name(name) if name == "Worker");
                let request = self.records[import.record].request.as_str();
                (is_worker && matches!(request, "worker_threads" | "node:worker_threads"))
                    .then_some(WorkerKind::Thread)
            }
        }
    }

    pub(super) fn called_worker(&self, callee: &Expression<'_>) -> Option<WorkerKind> {
        let Expression::StaticMemberExpression(member) = callee else { return None };
        match (member.property.name.as_str(), &member.object) {
            ("register", Expression::StaticMemberExpression(container)) => {
                let Expression::Identifier(navigator) = &container.object else { return None };
                (container.property.name == "serviceWorker"
                    && self.is_global(navigator, "navigator"))
                .then_some(WorkerKind::Service)
            }
            ("addModule", _) => Some(WorkerKind::Worklet),
            _ => None,
        }
    }

    /// What `new URL` with `import.meta.url` asks for, if it is a path.
    fn url_request(&self, url: &NewExpression<'_>) -> Option<(CompactStr, Span)> {
        let Expression::Identifier(callee) = &url.callee else { return None };
        let [request, Argument::StaticMemberExpression(base)] = url.arguments.as_slice() else {
            return None;
        };
        if !self.is_global(callee, "URL")
            || base.property.name != "url"
            || !matches!(base.object, Expression::ImportMeta(_))
        {
            return None;
        }
        constant_text(request.as_expression()?).filter(|(request, _)| is_path(request))
    }
}

/// Not an address of its own (`https:`, `data:`, `//host`, `/root`), and not that of a folder.
fn is_path(request: &str) -> bool {
    let path = request.split(['?', '#']).next().unwrap_or(request);
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'))
    });
    !(path.is_empty()
        || scheme
        || path.starts_with('/')
        || path.ends_with('/')
        || matches!(path, "." | ".."))
}
