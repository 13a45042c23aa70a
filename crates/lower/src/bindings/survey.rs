//! One look through the tree, in the order in which it runs: functions first in every list
//! of statements, initialisers before what they initialise ([`visit`]).

mod visit;

use oxc::{
    allocator::ArenaVec,
    ast::ast::*,
    ast_visit::VisitJs,
    semantic::{NodeId, ScopeId, Scoping, SymbolFlags, SymbolId},
    str::Ident,
};
use oxc_ecmascript::BoundNames;
use rustc_hash::FxHashMap;

use super::{
    Bindings, CAPTURED, KEPT, LoopFacts, RESET, WRITTEN_IN_BODY,
    block_functions::{Place, block_function},
    dead_zone::{Callee, DeadZone, State},
    scopes::Scopes,
};
use crate::{Assumptions, Features, names::Names};

/// Fills in what `bindings` has to know of the tree.
pub fn survey<'a>(
    bindings: &mut Bindings<'a>,
    program: &Program<'a>,
    scoping: &Scoping,
    scopes: &Scopes,
    names: &mut Names<'a, '_>,
    features: &Features,
    assumptions: &Assumptions,
) {
    let mut survey = Survey {
        bindings,
        scoping,
        scopes,
        names,
        block_scoping: features.block_scoping,
        for_of: features.for_of,
        destructuring: features.destructuring,
        generators: features.generators,
        lowers_classes: features.classes,
        zone: DeadZone::new(scoping, !assumptions.no_temporal_dead_zone, features.block_scoping),
        lowers_parameters: features.parameters,
        keeps_parameters: assumptions.ignore_function_length,
        functions: Vec::new(),
        loops: Vec::new(),
        targets: Vec::new(),
        classes: Vec::new(),
        declared_in_case: FxHashMap::default(),
        cases: Vec::new(),
        block: program.scope_id(),
        given: None,
    };
    survey.functions.push(Around {
        scope: program.scope_id(),
        owner: program.scope_id(),
        body: None,
        first_loop: 0,
        is_immediate: false,
        in_parameters: false,
        is_declaration: false,
        is_given: false,
    });
    survey.visit_program(program);
    let Survey { zone, bindings, .. } = survey;
    zone.finish(bindings, scoping, scopes);
}

#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
struct Survey<'b, 'a, 's, 'n> {
    bindings: &'b mut Bindings<'a>,
    scoping: &'s Scoping,
    scopes: &'b Scopes,
    names: &'b mut Names<'a, 'n>,
    /// Else only what is taken out of its scope has a dead zone to be looked after:
    /// parameters, and the right side of a loop that becomes another one.
    block_scoping: bool,
    for_of: bool,
    destructuring: bool,
    generators: bool,
    /// Values of fields are functions (`prepare`).
    lowers_classes: bool,
    zone: DeadZone,
    lowers_parameters: bool,
    /// Whether parameters with defaults stay what the caller sets.
    keeps_parameters: bool,
    /// Innermost last.
    functions: Vec<Around>,
    loops: Vec<Loop>,
    targets: Vec<Target<'a>>,
    classes: Vec<SymbolId>,
    /// What the cases of a `switch` declare, and the case of each.
    declared_in_case: FxHashMap<SymbolId, usize>,
    /// The cases around, by the scope of their `switch`.
    cases: Vec<(ScopeId, usize)>,
    /// The scope of the block around.
    block: ScopeId,
    /// The function that is visited next is an argument of a call.
    given: Option<ScopeId>,
}

/// A function around the place where the survey stands.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
struct Around {
    scope: ScopeId,
    /// The function that runs it: itself, unless it is called where it stands.
    owner: ScopeId,
    body: Option<NodeId>,
    /// How many loops are around it.
    first_loop: usize,
    is_immediate: bool,
    /// Whether the survey stands among its parameters.
    in_parameters: bool,
    is_declaration: bool,
    /// It is an argument of a call.
    is_given: bool,
}

/// What a jump may end.
struct Target<'a> {
    kind: TargetKind<'a>,
    /// The scope around it.
    outer: ScopeId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TargetKind<'a> {
    Loop,
    Switch,
    Label(Ident<'a>),
    /// For `throw`.
    Try,
    /// Only errors go further, if it is called where it stands.
    Function,
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
        self.in_target(TargetKind::Loop, walk);
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
        self.functions.push(Around {
            scope,
            owner,
            body,
            first_loop,
            is_immediate,
            in_parameters: false,
            is_declaration: false,
            is_given: std::mem::take(&mut self.given) == Some(scope),
        });
        self.in_target(TargetKind::Function, |survey| {
            let block = std::mem::replace(&mut survey.block, scope);
            walk(survey);
            survey.block = block;
        });
        self.functions.pop();
    }

    fn in_target(&mut self, kind: TargetKind<'a>, walk: impl FnOnce(&mut Self)) {
        self.targets.push(Target { kind, outer: self.block });
        walk(self);
        self.targets.pop();
    }

    /// A jump to the innermost of the targets around that it can end.
    fn jump(&mut self, ends: impl Fn(TargetKind<'a>) -> bool) {
        let target = self.targets.iter().rev().find(|target| ends(target.kind));
        let outer = target.map(|target| target.outer);
        self.zone.exit(self.around().owner, outer);
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
            let around = survey.functions.last_mut().expect("the function");
            around.is_declaration = function.is_declaration();
            survey.parameters(&function.params);
            if let Some(body) = &function.body {
                survey.visit_function_body(body);
            }
        });
    }

    fn arrow(&mut self, arrow: &ArrowFunctionExpression<'a>, is_immediate: bool) {
        let Some(scope) = arrow.scope_id.get() else { return };
        self.in_function(scope, None, is_immediate && !arrow.r#async, |survey| {
            survey.parameters(&arrow.params);
            survey.visit_arrow_function_body(&arrow.body);
        });
    }

    /// Parameters with defaults see those before them, and not those after.
    fn parameters(&mut self, parameters: &FormalParameters<'a>) {
        let is_simple = parameters.rest.is_none()
            && parameters
                .items
                .iter()
                .all(|item| item.initializer.is_none() && item.pattern.is_binding_identifier());
        if !is_simple && self.lowers_parameters && self.zone.is_enabled() {
            let mut keeps = true;
            let mut names_arguments = false;
            for item in &parameters.items {
                keeps &= self.keeps_parameters || item.initializer.is_none();
                item.pattern.bound_names(&mut |id| {
                    let Some(symbol) = id.symbol_id.get() else { return };
                    names_arguments |= id.name == "arguments";
                    self.zone.set_state(symbol, State::Uninitialised);
                    if keeps {
                        self.bindings.facts[symbol] |= KEPT;
                    }
                });
            }
            if let Some(rest) = &parameters.rest {
                rest.rest.argument.bound_names(&mut |id| {
                    if let Some(symbol) = id.symbol_id.get() {
                        self.zone.set_state(symbol, State::Uninitialised);
                    }
                });
            }
            if names_arguments {
                parameters.bound_names(&mut |id| {
                    if let Some(symbol) = id.symbol_id.get() {
                        self.bindings.facts[symbol] |= KEPT;
                    }
                });
            }
        }
        self.functions.last_mut().expect("the function").in_parameters = true;
        for item in &parameters.items {
            if let Some(initializer) = &item.initializer {
                self.visit_expression(initializer);
                if let BindingPattern::BindingIdentifier(id) = &item.pattern {
                    self.holds(id.symbol_id.get(), initializer);
                }
            }
            self.visit_binding_pattern(&item.pattern);
        }
        if let Some(rest) = &parameters.rest {
            self.visit_binding_pattern(&rest.rest.argument);
        }
        self.functions.last_mut().expect("the function").in_parameters = false;
    }

    /// A function declaration that is not at the top of a function.
    fn declared_in_block(&mut self, statement: &Statement<'a>, block: ScopeId, is_first: bool) {
        let Some(function) = declared_function(statement) else { return };
        let flags = self.scoping.scope_flags(block);
        if !self.block_scoping || function.generator || function.r#async || flags.is_strict_mode() {
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

    /// Whether another case than the one around declares `symbol`.
    fn is_of_other_case(&self, symbol: SymbolId) -> bool {
        let Some(declaring) = self.declared_in_case.get(&symbol) else { return false };
        let scope = self.scoping.symbol_scope_id(symbol);
        self.cases.iter().any(|(switch, case)| *switch == scope && case != declaring)
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

    /// What a call is given, but for calls that only make another function of one.
    fn arguments(&mut self, callee: &Expression<'a>, arguments: &ArenaVec<'a, Argument<'a>>) {
        let wraps = matches!(callee, Expression::Identifier(name)
            if name.name.starts_with("_asyncToGenerator") || name.name.starts_with("_wrapAsync"));
        for argument in arguments {
            if !wraps
                && let Some(Callee::Function(scope)) =
                    argument.as_expression().and_then(|value| self.value(value))
            {
                self.given = Some(scope);
            }
            self.visit_argument(argument);
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
                    flags.contains(SymbolFlags::Function)
                        || self.zone.is_held(symbol)
                        // What `async` functions have become already.
                        || identifier.name.starts_with("_asyncToGenerator")
                }
                None => identifier.name == "Promise",
            },
            Expression::StaticMemberExpression(member) => {
                calls_at_once(member.property.name.as_str())
            }
            _ => false,
        };
        if let Expression::CallExpression(wrap) = callee {
            // `wrap(() => x)()`
            for argument in &wrap.arguments {
                if let Some(callee) = argument.as_expression().and_then(|value| self.value(value)) {
                    self.zone.call(owner, callee);
                }
            }
        }
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
        let (before, after) = if self.block_scoping {
            (State::Never, State::Uninitialised)
        } else if self.for_of {
            (State::Never, State::Initialised)
        } else {
            (State::Initialised, State::Initialised)
        };
        for symbol in &declared {
            self.zone.set_state(*symbol, before);
        }
        self.visit_expression(right);
        for symbol in &declared {
            self.zone.set_state(*symbol, after);
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
