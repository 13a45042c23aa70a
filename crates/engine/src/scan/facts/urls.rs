//! `new URL("…", import.meta.url)`: files that code names by their address, and the scripts
//! among them that run in a world of their own.
//!
//! ```js
//! new Worker(new URL("./work.js", import.meta.url))
//! navigator.serviceWorker.register(new URL("./sw.js", import.meta.url))
//! context.audioWorklet.addModule(new URL("./noise.js", import.meta.url))
//! ```
//! The forms are those of webpack's `worker` option.

use oxc::{ast::ast::*, ast_visit::VisitJs, span::Span, str::CompactStr};

use super::{Walk, constant_text};
use crate::module::{ImportRecord, ImportedName, RecordKind, WorkerKind};

impl Walk<'_> {
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
        let Argument::NewExpression(url) = first else { return false };
        if !self.url(url, RecordKind::Worker(kind)) {
            return false;
        }
        for argument in &arguments[1..] {
            self.visit_argument(argument);
        }
        true
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
