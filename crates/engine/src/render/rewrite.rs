//! Puts names and expressions in the place of what a module wrote.
//!
//! It works on a copy of the live statements and knows nothing of chunks or formats: what
//! stands for what was decided before, in [`Replacements`].

mod workers;

use oxc::{
    allocator::{Allocator, ArenaBox, ArenaVec, GetAllocator, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, VisitMut, walk_js_mut},
    parser::Parser,
    semantic::{ReferenceId, ScopeFlags, Scoping, SymbolId},
    span::{GetSpan, SourceType, Span},
    str::CompactStr,
    syntax::identifier::is_identifier_name,
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    link::KnownFunction,
    module::{Constant, ImportRecord, Module},
    scan::{facts::is_plain, known_names::literal, properties::plain},
};

/// What stands in the place of a reference or a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// A binding of the module itself, whatever it is called in the end.
    Own(SymbolId),
    Name(CompactStr),
    /// `object.property`
    Member(CompactStr, CompactStr),
    /// `function(argument)`
    Call(CompactStr, CompactStr),
    /// `function(argument, 1)`
    CallStrict(CompactStr, CompactStr),
    /// `function()`
    Invoke(CompactStr),
    /// `(function(), value)`
    InvokeThen(CompactStr, CompactStr),
    /// `function("text")`
    Request(CompactStr, CompactStr),
    /// `new URL("path", base)`
    Address(CompactStr, CompactStr),
    /// `"text"`
    Text(CompactStr),
    Undefined,
    Constant(Constant),
    /// Source text of an expression that binds at least as tight as a call.
    Raw(CompactStr),
}

impl Replacement {
    /// The identifiers that it mentions.
    pub fn names(&self) -> Vec<&str> {
        fn head(text: &str) -> &str {
            text.split('.').next().unwrap_or(text)
        }
        match self {
            Self::Name(name)
            | Self::Member(name, _)
            | Self::Invoke(name)
            | Self::Request(name, _)
            | Self::Address(_, name) => vec![head(name)],
            Self::Call(function, argument) | Self::CallStrict(function, argument) => {
                vec![head(function), head(argument)]
            }
            Self::InvokeThen(function, value) => vec![head(function), head(value)],
            Self::Undefined | Self::Constant(_) | Self::Text(_) | Self::Own(_) => Vec::new(),
            Self::Raw(text) => text
                .split(|char: char| !(char.is_alphanumeric() || char == '_' || char == '$'))
                .filter(|word| !word.is_empty())
                .collect(),
        }
    }
}

/// All that is replaced in one module.
#[derive(Debug, Default)]
pub struct Replacements {
    /// Import bindings.
    pub symbols: FxHashMap<SymbolId, Replacement>,
    /// `import.name`, by the import: each with the names that it stands for.
    pub members: FxHashMap<SymbolId, Vec<(Vec<CompactStr>, Replacement)>>,
    /// Imported functions without effects, and what they always give.
    pub functions: FxHashMap<SymbolId, KnownFunction>,
    /// Calls of `require` and `require.resolve`, by the reference in them.
    pub calls: FxHashMap<ReferenceId, Replacement>,
    /// How a worker is started, by the span of its first argument.
    pub starts: FxHashMap<(u32, u32), Start>,
    /// `import()` and `new URL()`, by its span.
    pub imports: FxHashMap<(u32, u32), Replacement>,
    /// Free identifiers.
    pub globals: FxHashMap<&'static str, CompactStr>,
    /// Names of own bindings that differ from what is written.
    pub renames: FxHashMap<SymbolId, CompactStr>,
    /// `this` outside of functions is `undefined`: the module is an ES module.
    pub this_is_undefined: bool,
    /// What `typeof` gives for free identifiers.
    pub types: FxHashMap<&'static str, &'static str>,
    /// What `__webpack_exports_info__` knows of.
    pub used_exports: Option<FxHashSet<CompactStr>>,
    /// What `import.meta` becomes; `None` leaves it.
    pub import_meta: Option<CompactStr>,
}

/// What a worker's file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Module,
    Script,
}

impl Replacements {
    /// What `symbol.name` becomes, or a longer chain.
    pub fn insert_member(
        &mut self,
        symbol: SymbolId,
        names: &[CompactStr],
        replacement: Replacement,
    ) {
        let known = self.members.entry(symbol).or_default();
        if !known.iter().any(|(known, _)| known == names) {
            known.push((names.to_vec(), replacement));
        }
    }

    /// How the worker of a request is started.
    pub fn start(&mut self, record: &ImportRecord, start: Option<Start>) {
        if let Some(start) = start {
            self.starts.insert((record.span.start, record.span.end), start);
        }
    }

    /// What a request becomes.
    pub fn insert(&mut self, record: &ImportRecord, replacement: Replacement) {
        match record.reference {
            Some(reference) => self.calls.insert(reference, replacement),
            None => self.imports.insert((record.span.start, record.span.end), replacement),
        };
    }

    /// Gives new names to bindings of `module` that would capture a name which the
    /// replacements mention. `is_own` tells the bindings that may be renamed here.
    pub fn avoid_capture(
        &mut self,
        module: &Module,
        more: &[&str],
        is_own: impl Fn(SymbolId) -> bool,
    ) {
        let mut foreign: FxHashSet<CompactStr> = FxHashSet::default();
        let all = self
            .symbols
            .values()
            .chain(self.members.values().flatten().map(|(_, replacement)| replacement))
            .chain(self.calls.values())
            .chain(self.imports.values());
        foreign.extend(all.flat_map(Replacement::names).map(CompactStr::from));
        foreign.extend(self.globals.values().cloned());
        foreign.extend(self.renames.values().cloned());
        foreign.extend(self.import_meta.iter().cloned());
        foreign.extend(more.iter().map(|name| CompactStr::from(*name)));
        if foreign.is_empty() {
            return;
        }
        let scoping = &module.scoping;
        let captured: Vec<SymbolId> = scoping
            .symbol_ids()
            .filter(|symbol| foreign.contains(scoping.symbol_name(*symbol)))
            .filter(|symbol| is_own(*symbol) && !self.renames.contains_key(symbol))
            .collect();
        if captured.is_empty() {
            return;
        }
        let mut taken: FxHashSet<&str> = scoping.symbol_names().collect();
        taken.extend(module.facts.globals.iter().map(CompactStr::as_str));
        let mut given: FxHashSet<CompactStr> = FxHashSet::default();
        for symbol in captured {
            let base = scoping.symbol_name(symbol);
            let mut number = 1;
            loop {
                let name = CompactStr::from(format!("{base}${number}"));
                if !taken.contains(name.as_str())
                    && !foreign.contains(&name)
                    && given.insert(name.clone())
                {
                    self.renames.insert(symbol, name);
                    break;
                }
                number += 1;
            }
        }
    }
}

/// Rewrites `statements`, which are copies out of `module` with its reference numbers.
pub fn rewrite<'a>(
    statements: &mut [Statement<'a>],
    module: &Module,
    replacements: &Replacements,
    allocator: &'a Allocator,
) {
    let mut renames: Vec<Option<&'a str>> = Vec::new();
    if !replacements.renames.is_empty() {
        renames.resize(module.scoping.symbols_len(), None);
        for (symbol, name) in &replacements.renames {
            renames[symbol.index()] = Some(allocator.alloc_str(name));
        }
    }
    let mut rewriter = Rewriter {
        scoping: &module.scoping,
        replacements,
        renames,
        builder: AstBuilder::new(allocator),
        functions: 0,
    };
    for statement in statements {
        rewriter.visit_statement(statement);
    }
}

struct Rewriter<'r, 'a> {
    scoping: &'r Scoping,
    replacements: &'r Replacements,
    renames: Vec<Option<&'a str>>,
    builder: AstBuilder<'a>,
    /// Depth of what has its own `this`.
    functions: u32,
}

impl<'a> Rewriter<'_, 'a> {
    fn text(&self, text: &str) -> &'a str {
        self.builder.allocator().alloc_str(text)
    }

    fn symbol(&self, ident: &IdentifierReference<'a>) -> Option<SymbolId> {
        self.scoping.get_reference(ident.reference_id.get()?).symbol_id()
    }

    fn rename(&self, symbol: SymbolId) -> Option<&'a str> {
        self.renames.get(symbol.index()).copied().flatten()
    }

    fn identifier(&self, name: &str, span: Span) -> Expression<'a> {
        Expression::new_identifier(span, self.text(name), &self.builder)
    }

    fn call(&self, function: &str, arguments: Vec<Expression<'a>>, span: Span) -> Expression<'a> {
        let callee = self.identifier(function, Span::default());
        let arguments =
            ArenaVec::from_iter_in(arguments.into_iter().map(Argument::from), &self.builder);
        Expression::new_call_expression(span, callee, None, arguments, false, &self.builder)
    }

    fn expression(&self, replacement: &Replacement, span: Span) -> Expression<'a> {
        match replacement {
            Replacement::Own(symbol) => {
                let name =
                    self.rename(*symbol).unwrap_or_else(|| self.scoping.symbol_name(*symbol));
                self.identifier(name, span)
            }
            Replacement::Name(name) => self.identifier(name, span),
            Replacement::Raw(text) => self.parsed(text, span),
            Replacement::Member(object, property) => {
                let object = self.identifier(object, Span::default());
                self.member(object, property, span)
            }
            Replacement::Call(function, argument) => {
                let argument = self.identifier(argument, Span::default());
                self.call(function, vec![argument], span)
            }
            Replacement::CallStrict(function, argument) => {
                let argument = self.identifier(argument, Span::default());
                let one = Expression::new_numeric_literal(
                    Span::default(),
                    1.0,
                    None,
                    NumberBase::Decimal,
                    &self.builder,
                );
                self.call(function, vec![argument, one], span)
            }
            Replacement::Invoke(function) => self.call(function, Vec::new(), span),
            Replacement::InvokeThen(function, value) => {
                let call = self.call(function, Vec::new(), span);
                let value = self.identifier(value, Span::default());
                self.sequence(call, value, span)
            }
            Replacement::Request(function, text) => {
                let text = self.string(text, Span::default());
                self.call(function, vec![text], span)
            }
            Replacement::Address(path, base) => {
                let path = self.string(path, Span::default());
                let base = self.parsed(base, Span::default());
                let callee = self.identifier("URL", Span::default());
                let arguments = [path, base].into_iter().map(Argument::from);
                let arguments = ArenaVec::from_iter_in(arguments, &self.builder);
                Expression::new_new_expression(span, callee, None, arguments, &self.builder)
            }
            Replacement::Text(text) => self.string(text, span),
            Replacement::Undefined => Expression::new_void_0(span, &self.builder),
            Replacement::Constant(value) => self.constant(value, span),
        }
    }

    fn constant(&self, value: &Constant, span: Span) -> Expression<'a> {
        literal(value, span, &self.builder)
    }

    /// What the bundler wrote, as a tree, so that its names are seen by all later passes.
    fn parsed(&self, text: &str, span: Span) -> Expression<'a> {
        let text = self.text(text);
        let allocator = self.builder.allocator();
        match Parser::new(allocator, text, SourceType::mjs()).parse_expression() {
            Ok(mut expression) => {
                super::print::ClearSpans.visit_expression(&mut expression);
                expression
            }
            // The text is ours or a global that the user named; as a name it is printed as it is.
            Err(_) => self.identifier(text, span),
        }
    }

    fn string(&self, text: &str, span: Span) -> Expression<'a> {
        Expression::new_string_literal(span, self.text(text), None, &self.builder)
    }

    fn member(&self, object: Expression<'a>, property: &str, span: Span) -> Expression<'a> {
        if is_identifier_name(property) {
            let property = IdentifierName::new(Span::default(), self.text(property), &self.builder);
            return Expression::new_static_member_expression(
                span,
                object,
                property,
                false,
                &self.builder,
            );
        }
        let property = Expression::new_string_literal(
            Span::default(),
            self.text(property),
            None,
            &self.builder,
        );
        Expression::new_computed_member_expression(span, object, property, false, &self.builder)
    }

    fn sequence(
        &self,
        first: Expression<'a>,
        second: Expression<'a>,
        span: Span,
    ) -> Expression<'a> {
        let expressions = ArenaVec::from_array_in([first, second], &self.builder);
        Expression::new_sequence_expression(span, expressions, &self.builder)
    }

    /// The replacement of an expression that stands for an import, with its span.
    fn imported(&self, expression: &Expression<'a>) -> Option<(&Replacement, Span)> {
        match expression {
            Expression::Identifier(ident) => {
                let symbol = self.symbol(ident)?;
                Some((self.replacements.symbols.get(&symbol)?, ident.span))
            }
            Expression::StaticMemberExpression(member) if !member.optional => {
                if self.replacements.members.is_empty() {
                    return None;
                }
                let mut object = &member.object;
                let mut depth = 1;
                while let Expression::StaticMemberExpression(inner) = object {
                    object = &inner.object;
                    depth += 1;
                }
                let Expression::Identifier(root) = object else { return None };
                let known = self.replacements.members.get(&self.symbol(root)?)?;
                let (_, replacement) = known
                    .iter()
                    .find(|(names, _)| names.len() == depth && is_chain(member, names))?;
                Some((replacement, member.span))
            }
            _ => None,
        }
    }

    /// Replaces a callee; as a method call it would get a `this`.
    fn callee(&mut self, callee: &mut Expression<'a>) {
        let replaced = if let Some((replacement, span)) = self.imported(callee) {
            let is_member = matches!(replacement, Replacement::Member(..))
                || matches!(replacement, Replacement::Name(name) if name.contains('.'));
            let expression = self.expression(replacement, span);
            if is_member {
                let zero = Expression::new_numeric_literal(
                    Span::default(),
                    0.0,
                    None,
                    NumberBase::Decimal,
                    &self.builder,
                );
                self.sequence(zero, expression, span)
            } else {
                expression
            }
        } else {
            self.visit_expression(callee);
            return;
        };
        *callee = replaced;
    }
}

/// Whether the chain that ends in `member` reads these names.
fn is_chain(member: &StaticMemberExpression<'_>, names: &[CompactStr]) -> bool {
    let mut member = member;
    for (index, name) in names.iter().enumerate().rev() {
        if member.optional || plain(&member.property.name) != name.as_str() {
            return false;
        }
        match &member.object {
            Expression::StaticMemberExpression(inner) => member = inner,
            _ => return index == 0,
        }
    }
    false
}

impl<'a> Rewriter<'_, 'a> {
    /// The function without effects that is called, where all arguments are listed.
    fn known_function(&self, call: &CallExpression<'a>) -> Option<&KnownFunction> {
        let Expression::Identifier(callee) = &call.callee else { return None };
        if self.replacements.functions.is_empty() || call.optional {
            return None;
        }
        let function = self.replacements.functions.get(&self.symbol(callee)?)?;
        (!call.arguments.iter().any(Argument::is_spread)).then_some(function)
    }
}

impl<'a> VisitJsMut<'a> for Rewriter<'_, 'a> {
    /// A call without effects, whose value nobody takes, is its arguments.
    fn visit_statement(&mut self, statement: &mut Statement<'a>) {
        if let Statement::ExpressionStatement(expression) = statement
            && let Expression::CallExpression(call) = &mut expression.expression
            && self.known_function(call).is_some()
        {
            let allocator = self.builder.allocator();
            let arguments = call.arguments.take_in(&allocator).into_iter();
            let mut values: Vec<_> = arguments
                .filter(|argument| !is_plain(argument))
                .map(Argument::into_expression)
                .collect();
            let span = expression.span;
            match values.len() {
                0 => *statement = Statement::new_empty_statement(span, &self.builder),
                1 => expression.expression = values.remove(0),
                _ => {
                    let values = ArenaVec::from_iter_in(values, &self.builder);
                    expression.expression =
                        Expression::new_sequence_expression(span, values, &self.builder);
                }
            }
        }
        walk_js_mut::walk_statement(self, statement);
    }

    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        if let Some((replacement, span)) = self.imported(expression) {
            *expression = self.expression(replacement, span);
            return;
        }
        if let Expression::CallExpression(call) = expression
            && let Some(function) = self.known_function(call)
        {
            if let Some(value) = &function.returns
                && call.arguments.iter().all(is_plain)
            {
                *expression = self.constant(value, call.span);
                return;
            }
            call.pure = true;
        }
        let replaced = match expression {
            Expression::CallExpression(call) if !self.replacements.calls.is_empty() => {
                let callee = match &call.callee {
                    Expression::StaticMemberExpression(member) => &member.object,
                    callee => callee,
                };
                match callee {
                    Expression::Identifier(ident) => ident
                        .reference_id
                        .get()
                        .and_then(|reference| self.replacements.calls.get(&reference)),
                    _ => None,
                }
            }
            Expression::ImportExpression(import) => {
                self.replacements.imports.get(&(import.span.start, import.span.end))
            }
            Expression::NewExpression(new) if !self.replacements.imports.is_empty() => {
                self.replacements.imports.get(&(new.span.start, new.span.end))
            }
            Expression::ThisExpression(this)
                if self.replacements.this_is_undefined && self.functions == 0 =>
            {
                *expression = Expression::new_void_0(this.span, &self.builder);
                return;
            }
            Expression::UnaryExpression(unary)
                if unary.operator == UnaryOperator::Typeof
                    && !self.replacements.types.is_empty() =>
            {
                if let Expression::Identifier(ident) = &unary.argument
                    && let Some(kind) = self.replacements.types.get(ident.name.as_str())
                    && self.symbol(ident).is_none()
                {
                    let span = unary.span;
                    *expression = self.string(kind, span);
                    return;
                }
                None
            }
            Expression::StaticMemberExpression(member) => {
                if let Some(used) = &self.replacements.used_exports
                    && member.property.name == "used"
                    && let Expression::StaticMemberExpression(export) = &member.object
                    && let Expression::Identifier(info) = &export.object
                    && info.name == "__webpack_exports_info__"
                    && self.symbol(info).is_none()
                {
                    let value = used.contains(export.property.name.as_str());
                    *expression =
                        Expression::new_boolean_literal(member.span, value, &self.builder);
                    return;
                }
                None
            }
            Expression::ImportMeta(meta) => {
                if let Some(text) = &self.replacements.import_meta {
                    let span = meta.span;
                    *expression = self.identifier(text, span);
                    return;
                }
                None
            }
            _ => None,
        };
        if let Some(replacement) = replaced {
            *expression = self.expression(replacement, expression.span());
            return;
        }
        walk_js_mut::walk_expression(self, expression);
    }

    fn visit_new_expression(&mut self, new: &mut NewExpression<'a>) {
        self.worker_options(&mut new.arguments);
        walk_js_mut::walk_new_expression(self, new);
    }

    fn visit_call_expression(&mut self, call: &mut CallExpression<'a>) {
        self.worker_options(&mut call.arguments);
        self.callee(&mut call.callee);
        self.visit_arguments(&mut call.arguments);
    }

    fn visit_tagged_template_expression(&mut self, tagged: &mut TaggedTemplateExpression<'a>) {
        self.callee(&mut tagged.tag);
        self.visit_template_literal(&mut tagged.quasi);
    }

    fn visit_identifier_reference(&mut self, ident: &mut IdentifierReference<'a>) {
        match self.symbol(ident) {
            Some(symbol) => {
                if let Some(name) = self.rename(symbol) {
                    ident.name = name.into();
                } else if let Some(Replacement::Name(name)) = self.replacements.symbols.get(&symbol)
                {
                    ident.name = self.text(name).into();
                }
            }
            None => {
                if let Some(name) = self.replacements.globals.get(ident.name.as_str()) {
                    ident.name = self.text(name).into();
                }
            }
        }
    }

    fn visit_binding_identifier(&mut self, ident: &mut BindingIdentifier<'a>) {
        if let Some(symbol) = ident.symbol_id.get()
            && let Some(name) = self.rename(symbol)
        {
            ident.name = name.into();
        }
    }

    /// `({ a } = value)` with another name for `a` needs the long form.
    fn visit_assignment_target_property(&mut self, property: &mut AssignmentTargetProperty<'a>) {
        if let AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(short) = property
            && let Some(symbol) = self.symbol(&short.binding)
            && self.rename(symbol).is_some()
        {
            let key = short.binding.name;
            self.visit_identifier_reference(&mut short.binding);
            let reference =
                IdentifierReference::boxed(short.binding.span, short.binding.name, &self.builder);
            let target = SimpleAssignmentTarget::AssignmentTargetIdentifier(reference);
            let binding = match short.init.take() {
                Some(mut init) => {
                    self.visit_expression(&mut init);
                    AssignmentTargetMaybeDefault::new_assignment_target_with_default(
                        short.span,
                        AssignmentTarget::from(target),
                        init,
                        &self.builder,
                    )
                }
                None => AssignmentTargetMaybeDefault::from(AssignmentTarget::from(target)),
            };
            let name = PropertyKey::new_static_identifier(short.binding.span, key, &self.builder);
            let long = AssignmentTargetPropertyProperty::new(
                short.span,
                name,
                binding,
                false,
                &self.builder,
            );
            *property = AssignmentTargetProperty::AssignmentTargetPropertyProperty(
                ArenaBox::new_in(long, &self.builder),
            );
            return;
        }
        walk_js_mut::walk_assignment_target_property(self, property);
    }

    fn visit_function(&mut self, function: &mut Function<'a>, flags: ScopeFlags) {
        if let Some(id) = &mut function.id {
            self.visit_binding_identifier(id);
        }
        self.functions += 1;
        let _ = flags;
        self.visit_formal_parameters(&mut function.params);
        if let Some(body) = &mut function.body {
            self.visit_function_body(body);
        }
        self.functions -= 1;
    }

    fn visit_property_definition(&mut self, property: &mut PropertyDefinition<'a>) {
        self.visit_property_key(&mut property.key);
        if let Some(value) = &mut property.value {
            self.functions += 1;
            self.visit_expression(value);
            self.functions -= 1;
        }
    }

    fn visit_static_block(&mut self, block: &mut StaticBlock<'a>) {
        self.functions += 1;
        walk_js_mut::walk_static_block(self, block);
        self.functions -= 1;
    }
}
