//! `__webpack_public_path__ = "…"`: code that says where the files of the bundle lie.
//!
//! In esm that cannot move chunks. A chunk imports what it shares with others by its place beside
//! itself, so if it came from somewhere else, so would what it imports, and a module that was
//! there already would run a second time, under its second address.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    span::{GetSpan, Span},
};

use crate::{
    diagnostic::{Diagnostic, Location},
    graph::{Edge, ModuleGraph},
    module::{ModuleId, RecordKind},
    options::{Format, Options},
    scan::dialect::WEBPACK,
};

/// Where it is assigned to, one place for each module that does.
pub fn assignments(graph: &ModuleGraph) -> impl Iterator<Item = (ModuleId, Span)> + '_ {
    let asking = graph.modules.iter_enumerated().filter(|(_, module)| module.facts().uses.bundler);
    asking.filter_map(|(id, module)| {
        let mut search = Search { found: None };
        search.visit_program(module.module.ast.program());
        Some((id, search.found?))
    })
}

/// Says of assignments that they do not move chunks, where there are chunks to be loaded later.
pub fn check(graph: &ModuleGraph, options: &Options, diagnostics: &mut Vec<Diagnostic>) {
    let has_later = || {
        let mut requests = graph
            .modules
            .iter()
            .flat_map(|module| module.facts().records.iter().zip(&module.edges));
        requests.any(|(record, edge)| {
            record.kind == RecordKind::DynamicImport && matches!(edge, Edge::Module(_))
        })
    };
    if options.format != Format::Esm || !has_later() {
        return;
    }
    for (id, span) in assignments(graph) {
        let module = &graph.modules[id];
        let (start, end) = (span.start as usize, span.end as usize);
        let location = Location::new(module.name.clone(), module.module.ast.source(), start, end);
        diagnostics.push(
            Diagnostic::warning(
                "public-path-of-modules",
                "in the format `esm` this does not move what `import()` loads: a module that had two addresses would run twice",
            )
            .at(location)
            .hint("use the format `iife`, or `output.import_map`, with which the page says where chunks are"),
        );
    }
}

struct Search {
    found: Option<Span>,
}

impl<'a> VisitJs<'a> for Search {
    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        if let AssignmentTarget::StaticMemberExpression(member) = &assignment.left
            && member.property.name == "p"
            && matches!(&member.object, Expression::Identifier(ident) if ident.name == WEBPACK)
        {
            self.found.get_or_insert(assignment.span());
        }
        walk_js::walk_assignment_expression(self, assignment);
    }
}
