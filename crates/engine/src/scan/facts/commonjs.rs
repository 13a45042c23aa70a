//! What a CommonJS module does with `exports` and `module`.
//!
//! ```js
//! exports.a = value;   module.exports.a = value;
//! Object.defineProperty(exports, "a", { enumerable: true, get: function () { … } });
//! ```
//! at the top level, and reads of `exports.a`, are understood. Where there is nothing else,
//! names that nobody asks for can be left out.

use oxc::{ast::ast::*, str::CompactStr};
use oxc_ecmascript::side_effects::MayHaveSideEffects;

use super::Walk;
use crate::module::{CommonJsFacts, Given, RecordId, RecordKind};
use crate::scan::{properties::plain, values::whole_value};

/// Mentions of `exports` and `module` that are understood.
#[derive(Debug, Default)]
pub struct Mentions {
    understood: usize,
    es_module: bool,
    /// A `return` may end the module before names are set.
    pub ends_early: bool,
    reads: Vec<CompactStr>,
    /// `exports.name()`, which gives the function its object as `this`.
    calls: Vec<CompactStr>,
}

impl Walk<'_> {
    /// `exports` or `module.exports`.
    fn is_exports(&self, expression: &Expression<'_>) -> bool {
        match expression {
            Expression::Identifier(ident) => self.is_global(ident, "exports"),
            Expression::StaticMemberExpression(member) => {
                member.property.name == "exports"
                    && matches!(&member.object, Expression::Identifier(ident)
                        if self.is_global(ident, "module"))
            }
            _ => false,
        }
    }

    /// `exports.name` as the target of an assignment.
    fn exports_target(&self, target: &AssignmentTarget<'_>) -> Option<CompactStr> {
        let AssignmentTarget::StaticMemberExpression(member) = target else { return None };
        self.is_exports(&member.object).then(|| plain(&member.property.name).into())
    }

    /// Notes a top-level statement that sets names; `false` if it is something else.
    pub(super) fn sets_exports(&mut self, statement: &Statement<'_>) -> bool {
        let Statement::ExpressionStatement(statement) = statement else { return false };
        match &statement.expression {
            Expression::AssignmentExpression(assignment) => self.assigns_exports(assignment),
            Expression::CallExpression(call) => self.defines_export(call),
            _ => false,
        }
    }

    fn assigns_exports(&mut self, assignment: &AssignmentExpression<'_>) -> bool {
        if assignment.operator != AssignmentOperator::Assign {
            return false;
        }
        let Some(name) = self.exports_target(&assignment.left) else { return false };
        self.exports_mentioned.understood += 1;
        self.es_module_flag |= name == "__esModule";
        self.exports_mentioned.es_module |= name == "__esModule";
        // `exports.a = exports.b = void 0` announces names.
        let mut value = &assignment.right;
        let mut names = 1;
        while let Expression::AssignmentExpression(inner) = value {
            if inner.operator != AssignmentOperator::Assign
                || self.exports_target(&inner.left).is_none()
            {
                break;
            }
            self.exports_mentioned.understood += 1;
            names += 1;
            value = &inner.right;
        }
        let is_pure = !value.may_have_side_effects(&self.purity);
        if names == 1 && is_pure && name != "__esModule" && name != "__proto__" {
            let function = is_function(value);
            self.current.gives = Some(Given { name, function });
        }
        self.visit_expression_of_export(value);
        true
    }

    fn defines_export(&mut self, call: &CallExpression<'_>) -> bool {
        let Expression::StaticMemberExpression(callee) = &call.callee else { return false };
        let Expression::Identifier(object) = &callee.object else { return false };
        if callee.property.name != "defineProperty" || !self.is_global(object, "Object") {
            return false;
        }
        let [exports, Argument::StringLiteral(name), Argument::ObjectExpression(descriptor)] =
            call.arguments.as_slice()
        else {
            return false;
        };
        if !exports.as_expression().is_some_and(|exports| self.is_exports(exports)) {
            return false;
        }
        self.exports_mentioned.understood += 1;
        self.es_module_flag |= name.value == "__esModule";
        self.exports_mentioned.es_module |= name.value == "__esModule";
        let is_pure = !descriptor
            .properties
            .iter()
            .any(|property| property.may_have_side_effects(&self.purity));
        if is_pure && name.value != "__esModule" {
            let name = plain(&name.value).into();
            self.current.gives = Some(Given { name, function: false });
        }
        oxc::ast_visit::VisitJs::visit_object_expression(self, descriptor);
        true
    }

    fn visit_expression_of_export(&mut self, value: &Expression<'_>) {
        oxc::ast_visit::VisitJs::visit_expression(self, value);
    }

    /// `exports.name` is read.
    pub(super) fn reads_exports(
        &mut self,
        object: &Expression<'_>,
        names: &[CompactStr],
        called: bool,
    ) {
        let Expression::Identifier(ident) = object else { return };
        let name = match names {
            [name] if self.is_global(ident, "exports") => name,
            [exports, name] if exports == "exports" && self.is_global(ident, "module") => name,
            _ => return,
        };
        if called {
            self.exports_mentioned.calls.push(name.clone());
            return;
        }
        self.exports_mentioned.understood += 1;
        if !self.exports_mentioned.reads.contains(name) {
            self.exports_mentioned.reads.push(name.clone());
        }
    }

    pub(super) fn common_js_facts(&self, program: &Program<'_>) -> CommonJsFacts {
        let free = self.scoping.root_unresolved_references();
        let mentions = |name: &str| free.get(name).map_or(0, |references| references.len());
        let uses = &self.uses;
        // A method may look at all of its object; a function of this module that has no
        // `this` does not.
        let is_lone = |name: &CompactStr| {
            let mut given = self.statements.iter().filter_map(|facts| facts.gives.as_ref());
            !uses.sloppy && given.any(|given| given.name == *name && given.function)
        };
        let calls = &self.exports_mentioned.calls;
        let understood =
            self.exports_mentioned.understood + calls.iter().filter(|name| is_lone(name)).count();
        let mut reads = self.exports_mentioned.reads.clone();
        reads.extend(calls.iter().cloned());
        CommonJsFacts {
            known: !uses.this
                && !self.exports_mentioned.ends_early
                && !uses.direct_eval
                && mentions("exports") + mentions("module") == understood,
            reads,
            alias: self.alias(program),
            es_module: self.exports_mentioned.es_module,
            mentions: mentions("exports") + mentions("module"),
            whole_is_pure: program
                .body
                .iter()
                .filter_map(whole_value)
                .all(|value| !value.may_have_side_effects(&self.purity)),
            ..CommonJsFacts::default()
        }
    }

    /// `module.exports = require("…")` and nothing else.
    fn alias(&self, program: &Program<'_>) -> Option<RecordId> {
        let mut statements = program
            .body
            .iter()
            .filter(|statement| !matches!(statement, Statement::EmptyStatement(_)));
        let Some(Statement::ExpressionStatement(statement)) = statements.next() else {
            return None;
        };
        let Expression::AssignmentExpression(assignment) = &statement.expression else {
            return None;
        };
        let AssignmentTarget::StaticMemberExpression(target) = &assignment.left else {
            return None;
        };
        let Expression::Identifier(object) = &target.object else { return None };
        let Expression::CallExpression(call) = &assignment.right else { return None };
        let is_alias = statements.next().is_none()
            && assignment.operator == AssignmentOperator::Assign
            && target.property.name == "exports"
            && self.is_global(object, "module")
            && !call.optional
            && matches!(&call.callee, Expression::Identifier(ident)
                if self.is_global(ident, "require"))
            && self.records.len() == 1
            && self.records[RecordId::from_usize(0)].kind == RecordKind::Require;
        is_alias.then(|| RecordId::from_usize(0))
    }
}

/// A function whose `this` nobody asks for, as far as the module has none.
fn is_function(value: &Expression<'_>) -> bool {
    matches!(value, Expression::ArrowFunctionExpression(_) | Expression::FunctionExpression(_))
}
