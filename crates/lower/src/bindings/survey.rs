//! One look through the tree, in the order in which it runs: functions first in every list
//! of statements, initialisers before what they initialise.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::{NodeId, ScopeFlags, ScopeId, Scoping, SymbolFlags, SymbolId},
};
use oxc_ecmascript::BoundNames;

use super::{
    Bindings, CAPTURED, Check, IN_HEAD, LoopFacts, RESET, WRITTEN_IN_BODY,
    block_functions::{Place, block_function},
    dead_zone::{Callee, DeadZone, State, mark},
    scopes::Scopes,
};
use crate::{Features, names::Names};

/// Fills in what `bindings` has to know of the tree.
pub fn survey<'a>(
    bindings: &mut Bindings<'a>,
    program: &Program<'a>,
    scoping: &Scoping,
    scopes: &Scopes,
    names: &mut Names<'a, '_>,
    features: &Features,
    dead_zone: bool,
) {
    let mut survey = Survey {
        bindings,
        scoping,
        scopes,
        names,
        destructuring: features.destructuring,
        zone: DeadZone::new(scoping, dead_zone),
        functions: Vec::new(),
        loops: Vec::new(),
        classes: Vec::new(),
        block: program.scope_id(),
    };
    survey.functions.push(Around {
        scope: program.scope_id(),
        owner: program.scope_id(),
        body: None,
        first_loop: 0,
        is_immediate: false,
    });
    survey.visit_program(program);
    let Survey { zone, bindings, .. } = survey;
    zone.finish(bindings, scoping, scopes);
}

struct Survey<'b, 'a, 's, 'n> {
    bindings: &'b mut Bindings<'a>,
    scoping: &'s Scoping,
    scopes: &'b Scopes,
    names: &'b mut Names<'a, 'n>,
    destructuring: bool,
    zone: DeadZone,
    /// Innermost last.
    functions: Vec<Around>,
    loops: Vec<Loop>,
    classes: Vec<SymbolId>,
    /// The scope of the block around.
    block: ScopeId,
}

/// A function around the place where the survey stands.
struct Around {
    scope: ScopeId,
    /// The function that runs it: itself, unless it is called where it stands.
    owner: ScopeId,
    body: Option<NodeId>,
    /// How many loops are around it.
    first_loop: usize,
    is_immediate: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Init,
    Test,
    Body,
}

struct Loop {
    scope: Option<ScopeId>,
    part: Part,
    is_needed: bool,
    yields_in_test: bool,
    awaits_in_test: bool,
    facts: LoopFacts,
    /// What is declared without a value in it.
    empty: Vec<SymbolId>,
}

impl<'a> Survey<'_, 'a, '_, '_> {
    fn around(&self) -> &Around {
        self.functions.last().expect("the program")
    }

    /// The loops of the function around.
    fn loops_here(&mut self) -> &mut [Loop] {
        let first = self.around().first_loop;
        &mut self.loops[first..]
    }

    /// The loop whose every turn makes what is declared here anew.
    fn loop_around(&mut self) -> Option<&mut Loop> {
        self.loops_here().last_mut()
    }

    /// The loop around, if what is declared here is declared again in each of its turns:
    /// the first part of a head is not.
    fn loop_repeating(&mut self) -> Option<&mut Loop> {
        let is_init = |entry: &Loop| entry.part == Part::Init && entry.scope.is_some();
        let loops = self.loops_here();
        let skipped = usize::from(loops.last().is_some_and(is_init));
        loops.iter_mut().rev().nth(skipped)
    }

    fn in_loop(&mut self, node: NodeId, scope: Option<ScopeId>, walk: impl FnOnce(&mut Self)) {
        self.loops.push(Loop {
            scope,
            part: Part::Body,
            is_needed: false,
            yields_in_test: false,
            awaits_in_test: false,
            facts: LoopFacts::default(),
            empty: Vec::new(),
        });
        walk(self);
        let entry = self.loops.pop().expect("just pushed");
        if entry.is_needed {
            let mut facts = entry.facts;
            let takes_head = facts.captured_in_init || facts.captured_in_test;
            facts.yields |= takes_head && entry.yields_in_test;
            facts.awaits |= takes_head && entry.awaits_in_test;
            self.bindings.loops.insert(node, facts);
        } else {
            for symbol in entry.empty {
                self.bindings.facts[symbol] |= RESET;
            }
        }
    }

    fn part(&mut self, part: Part) {
        self.loops.last_mut().expect("inside of one").part = part;
    }

    fn in_function(
        &mut self,
        scope: ScopeId,
        body: Option<NodeId>,
        is_immediate: bool,
        walk: impl FnOnce(&mut Self),
    ) {
        let owner = if is_immediate { self.around().owner } else { scope };
        if is_immediate {
            self.zone.immediate(scope, owner);
        }
        let first_loop = self.loops.len();
        self.functions.push(Around { scope, owner, body, first_loop, is_immediate });
        let block = std::mem::replace(&mut self.block, scope);
        walk(self);
        self.block = block;
        self.functions.pop();
    }

    fn in_block(&mut self, scope: Option<ScopeId>, walk: impl FnOnce(&mut Self)) {
        let inner = scope.unwrap_or(self.block);
        let block = std::mem::replace(&mut self.block, inner);
        walk(self);
        self.block = block;
    }

    fn function(&mut self, function: &Function<'a>, is_immediate: bool) {
        if function.is_declaration()
            && let Some(id) = &function.id
        {
            self.visit_binding_identifier(id);
            if let (Some(symbol), Some(scope)) = (id.symbol_id.get(), function.scope_id.get()) {
                self.zone.holds(symbol, scope);
            }
        }
        let body = function.body.as_ref().map(|body| body.node_id.get());
        let Some(scope) = function.scope_id.get() else { return };
        let is_immediate = is_immediate && !function.generator && !function.r#async;
        self.in_function(scope, body, is_immediate, |survey| {
            walk_js::walk_formal_parameters(survey, &function.params);
            if let Some(body) = &function.body {
                survey.visit_function_body(body);
            }
        });
    }

    fn arrow(&mut self, arrow: &ArrowFunctionExpression<'a>, is_immediate: bool) {
        let Some(scope) = arrow.scope_id.get() else { return };
        self.in_function(scope, None, is_immediate && !arrow.r#async, |survey| {
            walk_js::walk_formal_parameters(survey, &arrow.params);
            survey.visit_arrow_function_body(&arrow.body);
        });
    }

    /// A function declaration that is not at the top of a function.
    fn declared_in_block(&mut self, statement: &Statement<'a>, block: ScopeId, is_first: bool) {
        let Some(function) = declared_function(statement) else { return };
        let flags = self.scoping.scope_flags(block);
        if function.generator || function.r#async || flags.is_strict_mode() {
            return;
        }
        let in_loop = self.loop_around().is_some();
        let place = Place { block, body: self.around().body, in_loop, is_first };
        let needed =
            block_function(self.bindings, self.scoping, self.scopes, self.names, function, &place);
        if needed && let Some(entry) = self.loop_around() {
            entry.is_needed = true;
        }
    }

    /// Functions first: their names are there from the beginning.
    fn statements(&mut self, statements: &[Statement<'a>]) {
        for statement in statements {
            if is_hoisted(statement) {
                self.visit_statement(statement);
            }
        }
        for statement in statements {
            if !is_hoisted(statement) {
                self.visit_statement(statement);
            }
        }
    }

    /// The target of a call and what it is given, after both were visited.
    fn called(&mut self, callee: &Expression<'a>, arguments: &[Argument<'a>]) {
        let owner = self.around().owner;
        let symbol = self.symbol_of(callee);
        let calls_arguments = match callee {
            Expression::Identifier(identifier) => match symbol {
                Some(symbol) => {
                    let flags = self.scoping.symbol_flags(symbol);
                    flags.contains(SymbolFlags::Function) || self.zone.is_held(symbol)
                }
                None => identifier.name == "Promise",
            },
            Expression::StaticMemberExpression(member) => {
                calls_at_once(member.property.name.as_str())
            }
            _ => false,
        };
        if calls_arguments {
            for argument in arguments {
                if let Some(callee) = argument.as_expression().and_then(|value| self.value(value)) {
                    self.zone.call(owner, callee);
                }
            }
        }
        if let Some(symbol) = symbol {
            self.zone.call(owner, Callee::Symbol(symbol));
        } else if let Expression::StaticMemberExpression(member) = callee
            && matches!(member.property.name.as_str(), "call" | "apply")
            && let Some(callee) = self.value(&member.object)
        {
            self.zone.call(owner, callee);
        }
    }

    /// The function that `value` is or names.
    fn value(&self, value: &Expression<'a>) -> Option<Callee> {
        match value {
            Expression::FunctionExpression(function) => {
                function.scope_id.get().map(Callee::Function)
            }
            Expression::ArrowFunctionExpression(arrow) => {
                arrow.scope_id.get().map(Callee::Function)
            }
            _ => self.symbol_of(value).map(Callee::Symbol),
        }
    }

    fn symbol_of(&self, value: &Expression<'a>) -> Option<SymbolId> {
        let Expression::Identifier(identifier) = value else { return None };
        self.scoping.get_reference(identifier.reference_id.get()?).symbol_id()
    }

    /// `symbol` gets `value`, which may be a function.
    fn holds(&mut self, symbol: Option<SymbolId>, value: &Expression<'a>) {
        if let Some(symbol) = symbol
            && let Some(Callee::Function(scope)) = self.value(value)
        {
            self.zone.holds(symbol, scope);
        }
    }

    /// The head and the body of `for (left in right)`, or `of`.
    fn for_each(
        &mut self,
        left: &ForStatementLeft<'a>,
        right: &Expression<'a>,
        body: &Statement<'a>,
        node: NodeId,
        scope: Option<ScopeId>,
    ) {
        let mut declared = Vec::new();
        if let ForStatementLeft::VariableDeclaration(declaration) = left
            && declaration.kind.is_lexical()
        {
            declaration.bound_names(&mut |id| declared.extend(id.symbol_id.get()));
        }
        for symbol in &declared {
            self.zone.set_state(*symbol, State::Never);
        }
        self.visit_expression(right);
        for symbol in &declared {
            self.zone.set_state(*symbol, State::Uninitialised);
        }
        self.in_loop(node, scope, |survey| {
            if let ForStatementLeft::VariableDeclaration(declaration) = left {
                let needed =
                    declared.iter().any(|symbol| survey.bindings.facts[*symbol] & CAPTURED != 0);
                let entry = survey.loops.last_mut().expect("just pushed");
                entry.facts.captures_head |= needed;
                entry.is_needed |= needed;
                for declarator in &declaration.declarations {
                    survey.visit_binding_pattern(&declarator.id);
                    if let Some(init) = &declarator.init {
                        survey.visit_expression(init);
                    }
                }
            } else {
                survey.visit_for_statement_left(left);
            }
            survey.visit_statement(body);
        });
    }

    /// A function inside the head of a `for (;;)` may mention what the head declares.
    fn mentioned(&mut self, symbol: SymbolId, is_write: bool) {
        let scope = self.scoping.symbol_scope_id(symbol);
        let is_outside = self.scopes.function_of[scope] != self.around().scope;
        let Some(entry) = self.loops.iter_mut().rev().find(|entry| entry.scope == Some(scope))
        else {
            return;
        };
        match entry.part {
            Part::Init => entry.facts.captured_in_init |= is_outside,
            Part::Test => entry.facts.captured_in_test |= is_outside,
            Part::Body if is_write => self.bindings.facts[symbol] |= WRITTEN_IN_BODY,
            Part::Body => {}
        }
    }
}

impl<'a> VisitJs<'a> for Survey<'_, 'a, '_, '_> {
    fn visit_statements(&mut self, statements: &oxc::allocator::ArenaVec<'a, Statement<'a>>) {
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
        self.in_block(switch.scope_id.get(), |survey| {
            let all = || switch.cases.iter().flat_map(|case| &case.consequent);
            for statement in all() {
                survey.declared_in_block(statement, survey.block, false);
            }
            for statement in all().filter(|statement| is_hoisted(statement)) {
                survey.visit_statement(statement);
            }
            for test in switch.cases.iter().filter_map(|case| case.test.as_ref()) {
                survey.visit_expression(test);
            }
            for case in &switch.cases {
                for statement in case.consequent.iter().filter(|statement| !is_hoisted(statement)) {
                    survey.visit_statement(statement);
                }
                if let Some(scope) = switch.scope_id.get() {
                    for symbol in survey.scoping.iter_bindings_in(scope) {
                        if survey.zone.was_initialised(symbol) {
                            survey.zone.set_state(symbol, State::Unknown);
                        }
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
            _ => {
                let owner = self.around().owner;
                self.zone.later(owner, id, symbol);
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
            }
            Expression::ArrowFunctionExpression(arrow) => {
                self.visit_arguments(&call.arguments);
                self.arrow(arrow, true);
            }
            _ => {
                walk_js::walk_call_expression(self, call);
                self.called(&call.callee, &call.arguments);
            }
        }
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        walk_js::walk_new_expression(self, new);
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
                ClassElement::PropertyDefinition(property) => {
                    if let Some(value) = &property.value {
                        self.visit_expression(value);
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

    fn visit_for_of_statement(&mut self, for_: &ForOfStatement<'a>) {
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
        for entry in self.loops_here() {
            match entry.part {
                Part::Init => {}
                Part::Test => entry.awaits_in_test = true,
                Part::Body => entry.facts.awaits = true,
            }
        }
        walk_js::walk_await_expression(self, expression);
    }
}

/// Whether the names of `statement` hold their functions from the beginning of the list.
fn is_hoisted(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ExportDeclaration(export) => {
            matches!(export.declaration, Declaration::FunctionDeclaration(_))
        }
        Statement::ExportDefaultDeclaration(export) => {
            matches!(export.declaration, ExportDefaultDeclarationKind::FunctionDeclaration(_))
        }
        statement => declared_function(statement).is_some(),
    }
}

/// The function declaration that `statement` is, behind labels or not.
pub fn declared_function<'s, 'a>(mut statement: &'s Statement<'a>) -> Option<&'s Function<'a>> {
    loop {
        match statement {
            Statement::FunctionDeclaration(function) => return Some(function),
            Statement::LabeledStatement(labeled) => statement = &labeled.body,
            _ => return None,
        }
    }
}

/// Methods of built-in objects that call a function before they return.
fn calls_at_once(method: &str) -> bool {
    matches!(
        method,
        "forEach"
            | "map"
            | "filter"
            | "some"
            | "every"
            | "find"
            | "findIndex"
            | "findLast"
            | "findLastIndex"
            | "reduce"
            | "reduceRight"
            | "flatMap"
            | "sort"
            | "replace"
            | "replaceAll"
            | "from"
            | "call"
            | "apply"
    )
}
