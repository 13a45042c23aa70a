//! What a module uses of the features that the target lacks.
//!
//! It reads the tree as it will run: lowered, with dead branches gone. A global counts
//! wherever it is read, a static property with its owner, a method by its name, unless it is
//! evident that the receiver is something else. See [`super::values`] for what is evident.

use std::collections::BTreeMap;

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::{ScopeFlags, Scoping, SymbolId},
    span::{GetSpan, Span},
    str::CompactStr,
};

use super::{
    arguments::{self, Access, has_cause, is_error, passes_cause},
    bindings::{Bindings, bindings},
    catalog::{Catalog, Feature},
    compat::ModuleIndex,
    helpers::{self, Iterates},
    places::{TYPED_ARRAYS, is_accessor},
    values::{Kinds, Value, may_be_global_object},
};

/// The first use of something that needs a module of core-js.
#[derive(Debug, Clone)]
pub struct Use {
    /// As in code: `Array.from`, `.flat()`.
    pub feature: CompactStr,
    pub span: Span,
}

/// The modules that `program` needs, with what needs them first.
#[must_use]
pub fn usage(
    program: &Program<'_>,
    scoping: &Scoping,
    catalog: &Catalog,
) -> BTreeMap<ModuleIndex, Use> {
    if catalog.is_empty() {
        return BTreeMap::new();
    }
    let bindings = bindings(program, scoping);
    let clues = Clues::new(scoping, &bindings);
    let mut walk = Walk {
        catalog,
        bindings,
        clues,
        found: BTreeMap::new(),
        around: Span::default(),
        functions: 0,
    };
    walk.visit_program(program);
    walk.found
}

/// Kinds of values that a module is taken to handle only if it names what makes them: their
/// methods are called like those of arrays, or like anybody's.
struct Clues(Kinds);

impl Clues {
    fn new(scoping: &Scoping, bindings: &Bindings<'_>) -> Self {
        let free = scoping.root_unresolved_references();
        let names = |name: &str| free.contains_key(name);
        let mut kinds = Kinds::NONE;
        if TYPED_ARRAYS.into_iter().chain(["ArrayBuffer", "DataView", "TextEncoder"]).any(names) {
            kinds = kinds.or(Kinds::TYPED_ARRAY).or(Kinds::ARRAY_BUFFER);
        }
        if names("Symbol") {
            kinds = kinds.or(Kinds::SYMBOL);
        }
        if names("URL") || names("URLSearchParams") {
            kinds = kinds.or(Kinds::URL).or(Kinds::URL_SEARCH_PARAMS);
        }
        if names("Iterator") || bindings.iterator_helpers {
            kinds = kinds.or(Kinds::ITERATOR);
        }
        if names("RegExp") || bindings.patterns {
            kinds = kinds.or(Kinds::REGEXP);
        }
        Self(kinds)
    }
}

struct Walk<'w> {
    catalog: &'w Catalog,
    bindings: Bindings<'w>,
    clues: Clues,
    found: BTreeMap<ModuleIndex, Use>,
    /// The nearest place that stands in the source: what was lowered has none of its own.
    around: Span,
    /// Depth of functions; `await` outside of them is top level.
    functions: u32,
}

impl Walk<'_> {
    fn add(&mut self, needs: &[ModuleIndex], span: Span, feature: impl Fn() -> CompactStr) {
        let span = if span.is_empty() { self.around } else { span };
        for at in needs {
            self.found.entry(*at).or_insert_with(|| Use { feature: feature(), span });
        }
    }

    fn feature(
        &mut self,
        feature: &Feature,
        access: Access<'_, '_>,
        span: Span,
        name: impl Fn() -> CompactStr,
    ) {
        self.add(&feature.needs, span, &name);
        let argument = match access {
            Access::Test => return,
            Access::Read | Access::Borrowed => Value::UNKNOWN,
            Access::Call(arguments) => match arguments.first() {
                None => return,
                Some(argument) => argument
                    .as_expression()
                    .map_or(Value::UNKNOWN, |argument| self.bindings.values.of(argument)),
            },
        };
        let iterators = self.catalog.iterators;
        let counts = |kinds: Kinds| match argument {
            Value::Of { kinds: known, sure } => !sure || known.meets(kinds),
            Value::Global(_) | Value::GlobalObject => false,
        };
        let array = iterators.array.filter(|_| counts(Kinds::ARRAY));
        let string = iterators.string.filter(|_| counts(Kinds::STRING));
        let dom = iterators.dom.filter(|_| counts(Kinds::DOM));
        for at in [array, string, dom].into_iter().flatten() {
            if feature.iterates.contains(&at) {
                self.add(&[at], span, &name);
            }
        }
    }

    fn global(&mut self, name: &str, access: Access<'_, '_>, span: Span) {
        match name {
            "RegExp" => {
                for (needs, feature) in arguments::regexp(self.catalog, access) {
                    self.add(needs, span, || feature.into());
                }
            }
            // They take numbers of all kinds since ES2015; there they were before.
            "Number" if matches!(access, Access::Test) => {}
            _ if is_error(name) => {
                if let Access::Call(arguments) = access
                    && has_cause(arguments)
                {
                    self.error_cause(span);
                }
            }
            _ => {
                let catalog = self.catalog;
                if let Some(global) = catalog.globals.get(name) {
                    self.feature(&global.itself, access, span, || name.into());
                }
            }
        }
    }

    fn error_cause(&mut self, span: Span) {
        self.add(&self.catalog.error_cause, span, || "the cause of an error".into());
    }

    /// `object.name`
    fn member(&mut self, object: &Expression<'_>, name: &str, access: Access<'_, '_>, span: Span) {
        let catalog = self.catalog;
        match self.bindings.values.of(object) {
            Value::GlobalObject => self.global(name, access, span),
            Value::Global(owner) => {
                let Some(global) = catalog.globals.get(owner) else { return };
                let text = || format!("{owner}.{name}").into();
                let start = object.span();
                let span = if start.is_empty() { span } else { start.merge(span) };
                // What these make is like what the constructors make.
                if TYPED_ARRAYS.contains(&owner) {
                    self.add(&global.itself.needs, span, text);
                }
                if let Some(feature) = global.statics.get(name) {
                    if !arguments::is_plain_parse(owner, name, access) {
                        self.feature(feature, access, span, text);
                    }
                } else if owner != "Number" {
                    self.add(&global.itself.needs, span, text);
                }
            }
            Value::Of { kinds, sure } => {
                if !sure && may_be_global_object(object) {
                    self.global(name, access, span);
                }
                let Some(owners) = catalog.members.get(name) else { return };
                let own = matches!(object, Expression::ThisExpression(_))
                    && self.bindings.methods.contains(name);
                let text = || {
                    let call = if is_accessor(name) { "" } else { "()" };
                    format!(".{name}{call}").into()
                };
                for (owner, needs) in owners {
                    if own || !(owner.meets(kinds) || !sure && self.by_name(*owner, name, access)) {
                        continue;
                    }
                    if arguments::is_plain_search(*owner, name, access) {
                        // Only this one is new for patterns that are texts.
                        let new = |at: &ModuleIndex| catalog.module(*at) == "es.string.replace-all";
                        let needs: Vec<ModuleIndex> = needs.iter().copied().filter(new).collect();
                        self.add(&needs, span, text);
                    } else {
                        self.add(needs, span, text);
                    }
                }
            }
        }
    }

    /// Whether `unknown.name` counts for the kind of values that has such a member.
    fn by_name(&self, owner: Kinds, name: &str, access: Access<'_, '_>) -> bool {
        let clue = self.clues.0.meets(owner);
        if is_accessor(name) {
            return matches!(access, Access::Read) && (clue || name == "__proto__");
        }
        if !access.is_call() {
            return false;
        }
        match owner {
            Kinds::ERROR | Kinds::MARKUP => false,
            Kinds::REGEXP | Kinds::DATE => name != "toString",
            Kinds::ITERATOR => {
                clue || matches!(name, "chunks" | "drop" | "take" | "toArray" | "windows")
            }
            Kinds::TYPED_ARRAY => {
                clue || matches!(
                    name,
                    "setFromBase64" | "setFromHex" | "subarray" | "toBase64" | "toHex"
                )
            }
            Kinds::URL_SEARCH_PARAMS => {
                clue && matches!(access, Access::Call(arguments) if arguments.len() > 1)
            }
            Kinds::ARRAY_BUFFER | Kinds::SYMBOL | Kinds::URL => clue,
            _ => true,
        }
    }

    /// A helper that lowered code calls, or hands on.
    fn helper(&mut self, name: &str, access: Access<'_, '_>, span: Span) {
        let needs = helpers::needs(name);
        for key in needs.features {
            self.key(key, Access::Read, span);
        }
        let argument = match access {
            Access::Call([argument, ..]) => argument.as_expression(),
            _ => None,
        };
        let lists = Kinds::ARRAY.or(Kinds::TEXT);
        let over_list = argument.is_some_and(|it| self.bindings.values.of(it).is_surely(lists));
        match needs.iterates {
            Iterates::First if over_list => {}
            Iterates::First => self.key("Symbol.iterator", access, span),
            Iterates::Other => self.key("Symbol.iterator", Access::Read, span),
            Iterates::Makes => self.key("Symbol.iterator", Access::Test, span),
            Iterates::Nothing => {}
        }
    }

    /// A global, or a static property of one, that lowered syntax needs.
    fn key(&mut self, key: &str, access: Access<'_, '_>, span: Span) {
        let catalog = self.catalog;
        let (owner, property) = key.split_once('.').unwrap_or((key, ""));
        let Some(global) = catalog.globals.get(owner) else { return };
        let feature = global.statics.get(property).unwrap_or(&global.itself);
        self.feature(feature, access, span, || format!("{key}, for lowered syntax").into());
    }

    fn binding(&mut self, symbol: SymbolId, access: Access<'_, '_>, span: Span) {
        if let Some(helper) = self.bindings.helpers.get(&symbol).cloned() {
            self.helper(&helper, access, span);
        }
    }

    fn promise(&mut self, span: Span, syntax: &str) {
        let catalog = self.catalog;
        if let Some(global) = catalog.globals.get("Promise") {
            self.feature(&global.itself, Access::Test, span, || syntax.into());
        }
    }

    /// A member expression, and what stands before its dot.
    fn member_expression<'a>(
        &mut self,
        object: &Expression<'a>,
        name: &str,
        access: Access<'_, 'a>,
        span: Span,
    ) {
        // `list.includes.call(…)`
        if access.is_call()
            && matches!(name, "call" | "apply" | "bind")
            && let Some((inner, inner_name, inner_span)) = parts(object)
        {
            self.member_expression(inner, inner_name, Access::Borrowed, inner_span);
            return;
        }
        self.member(object, name, access, span);
        let whole = matches!(object, Expression::Identifier(_))
            && matches!(self.bindings.values.of(object), Value::Global(_));
        if !whole {
            self.visit_expression(object);
        }
    }

    /// A callee with what it is called with.
    fn callee<'a>(&mut self, callee: &Expression<'a>, arguments: &[Argument<'a>]) {
        let access = Access::Call(arguments);
        if let Some((object, name, span)) = parts(callee) {
            self.member_expression(object, name, access, span);
            return;
        }
        match callee {
            Expression::Identifier(ident) => match self.bindings.values.symbol(ident) {
                Some(symbol) => self.binding(symbol, access, ident.span),
                None => self.global(ident.name.as_str(), access, ident.span),
            },
            callee => self.visit_expression(callee),
        }
    }

    /// `{ name } = value`
    fn destructured(&mut self, value: &Expression<'_>, key: &PropertyKey<'_>, span: Span) {
        if let Some(name) = key.static_name() {
            self.member(value, &name, Access::Read, span);
        }
    }

    /// A class or function is made of an error: whoever makes one may give it a cause.
    fn error_base(&mut self, base: &Expression<'_>) {
        if let Expression::Identifier(ident) = base
            && self.bindings.values.global_name(ident).is_some_and(is_error)
        {
            self.error_cause(ident.span);
        }
    }

    fn top_level_await(&mut self, span: Span) {
        if self.functions == 0 {
            self.promise(span, "top-level await");
        }
    }
}

/// Object and name of a member expression whose name can be read.
fn parts<'e, 'a>(expression: &'e Expression<'a>) -> Option<(&'e Expression<'a>, &'e str, Span)> {
    match expression {
        Expression::StaticMemberExpression(member) => {
            Some((&member.object, member.property.name.as_str(), member.property.span))
        }
        Expression::ComputedMemberExpression(member) => match &member.expression {
            Expression::StringLiteral(name) => {
                Some((&member.object, name.value.as_str(), name.span))
            }
            _ => None,
        },
        _ => None,
    }
}

impl<'a> VisitJs<'a> for Walk<'_> {
    fn visit_statement(&mut self, statement: &Statement<'a>) {
        let around = self.around;
        if !statement.span().is_empty() {
            self.around = statement.span();
        }
        walk_js::walk_statement(self, statement);
        self.around = around;
    }

    fn visit_identifier_reference(&mut self, ident: &IdentifierReference<'a>) {
        let values = &self.bindings.values;
        if let Some(symbol) = values.symbol(ident) {
            self.binding(symbol, Access::Read, ident.span);
            return;
        }
        let read = ident
            .reference_id
            .get()
            .is_some_and(|reference| values.scoping.get_reference(reference).is_read());
        if read {
            self.global(ident.name.as_str(), Access::Read, ident.span);
        }
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        let name = member.property.name.as_str();
        self.member_expression(&member.object, name, Access::Read, member.property.span);
    }

    fn visit_computed_member_expression(&mut self, member: &ComputedMemberExpression<'a>) {
        match &member.expression {
            Expression::StringLiteral(name) => {
                self.member_expression(&member.object, &name.value, Access::Read, name.span);
            }
            _ => walk_js::walk_computed_member_expression(self, member),
        }
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        self.callee(&call.callee, &call.arguments);
        // `(function (_Error) {})(Error)` and `inherits(Mine, Error)` are what lowered
        // classes look like.
        let lowered = match &call.callee {
            Expression::FunctionExpression(_) => true,
            Expression::Identifier(callee) => self
                .bindings
                .values
                .symbol(callee)
                .is_some_and(|symbol| self.bindings.helpers.contains_key(&symbol)),
            _ => false,
        };
        for argument in &call.arguments {
            if lowered && let Some(argument) = argument.as_expression() {
                self.error_base(argument);
            }
            self.visit_argument(argument);
        }
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        self.callee(&new.callee, &new.arguments);
        for argument in &new.arguments {
            self.visit_argument(argument);
        }
    }

    fn visit_unary_expression(&mut self, unary: &UnaryExpression<'a>) {
        match (&unary.argument, unary.operator) {
            (Expression::Identifier(ident), UnaryOperator::Typeof) => {
                match self.bindings.values.global_name(ident) {
                    Some(name) => self.global(name, Access::Test, ident.span),
                    None => self.visit_identifier_reference(ident),
                }
            }
            (argument, UnaryOperator::Typeof) => match parts(argument) {
                Some((object, name, span)) => {
                    self.member_expression(object, name, Access::Test, span);
                }
                None => self.visit_expression(argument),
            },
            (argument, UnaryOperator::Delete) => match parts(argument) {
                Some((object, _, _)) => self.visit_expression(object),
                None => self.visit_expression(argument),
            },
            _ => walk_js::walk_unary_expression(self, unary),
        }
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        match (binary.operator, &binary.left, &binary.right) {
            (BinaryOperator::In, Expression::StringLiteral(name), object) => {
                self.member_expression(object, &name.value, Access::Test, name.span);
            }
            (BinaryOperator::Instanceof, left, Expression::Identifier(ident)) => {
                self.visit_expression(left);
                match self.bindings.values.global_name(ident) {
                    Some(name) => self.global(name, Access::Test, ident.span),
                    None => self.visit_identifier_reference(ident),
                }
            }
            _ => walk_js::walk_binary_expression(self, binary),
        }
    }

    /// What is written to need not be there.
    fn visit_simple_assignment_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
        match target {
            SimpleAssignmentTarget::StaticMemberExpression(member) => {
                self.visit_expression(&member.object);
            }
            SimpleAssignmentTarget::ComputedMemberExpression(member) => {
                self.visit_expression(&member.object);
                self.visit_expression(&member.expression);
            }
            _ => walk_js::walk_simple_assignment_target(self, target),
        }
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let (BindingPattern::ObjectPattern(pattern), Some(init)) =
            (&declarator.id, &declarator.init)
        {
            for property in &pattern.properties {
                self.destructured(init, &property.key, property.span);
            }
        }
        walk_js::walk_variable_declarator(self, declarator);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        if let AssignmentTarget::ObjectAssignmentTarget(pattern) = &assignment.left {
            for property in &pattern.properties {
                match property {
                    AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
                        let name = property.binding.name.as_str();
                        self.member(&assignment.right, name, Access::Read, property.span);
                    }
                    AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
                        self.destructured(&assignment.right, &property.name, property.span);
                    }
                }
            }
        }
        walk_js::walk_assignment_expression(self, assignment);
    }

    fn visit_import_expression(&mut self, import: &ImportExpression<'a>) {
        self.promise(import.span, "import()");
        walk_js::walk_import_expression(self, import);
    }

    fn visit_await_expression(&mut self, await_: &AwaitExpression<'a>) {
        self.top_level_await(await_.span);
        walk_js::walk_await_expression(self, await_);
    }

    fn visit_for_of_statement(&mut self, for_of: &ForOfStatement<'a>) {
        if for_of.r#await {
            self.top_level_await(for_of.span);
        }
        walk_js::walk_for_of_statement(self, for_of);
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        if let Some(heritage) = &class.heritage
            && passes_cause(class)
        {
            self.error_base(&heritage.expression);
        }
        walk_js::walk_class(self, class);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.functions += 1;
        walk_js::walk_function(self, function, flags);
        self.functions -= 1;
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.functions += 1;
        walk_js::walk_arrow_function_expression(self, arrow);
        self.functions -= 1;
    }
}
