//! What the survey notes of each kind of node.

use oxc::{
    allocator::ArenaVec,
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::{ScopeFlags, ScopeId, SymbolFlags},
};
use oxc_ecmascript::BoundNames;

use super::{Part, Survey, TargetKind, declared_function, is_hoisted};
use crate::bindings::{
    CAPTURED, Check, IN_HEAD, PRIMITIVE,
    dead_zone::{Escapes, State, mark},
};
use crate::generators::{Captures, Suspends};

impl<'a> VisitJs<'a> for Survey<'_, 'a, '_, '_> {
    fn visit_statements(&mut self, statements: &ArenaVec<'a, Statement<'a>>) {
        self.statements(statements);
    }

    fn visit_block_statement(&mut self, block: &BlockStatement<'a>) {
        self.in_block(block.scope_id.get(), |survey| {
            let mut is_first = true;
            for statement in &block.body {
                survey.declared_in_block(statement, survey.block, is_first);
                is_first &= declared_function(statement).is_some();
            }
            survey.statements(&block.body);
        });
    }

    fn visit_if_statement(&mut self, statement: &IfStatement<'a>) {
        self.declared_in_block(&statement.consequent, self.block, true);
        if let Some(alternate) = &statement.alternate {
            self.declared_in_block(alternate, self.block, true);
        }
        walk_js::walk_if_statement(self, statement);
    }

    fn visit_switch_statement(&mut self, switch: &SwitchStatement<'a>) {
        self.visit_expression(&switch.discriminant);
        let scope = switch.scope_id.get().unwrap_or(self.block);
        self.in_switch(scope, |survey| {
            for (index, case) in switch.cases.iter().enumerate() {
                for statement in &case.consequent {
                    survey.declared_in_block(statement, scope, false);
                    if let Some(declaration) = statement.as_declaration() {
                        declaration.bound_names(&mut |id| {
                            let symbol = id.symbol_id.get();
                            survey.declared_in_case.extend(symbol.map(|symbol| (symbol, index)));
                        });
                    }
                }
            }
            for (index, case) in switch.cases.iter().enumerate() {
                survey.cases.push((scope, index));
                for statement in case.consequent.iter().filter(|statement| is_hoisted(statement)) {
                    survey.visit_statement(statement);
                }
                survey.cases.pop();
            }
            for test in switch.cases.iter().filter_map(|case| case.test.as_ref()) {
                survey.visit_expression(test);
            }
            for (index, case) in switch.cases.iter().enumerate() {
                survey.cases.push((scope, index));
                for statement in case.consequent.iter().filter(|statement| !is_hoisted(statement)) {
                    survey.visit_statement(statement);
                }
                survey.cases.pop();
                for symbol in survey.scoping.iter_bindings_in(scope) {
                    if survey.zone.was_initialised(symbol) {
                        survey.zone.set_state(symbol, State::Unknown);
                    }
                }
            }
        });
    }

    fn visit_variable_declaration(&mut self, declaration: &VariableDeclaration<'a>) {
        for declarator in &declaration.declarations {
            if let Some(init) = &declarator.init {
                self.visit_expression(init);
                if let BindingPattern::BindingIdentifier(id) = &declarator.id {
                    self.holds(id.symbol_id.get(), init);
                    if self.lowers_classes
                        && declaration.kind == VariableDeclarationKind::Const
                        && is_primitive(init)
                        && let Some(symbol) = id.symbol_id.get()
                    {
                        self.bindings.facts[symbol] |= PRIMITIVE;
                    }
                }
            } else if declaration.kind.is_lexical()
                && let BindingPattern::BindingIdentifier(id) = &declarator.id
                && let Some(symbol) = id.symbol_id.get()
                && let Some(entry) = self.loop_repeating()
            {
                entry.empty.push(symbol);
            }
            self.visit_binding_pattern(&declarator.id);
        }
    }

    fn visit_assignment_pattern(&mut self, pattern: &AssignmentPattern<'a>) {
        self.visit_expression(&pattern.right);
        if let BindingPattern::BindingIdentifier(id) = &pattern.left {
            self.holds(id.symbol_id.get(), &pattern.right);
        }
        self.visit_binding_pattern(&pattern.left);
    }

    fn visit_binding_identifier(&mut self, id: &BindingIdentifier<'a>) {
        let Some(symbol) = id.symbol_id.get() else { return };
        self.zone.initialise(symbol);
        if self.bindings.facts[symbol] & CAPTURED == 0 {
            return;
        }
        let flags = self.scoping.symbol_flags(symbol);
        if flags.contains(SymbolFlags::CatchVariable) && !self.destructuring {
            return;
        }
        if let Some(entry) = self.loop_around() {
            entry.is_needed = true;
            if entry.part == Part::Init {
                entry.facts.captures_head = true;
            }
        }
    }

    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        let Some(id) = identifier.reference_id.get() else { return };
        let reference = self.scoping.get_reference(id);
        let Some(symbol) = reference.symbol_id() else { return };
        if self.bindings.facts[symbol] & IN_HEAD != 0 {
            self.mentioned(symbol, reference.is_write());
        }
        if reference.is_write() && self.classes.contains(&symbol) {
            self.bindings.constant_writes.insert(id);
        }
        let state = self.zone.state(symbol);
        if state == State::Initialised {
            return;
        }
        let home = self.scopes.function_of[self.scoping.symbol_scope_id(symbol)];
        // Among the parameters, what the body declares means something outside.
        if self.functions.iter().any(|around| around.in_parameters && around.scope == home)
            && !self.scoping.symbol_flags(symbol).contains(SymbolFlags::FunctionScopedVariable)
        {
            return;
        }
        let mut here = self.functions.iter().rev();
        let runs_now = loop {
            match here.next() {
                Some(around) if around.scope == home => break true,
                Some(around) if around.is_immediate => {}
                _ => break false,
            }
        };
        match state {
            State::Never => mark(self.bindings, self.scoping, id, symbol, Check::Throw),
            State::Uninitialised if runs_now => {
                mark(self.bindings, self.scoping, id, symbol, Check::Throw);
            }
            State::Unknown if runs_now => {
                mark(self.bindings, self.scoping, id, symbol, Check::Mark);
            }
            _ if self.is_of_other_case(symbol) => {
                mark(self.bindings, self.scoping, id, symbol, Check::Mark);
            }
            _ => {
                let owner = self.around().owner;
                // The function that is made in the function of the binding.
                let mut inside = self.functions.iter().skip_while(|around| around.scope != home);
                let escapes =
                    match inside.find(|around| around.scope != home && !around.is_immediate) {
                        Some(around) if around.is_declaration => Escapes::No,
                        Some(around) if around.is_given => Escapes::Given,
                        _ => Escapes::Maybe,
                    };
                self.zone.later(owner, id, symbol, escapes);
            }
        }
    }

    /// Names of exports are not read.
    fn visit_export_specifier(&mut self, _specifier: &ExportSpecifier<'a>) {}

    fn visit_function(&mut self, function: &Function<'a>, _flags: ScopeFlags) {
        self.function(function, false);
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.arrow(arrow, false);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        let run = match &call.callee {
            Expression::StaticMemberExpression(member)
                if matches!(member.property.name.as_str(), "call" | "apply") =>
            {
                &member.object
            }
            callee => callee,
        };
        match run {
            Expression::FunctionExpression(function) => {
                self.visit_arguments(&call.arguments);
                self.function(function, true);
                self.starts(function.r#async, run);
            }
            Expression::ArrowFunctionExpression(arrow) => {
                self.visit_arguments(&call.arguments);
                self.arrow(arrow, true);
                self.starts(arrow.r#async, run);
            }
            _ => {
                self.visit_expression(&call.callee);
                self.arguments(&call.callee, &call.arguments);
                self.called(&call.callee, &call.arguments);
            }
        }
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        self.visit_expression(&new.callee);
        self.arguments(&new.callee, &new.arguments);
        self.called(&new.callee, &new.arguments);
    }

    fn visit_tagged_template_expression(&mut self, template: &TaggedTemplateExpression<'a>) {
        walk_js::walk_tagged_template_expression(self, template);
        self.called(&template.tag, &[]);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        walk_js::walk_assignment_expression(self, assignment);
        if let AssignmentTarget::AssignmentTargetIdentifier(target) = &assignment.left
            && let Some(id) = target.reference_id.get()
        {
            self.holds(self.scoping.get_reference(id).symbol_id(), &assignment.right);
        }
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        self.visit_decorators(&class.decorators);
        if let Some(heritage) = &class.heritage {
            self.visit_class_heritage(heritage);
        }
        for element in &class.body.body {
            match element {
                ClassElement::MethodDefinition(method) => self.visit_property_key(&method.key),
                ClassElement::PropertyDefinition(property) => {
                    self.visit_property_key(&property.key);
                }
                ClassElement::AccessorProperty(property) => self.visit_property_key(&property.key),
                _ => {}
            }
        }
        let symbol = class.id.as_ref().and_then(|id| id.symbol_id.get());
        if let Some(id) = &class.id {
            self.visit_binding_identifier(id);
        }
        self.classes.extend(symbol);
        for element in &class.body.body {
            match element {
                ClassElement::MethodDefinition(method) => {
                    if method.kind.is_constructor()
                        && let (Some(symbol), Some(scope)) = (symbol, method.value.scope_id.get())
                    {
                        self.zone.holds(symbol, scope);
                    }
                    self.function(&method.value, false);
                }
                ClassElement::PropertyDefinition(property) => match &property.value {
                    Some(Expression::ArrowFunctionExpression(value)) if self.lowers_classes => {
                        if let (Some(symbol), Some(scope)) = (symbol, value.scope_id.get())
                            && !property.r#static
                        {
                            self.zone.holds(symbol, scope);
                        }
                        self.arrow(value, property.r#static);
                    }
                    Some(value) => self.visit_expression(value),
                    None => {}
                },
                ClassElement::StaticBlock(block) if self.lowers_classes => {
                    if let Some(scope) = block.scope_id.get() {
                        self.in_function(scope, None, true, |survey| {
                            survey.visit_statements(&block.body);
                        });
                    }
                }
                element => walk_js::walk_class_element(self, element),
            }
        }
        if symbol.is_some() {
            self.classes.pop();
        }
    }

    fn visit_for_statement(&mut self, for_: &ForStatement<'a>) {
        self.in_loop(for_.node_id.get(), for_.scope_id.get(), |survey| {
            survey.part(Part::Init);
            if let Some(ForStatementInit::VariableDeclaration(declaration)) = &for_.init
                && declaration.kind.is_lexical()
            {
                declaration.bound_names(&mut |id| {
                    let Some(symbol) = id.symbol_id.get() else { return };
                    if survey.bindings.facts[symbol] & CAPTURED != 0 {
                        survey.bindings.facts[symbol] |= IN_HEAD;
                    }
                });
            }
            if let Some(init) = &for_.init {
                survey.visit_for_statement_init(init);
            }
            survey.part(Part::Test);
            if let Some(test) = &for_.test {
                survey.visit_expression(test);
            }
            if let Some(update) = &for_.update {
                survey.visit_expression(update);
            }
            survey.part(Part::Body);
            survey.visit_statement(&for_.body);
            let captured_in_init = survey.loops.last().is_some_and(|l| l.facts.captured_in_init);
            let first = survey.around().first_loop;
            // What the first part of a head declares is made once for each run of the loop.
            if captured_in_init && let [.., outer, _] = &mut survey.loops[first..] {
                outer.is_needed = true;
            }
        });
    }

    fn visit_for_in_statement(&mut self, for_: &ForInStatement<'a>) {
        let scope = for_.scope_id.get();
        self.for_each(&for_.left, &for_.right, &for_.body, for_.node_id.get(), scope);
    }

    /// Where a `catch` suspends, its parameter becomes a variable of the function.
    fn visit_catch_clause(&mut self, clause: &CatchClause<'a>) {
        walk_js::walk_catch_clause(self, clause);
        if self.generators
            && let Some(BindingPattern::BindingIdentifier(id)) =
                clause.param.as_ref().map(|parameter| &parameter.pattern)
            && self.loop_around().is_some()
            && Suspends::in_statements(false, &clause.body.body)
            && Captures::in_statements(id.name.as_str(), &clause.body.body)
            && let Some(entry) = self.loop_around()
        {
            entry.is_needed = true;
        }
    }

    fn visit_for_of_statement(&mut self, for_: &ForOfStatement<'a>) {
        if for_.r#await {
            self.awaits();
        }
        let scope = for_.scope_id.get();
        self.for_each(&for_.left, &for_.right, &for_.body, for_.node_id.get(), scope);
    }

    fn visit_while_statement(&mut self, while_: &WhileStatement<'a>) {
        self.visit_expression(&while_.test);
        self.in_loop(while_.node_id.get(), None, |survey| survey.visit_statement(&while_.body));
    }

    fn visit_do_while_statement(&mut self, while_: &DoWhileStatement<'a>) {
        self.in_loop(while_.node_id.get(), None, |survey| survey.visit_statement(&while_.body));
        self.visit_expression(&while_.test);
    }

    fn visit_break_statement(&mut self, jump: &BreakStatement<'a>) {
        match &jump.label {
            Some(label) => self.jump(|kind| kind == TargetKind::Label(label.name)),
            None => self.jump(|kind| matches!(kind, TargetKind::Loop | TargetKind::Switch)),
        }
    }

    fn visit_continue_statement(&mut self, jump: &ContinueStatement<'a>) {
        match &jump.label {
            Some(label) => self.jump(|kind| kind == TargetKind::Label(label.name)),
            None => self.jump(|kind| kind == TargetKind::Loop),
        }
    }

    fn visit_return_statement(&mut self, return_: &ReturnStatement<'a>) {
        walk_js::walk_return_statement(self, return_);
        self.jump(|kind| kind == TargetKind::Function);
    }

    fn visit_throw_statement(&mut self, throw: &ThrowStatement<'a>) {
        walk_js::walk_throw_statement(self, throw);
        self.jump(|kind| matches!(kind, TargetKind::Try | TargetKind::Function));
    }

    fn visit_labeled_statement(&mut self, labeled: &LabeledStatement<'a>) {
        self.in_target(TargetKind::Label(labeled.label.name), |survey| {
            survey.visit_statement(&labeled.body);
        });
    }

    fn visit_try_statement(&mut self, try_: &TryStatement<'a>) {
        self.in_target(TargetKind::Try, |survey| survey.visit_block_statement(&try_.block));
        if let Some(handler) = &try_.handler {
            self.visit_catch_clause(handler);
        }
        if let Some(finalizer) = &try_.finalizer {
            self.visit_block_statement(finalizer);
        }
    }

    fn visit_yield_expression(&mut self, expression: &YieldExpression<'a>) {
        for entry in self.loops_here() {
            match entry.part {
                Part::Init => {}
                Part::Test => entry.yields_in_test = true,
                Part::Body => entry.facts.yields = true,
            }
        }
        walk_js::walk_yield_expression(self, expression);
    }

    fn visit_await_expression(&mut self, expression: &AwaitExpression<'a>) {
        self.awaits();
        walk_js::walk_await_expression(self, expression);
    }
}

impl<'a> Survey<'_, 'a, '_, '_> {
    fn in_switch(&mut self, scope: ScopeId, walk: impl FnOnce(&mut Self)) {
        self.in_target(TargetKind::Switch, |survey| survey.in_block(Some(scope), walk));
    }

    /// An `async` function that is called where it stands runs until it waits.
    fn starts(&mut self, is_async: bool, function: &Expression<'a>) {
        if is_async && let Some(callee) = self.value(function) {
            let owner = self.around().owner;
            self.zone.call(owner, callee);
        }
    }

    fn awaits(&mut self) {
        for entry in self.loops_here() {
            match entry.part {
                Part::Init => {}
                Part::Test => entry.awaits_in_test = true,
                Part::Body => entry.facts.awaits = true,
            }
        }
    }
}

/// Whether `value` is surely a string, number or symbol.
fn is_primitive(value: &Expression<'_>) -> bool {
    match value {
        Expression::StringLiteral(_)
        | Expression::NumericLiteral(_)
        | Expression::TemplateLiteral(_) => true,
        // `Symbol("name")`, `Symbol.for("name")`
        Expression::CallExpression(call) => match &call.callee {
            Expression::Identifier(callee) => callee.name == "Symbol",
            Expression::StaticMemberExpression(member) => {
                member.property.name == "for"
                    && matches!(&member.object,
                        Expression::Identifier(object) if object.name == "Symbol")
            }
            _ => false,
        },
        _ => false,
    }
}
