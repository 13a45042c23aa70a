//! What is read of the answers of `require` and `import()`.
//!
//! ```js
//! const { a } = await import("./x.js");        a
//! import("./x.js").then((x) => x.a);           a
//! const x = require("./x.cjs"); x.a();         a
//! ```

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::SymbolId,
    str::CompactStr,
};

use super::{Path, Walk};
use crate::{module::RecordId, scan::properties::plain};

/// A variable that holds the answer of a request.
pub struct Tracked {
    record: RecordId,
    paths: Vec<Path>,
    /// References that read a property; if there are others, anything may be read.
    seen: usize,
}

impl Walk<'_> {
    /// `await import("…")` or `require("…")`.
    pub(super) fn is_request(&self, expression: &Expression<'_>) -> bool {
        match expression {
            Expression::AwaitExpression(await_) => {
                matches!(&await_.argument, Expression::ImportExpression(_))
            }
            Expression::CallExpression(call) => !call.optional && self.is_require(&call.callee),
            _ => false,
        }
    }

    pub(super) fn visit_request(&mut self, expression: &Expression<'_>) {
        walk_js::walk_expression(self, expression);
    }

    /// The record of a request that has just been visited.
    pub(super) fn answered(&self, expression: &Expression<'_>, before: usize) -> Option<RecordId> {
        let asks =
            self.is_request(expression) || matches!(expression, Expression::ImportExpression(_));
        (asks && self.records.len() > before).then(|| RecordId::from_usize(before))
    }

    /// `const pattern = answer`
    pub(super) fn bind_answer(&mut self, record: RecordId, pattern: &BindingPattern<'_>) {
        match pattern {
            BindingPattern::BindingIdentifier(ident) => {
                let symbol = ident.symbol_id();
                if !self.scoping.symbol_is_mutated(symbol)
                    && self.scoping.symbol_redeclarations(symbol).is_empty()
                {
                    self.tracked.insert(symbol, Tracked { record, paths: Vec::new(), seen: 0 });
                }
            }
            BindingPattern::ObjectPattern(object) if object.rest.is_none() => {
                let names: Option<Vec<CompactStr>> = object
                    .properties
                    .iter()
                    .map(|property| Some(plain(&property.key.static_name()?).into()))
                    .collect();
                self.records[record].used = names.map(|names| {
                    let path = |name| Path { names: vec![name], called: false };
                    names.into_iter().map(path).collect()
                });
            }
            _ => {}
        }
    }

    /// `import("…").then((answer) => …)`; `false` if the call is something else.
    pub(super) fn then(&mut self, call: &CallExpression<'_>) -> bool {
        let Expression::StaticMemberExpression(member) = &call.callee else { return false };
        let Expression::ImportExpression(import) = &member.object else { return false };
        let parameters = match call.arguments.first() {
            Some(Argument::ArrowFunctionExpression(arrow)) => &arrow.params,
            Some(Argument::FunctionExpression(function)) if !self.mentions_arguments() => {
                &function.params
            }
            _ => return false,
        };
        if member.optional || member.property.name != "then" {
            return false;
        }
        let before = self.records.len();
        self.visit_import_expression(import);
        if self.records.len() > before && parameters.rest.is_none() {
            let record = RecordId::from_usize(before);
            match parameters.items.first() {
                Some(parameter) => self.bind_answer(record, &parameter.pattern),
                None => self.records[record].used = Some(Vec::new()),
            }
        }
        for argument in &call.arguments {
            self.visit_argument(argument);
        }
        true
    }

    fn mentions_arguments(&self) -> bool {
        self.scoping.root_unresolved_references().contains_key("arguments")
    }

    pub(super) fn track(&mut self, symbol: SymbolId, path: Path) {
        if let Some(tracked) = self.tracked.get_mut(&symbol) {
            tracked.seen += 1;
            if !tracked.paths.contains(&path) {
                tracked.paths.push(path);
            }
        }
    }

    /// Others see the variable too.
    pub(super) fn lose_track(&mut self, symbol: SymbolId) {
        self.tracked.remove(&symbol);
    }

    pub(super) fn finish_tracked(&mut self) {
        if self.uses.direct_eval {
            return;
        }
        for (symbol, tracked) in std::mem::take(&mut self.tracked) {
            if tracked.seen == self.scoping.get_resolved_reference_ids(symbol).len() {
                self.records[tracked.record].used = Some(tracked.paths);
            }
        }
    }
}
