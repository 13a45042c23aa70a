//! What plugins are asked while modules are looked for.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::json;

use super::{Asked, Chained, Found, Scanner, chained_module, load::foreign, parse::Goal};
use crate::{
    diagnostic::Severity,
    graph::{External, GraphModule},
    host::{
        bridge::{Request, Task},
        display_path,
    },
    resolve::{Importer, ModuleFormat, RequestKind, ResolvedFile, Target},
    rules::{Chain, Condition, Resource},
};

impl Scanner<'_> {
    /// What a plugin makes of a request; `None`: nothing.
    pub(super) fn hooked(
        &self,
        importer: Importer<'_>,
        request: &str,
        kind: RequestKind,
        asked: Option<&Asked<'_>>,
    ) -> Option<Result<Found, External>> {
        let wanted = &self.options.hooks.resolve;
        if wanted.is_empty() || !wanted.iter().any(|condition| condition.matches_text(request)) {
            return None;
        }
        let bridge = self.host.bridge()?;
        let issuer = match importer {
            Importer::File(path) => Some(path.to_string_lossy()),
            Importer::Folder(_) => None,
        };
        let kind = match kind {
            RequestKind::Import => "import",
            RequestKind::DynamicImport => "dynamic-import",
            RequestKind::Require => "require",
            RequestKind::RequireResolve => "require-resolve",
            RequestKind::Style => "style",
            RequestKind::Url => "url",
            RequestKind::Entry => "entry",
        };
        let details = json!({ "request": request, "issuer": issuer, "kind": kind });
        let answer = bridge.ask(
            Request {
                id: bridge.next_id(),
                task: Task::Hook("resolve"),
                path: String::new(),
                query: String::new(),
                fragment: String::new(),
                content: Arc::default(),
                details: details.to_string(),
            },
            || self.host.stopped(),
        );
        let answer = match answer {
            Ok(answer) => answer?,
            Err(late) => {
                self.report(*late);
                return None;
            }
        };
        let name = issuer.as_deref().map_or_else(String::new, |issuer| {
            display_path(&self.options.root, Path::new(issuer)).into_owned()
        });
        let mut failed = false;
        for problem in answer.said.problems {
            failed |= problem.severity == Severity::Error;
            self.report(foreign(problem, &name, &[]));
        }
        let resolved = answer.said.resolved.filter(|_| !failed)?;
        if answer.said.external {
            return Some(Err(External { request: resolved, global: None }));
        }
        let path = PathBuf::from(resolved.split(['?', '#']).next().unwrap_or_default());
        let empty = Asked::default();
        let asked = asked.unwrap_or(&empty);
        if path.is_absolute() {
            // As if the file had been asked for, with what its package says of it.
            let target = self.resolvers.resolve(
                Importer::Folder(&self.options.root),
                &resolved,
                RequestKind::Entry,
            );
            if let Ok(target @ Target::File(_)) = target {
                return Some(self.target(target, asked));
            }
        }
        Some(Ok(self.virtual_file(&resolved, asked)))
    }

    /// A module that is no file: its content is the business of plugins.
    fn virtual_file(&self, id: &str, asked: &Asked<'_>) -> Found {
        let (path, rest) = id.split_at(id.find(['?', '#']).unwrap_or(id.len()));
        let (query, fragment) = rest.split_at(rest.find('#').unwrap_or(rest.len()));
        let file = ResolvedFile {
            path: PathBuf::from(path),
            query: query.to_owned(),
            fragment: fragment.to_owned(),
            scope: None,
        };
        let goal = Goal::Unknown;
        let mut chained = self.chained(&file, goal, asked).unwrap_or_else(|| no_chain(&file, goal));
        chained.loads = true;
        let suffix = format!("{query}{fragment}");
        let mut found = chained_module(file, id.to_owned(), goal, suffix, chained);
        if !Path::new(path).is_absolute() {
            found.path = None;
        }
        found
    }

    /// The chain of a file, if it has one or a plugin wants to see it.
    pub(super) fn chained(
        &self,
        file: &ResolvedFile,
        goal: Goal,
        asked: &Asked<'_>,
    ) -> Option<Chained> {
        let resource = Resource {
            path: &file.path,
            query: &file.query,
            issuer: asked.issuer,
            attributes: asked.attributes,
        };
        let chain = self.options.module.chain(resource, asked.inline);
        let hooks = &self.options.hooks;
        let wants = |conditions: &[Condition]| {
            !conditions.is_empty()
                && conditions.iter().any(|condition| condition.matches_path(&file.path))
        };
        let (loads, transforms) = (wants(&hooks.load), wants(&hooks.transform));
        if chain.is_none() && !loads && !transforms {
            return None;
        }
        if !loads
            && !transforms
            && chain.as_ref().is_some_and(|chain| {
                chain.only_default
                    && chain.steps.is_empty()
                    && file.format() == ModuleFormat::Unspecified
            })
        {
            // `with { type: "json" }` of a file: parsed as it is.
            return None;
        }
        let plain = no_chain(file, goal);
        Some(Chained { chain: chain.unwrap_or(plain.chain.clone()), loads, transforms, ..plain })
    }

    /// Tells plugins of a module.
    pub(super) fn parsed(&self, module: &GraphModule) {
        if !self.options.hooks.module_parsed {
            return;
        }
        let Some(bridge) = self.host.bridge() else { return };
        let facts = module.facts();
        let exports: Vec<&str> = facts.exports.iter().map(|export| export.name.as_str()).collect();
        let requests: Vec<&str> =
            facts.records.iter().map(|record| record.request.as_str()).collect();
        let details = json!({ "exports": exports, "requests": requests });
        let path = module
            .path
            .as_ref()
            .map_or_else(|| module.name.clone(), |path| path.to_string_lossy().into_owned());
        let answer = bridge.ask(
            Request {
                id: bridge.next_id(),
                task: Task::Hook("module_parsed"),
                path,
                query: String::new(),
                fragment: String::new(),
                content: Arc::new(module.module.ast.source().as_bytes().to_vec()),
                details: details.to_string(),
            },
            || self.host.stopped(),
        );
        let answer = answer.unwrap_or_else(|late| {
            self.report(*late);
            None
        });
        for problem in answer.into_iter().flat_map(|answer| answer.said.problems) {
            self.report(foreign(problem, &module.name, module.module.ast.source().as_bytes()));
        }
    }
}

fn no_chain(file: &ResolvedFile, goal: Goal) -> Chained {
    let chain = Chain {
        steps: Vec::new(),
        kind: None,
        inline_limit: 0,
        side_effects: None,
        only_default: false,
        key: String::new(),
        distinction: String::new(),
    };
    Chained {
        chain: Arc::new(chain),
        path: file.path.clone(),
        query: file.query.clone(),
        fragment: file.fragment.clone(),
        goal,
        is_entry: false,
        loads: false,
        transforms: false,
    }
}
