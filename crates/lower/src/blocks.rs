//! `let`, `const` and functions in blocks.

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::{ReferenceId, ScopeId, SymbolId},
    span::Span,
};

use super::{
    bindings::{BlockFunction, Check, MARKED, RESET, declared_function},
    driver::Driver,
    frames::FrameKind,
};

impl<'a> Driver<'a, '_> {
    /// Before the statements of a block, a function body or the program are visited.
    pub fn enter_statements(
        &mut self,
        statements: &mut ArenaVec<'a, Statement<'a>>,
        scope: Option<ScopeId>,
    ) {
        let Some(scope) = scope else { return };
        if !self.lowers_blocks() {
            return;
        }
        if !self.scoping.scope_flags(scope).is_var() {
            self.hoist_functions(statements);
        }
        if let Some(marks) = self.marks(scope) {
            statements.insert(0, marks);
        }
    }

    fn lowers_blocks(&self) -> bool {
        self.features.block_scoping && self.needs.block_scoping
    }

    /// `let x = _tdz;` for what may be read before it is initialised in `scope`.
    pub fn marks(&mut self, scope: ScopeId) -> Option<Statement<'a>> {
        let symbols = self.bindings.marks.remove(&scope)?;
        let builder = self.builder();
        let mut declarators = self.make.vec();
        for symbol in symbols {
            let span = Span::empty(self.scoping.symbol_span(symbol).start);
            let name = self.make.text(self.scoping.symbol_name(symbol));
            let id = BindingIdentifier::boxed(span, name, &builder);
            id.symbol_id.set(Some(symbol));
            let value = self.helper("tdz", span);
            let pattern = BindingPattern::BindingIdentifier(id);
            declarators.push(VariableDeclarator::new(
                span,
                pattern,
                None,
                Some(value),
                false,
                &builder,
            ));
        }
        let span = declarators.first().map_or(Span::default(), |declarator| declarator.span);
        let kind = VariableDeclarationKind::Let;
        Some(Statement::from(Declaration::new_variable_declaration(
            span,
            kind,
            declarators,
            false,
            &builder,
        )))
    }

    /// The same for parameters, whose names have been visited.
    pub fn mark_parameters(&mut self, scope: ScopeId, out: &mut ArenaVec<'a, Statement<'a>>) {
        for symbol in self.bindings.parameter_marks.remove(&scope).unwrap_or_default() {
            let span = Span::empty(self.scoping.symbol_span(symbol).start);
            let renamed = self.bindings.new_name(symbol);
            let name = renamed.unwrap_or_else(|| self.make.text(self.scoping.symbol_name(symbol)));
            let value = self.helper("tdz", span);
            out.push(self.make.var_one(span, name, Some(value)));
        }
    }

    /// `{ f(); function f() {} }` → `{ let f = function f() {}; f(); }`, which is visited
    /// then.
    fn hoist_functions(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        if !statements.iter().any(|statement| declared_function(statement).is_some()) {
            return;
        }
        let mut hoisted = self.make.vec();
        let mut rest = self.make.vec();
        for statement in statements.take_in(&self.builder()) {
            self.hoist(statement, &mut hoisted, &mut rest);
        }
        hoisted.extend(rest);
        *statements = hoisted;
    }

    /// Function declarations go to `hoisted`; what is left of them in sloppy code, and all
    /// else, to `rest`.
    fn hoist(
        &mut self,
        mut statement: Statement<'a>,
        hoisted: &mut ArenaVec<'a, Statement<'a>>,
        rest: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let Some(function) = declared_function(&statement) else {
            rest.push(statement);
            return;
        };
        let span = function.span;
        let symbol = function.id.as_ref().and_then(|id| id.symbol_id.get());
        let known = function
            .scope_id
            .get()
            .and_then(|scope| self.bindings.block_functions.get(&scope).copied());
        self.function_in_block(&mut statement);
        hoisted.push(statement);
        if let Some(BlockFunction { inner, outer: Some(outer) }) = known {
            let value = inner.or_else(|| symbol.and_then(|symbol| self.bindings.new_name(symbol)));
            let value = self.make.name(span, value.unwrap_or(outer));
            let assignment = self.make.assign_name(span, outer, value);
            rest.push(self.make.expression_statement(span, assignment));
            if inner.is_some() {
                self.declare_outside(outer);
            }
        }
    }

    /// A function declaration where ES5 has none, not visited yet: `let f = function f() {}`.
    pub fn function_in_block(&mut self, statement: &mut Statement<'a>) {
        if !self.lowers_blocks() || declared_function(statement).is_none() {
            return;
        }
        let builder = self.builder();
        let mut taken = statement.take_in(&builder);
        while let Statement::LabeledStatement(labeled) = &mut taken {
            taken = labeled.body.take_in(&builder);
        }
        let Statement::FunctionDeclaration(mut function) = taken else { unreachable!() };
        let span = function.span;
        let mut id = function.id.take().expect("declarations have names");
        let symbol = id.symbol_id.get();
        let known = function
            .scope_id
            .get()
            .and_then(|scope| self.bindings.block_functions.get(&scope).copied());
        let inner = known.and_then(|known| known.inner);
        // Where the name stands for something else than the function in between, it must
        // not mean the function expression inside.
        let keeps_name = symbol.is_none_or(|symbol| {
            inner.is_some()
                || self.bindings.new_name(symbol).is_some()
                || !self.scoping.symbol_is_mutated(symbol)
        });
        if keeps_name {
            function.id = Some(BindingIdentifier::new(id.span, id.name, &builder));
        }
        function.r#type = FunctionType::FunctionExpression;
        // In sloppy code the name may be one of the function around.
        let kind = match symbol {
            Some(symbol) if inner.is_none() && self.is_function_scoped(symbol) => {
                VariableDeclarationKind::Var
            }
            _ => VariableDeclarationKind::Let,
        };
        if let Some(inner) = inner {
            id = BindingIdentifier::new(id.span, inner, &builder);
        }
        let pattern = BindingPattern::BindingIdentifier(ArenaBox::new_in(id, &builder));
        let value = Expression::FunctionExpression(function);
        let declarator = VariableDeclarator::new(span, pattern, None, Some(value), false, &builder);
        let declarators = self.make.vec_of([declarator]);
        *statement = Statement::from(Declaration::new_variable_declaration(
            span,
            kind,
            declarators,
            false,
            &builder,
        ));
    }

    /// A class of a target that has classes. One with a new name, or whose variable holds a
    /// mark, becomes a class expression: `var _C = class C {}`.
    pub fn class_in_block(
        &mut self,
        mut class: ArenaBox<'a, Class<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let Some(symbol) = class.id.as_ref().and_then(|id| id.symbol_id.get()) else {
            self.visit_class(&mut class);
            out.push(Statement::ClassDeclaration(class));
            return;
        };
        let span = class.span;
        let renamed = self.bindings.new_name(symbol);
        let facts = self.bindings.facts(symbol);
        let name = self.make.text(self.scoping.symbol_name(symbol));
        self.visit_class(&mut class);
        if renamed.is_none() && facts & MARKED == 0 {
            out.push(Statement::ClassDeclaration(class));
            return;
        }
        if let Some(id) = &mut class.id {
            id.name = name.into();
        }
        class.r#type = ClassType::ClassExpression;
        let value = Expression::ClassExpression(class);
        out.push(self.make.var_one(span, renamed.unwrap_or(name), Some(value)));
    }

    fn is_function_scoped(&self, symbol: SymbolId) -> bool {
        self.scoping.scope_flags(self.scoping.symbol_scope_id(symbol)).is_var()
    }

    pub fn variable_declaration(
        &mut self,
        mut declaration: ArenaBox<'a, VariableDeclaration<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let leaves = declaration.kind == VariableDeclarationKind::Var && self.in_loop_function();
        self.visit_variables(&mut declaration);
        self.lower_declarators(&mut declaration.declarations);
        if leaves {
            let span = declaration.span;
            if let Some(value) = self.assign_outside(&mut declaration) {
                out.push(self.make.expression_statement(span, value));
            }
        } else {
            out.push(Statement::VariableDeclaration(declaration));
        }
    }

    /// The declarators visited; `let` and `const` are `var` then.
    pub fn visit_variables(&mut self, declaration: &mut VariableDeclaration<'a>) {
        if !self.features.block_scoping || declaration.kind == VariableDeclarationKind::Var {
            walk_js_mut::walk_variable_declaration(self, declaration);
            return;
        }
        declaration.kind = VariableDeclarationKind::Var;
        for declarator in &mut declaration.declarations {
            self.visit_declarator(declarator);
        }
    }

    /// One of `let` or `const`.
    fn visit_declarator(&mut self, declarator: &mut VariableDeclarator<'a>) {
        let BindingPattern::BindingIdentifier(id) = &mut declarator.id else {
            walk_js_mut::walk_variable_declarator(self, declarator);
            return;
        };
        let old_name = id.name;
        let symbol = id.symbol_id.get();
        self.rename_binding(id);
        let renamed = id.name != old_name;
        let span = id.span;
        if let Some(init) = &mut declarator.init {
            self.infer_name(init, old_name.as_str(), symbol);
            self.visit_expression(init);
            if renamed {
                self.name_function(init, span, old_name.as_str());
            }
            return;
        }
        let facts = symbol.map_or(0, |symbol| self.bindings.facts(symbol));
        if facts & (RESET | MARKED) != 0 {
            declarator.init = Some(self.make.void_0(span));
        }
    }

    /// Whether a loop that became a function lies between here and the function whose
    /// variables `var` declares.
    pub fn in_loop_function(&self) -> bool {
        self.frames
            .iter()
            .rev()
            .find(|frame| frame.kind != FrameKind::GeneratorBody)
            .is_some_and(|frame| frame.kind == FrameKind::LoopBody)
    }

    /// Declares `name` in the function that `var` means, outside of loops that became
    /// functions.
    pub fn declare_outside(&mut self, name: &'a str) {
        let frame = self
            .frames
            .iter_mut()
            .rev()
            .find(|frame| !matches!(frame.kind, FrameKind::GeneratorBody | FrameKind::LoopBody))
            .expect("the program is a frame");
        if !frame.temporaries.contains(&name) {
            frame.temporaries.push(name);
        }
    }

    /// `var a = 1, b;` → `a = 1`, with both declared outside.
    pub fn assign_outside(
        &mut self,
        declaration: &mut VariableDeclaration<'a>,
    ) -> Option<Expression<'a>> {
        let mut values = self.make.vec();
        for declarator in declaration.declarations.take_in(&self.builder()) {
            let BindingPattern::BindingIdentifier(id) = &declarator.id else { continue };
            let name = self.make.text(id.name.as_str());
            self.declare_outside(name);
            if let Some(value) = declarator.init {
                values.push(self.make.assign_name(declarator.span, name, value));
            }
        }
        (!values.is_empty()).then(|| self.make.sequence(declaration.span, values))
    }

    /// A function without a name gets the name that the variable had.
    fn name_function(&mut self, value: &mut Expression<'a>, span: Span, name: &str) {
        if let Expression::FunctionExpression(function) = value
            && function.id.is_none()
        {
            let name = self.make.text(name);
            function.id = Some(BindingIdentifier::new(span, name, &self.builder()));
        }
    }

    pub fn switch_statement(
        &mut self,
        mut switch: ArenaBox<'a, SwitchStatement<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        if self.lowers_blocks() {
            let builder = self.builder();
            let mut hoisted = self.make.vec();
            hoisted.extend(switch.scope_id.get().and_then(|scope| self.marks(scope)));
            for case in &mut switch.cases {
                if case.consequent.iter().any(|statement| declared_function(statement).is_some()) {
                    let mut rest = self.make.vec();
                    for statement in case.consequent.take_in(&builder) {
                        self.hoist(statement, &mut hoisted, &mut rest);
                    }
                    case.consequent = rest;
                }
            }
            for statement in hoisted {
                self.statement(statement, out);
            }
        }
        walk_js_mut::walk_switch_statement(self, &mut switch);
        out.push(Statement::SwitchStatement(switch));
    }

    pub fn catch_clause(&mut self, clause: &mut CatchClause<'a>) {
        walk_js_mut::walk_catch_clause(self, clause);
        self.lower_catch_parameter(clause);
    }

    /// A read of a name.
    pub fn identifier(&mut self, expression: &mut Expression<'a>) {
        let Expression::Identifier(identifier) = expression else { return };
        if self.rename_arguments(identifier) {
            return;
        }
        let Some((id, symbol)) = self.resolve(identifier) else { return };
        if let Some(name) = self.bindings.reference_name(id, symbol) {
            identifier.name = name.into();
        }
        if let Some(check) = self.bindings.check(id, symbol) {
            let span = identifier.span;
            let value = self.make.name(span, self.make.text(identifier.name.as_str()));
            *expression = self.checked(span, check, symbol, value, None);
        }
    }

    /// The symbol that a reference of the source means.
    fn resolve(&self, identifier: &IdentifierReference<'a>) -> Option<(ReferenceId, SymbolId)> {
        let id = identifier.reference_id.get().filter(|id| !self.mistaken.contains(id))?;
        Some((id, self.scoping.get_reference(id).symbol_id()?))
    }

    /// `_tdz(value, "name")`, which gives `value`, or `result`, or throws.
    fn checked(
        &mut self,
        span: Span,
        check: Check,
        symbol: SymbolId,
        value: Expression<'a>,
        result: Option<Expression<'a>>,
    ) -> Expression<'a> {
        let value = match check {
            Check::Throw => self.helper("tdz", span),
            Check::Mark => value,
        };
        let name = self.make.text(self.scoping.symbol_name(symbol));
        let name = self.make.string(span, name);
        self.call_helper("tdz", span, [value, name].into_iter().chain(result))
    }

    /// `_readOnlyError("name")`
    fn read_only(&mut self, span: Span, symbol: SymbolId) -> Expression<'a> {
        let name = self.make.text(self.scoping.symbol_name(symbol));
        let name = self.make.string(span, name);
        self.call_helper("readOnlyError", span, [name])
    }

    /// `arguments` where a variable holds it.
    fn rename_arguments(&mut self, identifier: &mut IdentifierReference<'a>) -> bool {
        if identifier.name == "arguments"
            && identifier
                .reference_id
                .get()
                .is_none_or(|id| self.scoping.get_reference(id).symbol_id().is_none())
            && let Some(name) = self.arguments_alias()
        {
            identifier.name = name.into();
            return true;
        }
        false
    }

    pub fn rename_reference(&mut self, identifier: &mut IdentifierReference<'a>) {
        if self.writes_arguments && self.rename_arguments(identifier) {
            return;
        }
        if let Some((id, symbol)) = self.resolve(identifier)
            && let Some(name) = self.bindings.reference_name(id, symbol)
        {
            identifier.name = name.into();
        }
    }

    pub fn rename_binding(&mut self, identifier: &mut BindingIdentifier<'a>) {
        if let Some(name) =
            identifier.symbol_id.get().and_then(|symbol| self.bindings.new_name(symbol))
        {
            identifier.name = name.into();
        }
    }

    /// What is to be done about writing to `identifier`, which has been renamed.
    fn trouble(
        &self,
        identifier: &IdentifierReference<'a>,
    ) -> Option<(SymbolId, Option<Check>, bool)> {
        let (id, symbol) = self.resolve(identifier)?;
        let check = self.bindings.check(id, symbol);
        let is_constant = self.bindings.is_constant(self.scoping, &self.features, id, symbol);
        (check.is_some() || is_constant).then_some((symbol, check, is_constant))
    }

    pub fn is_troubled(&self, identifier: &IdentifierReference<'a>) -> bool {
        self.trouble(identifier).is_some()
    }

    /// `name = value`; the target is a name.
    pub fn assign_name(
        &mut self,
        span: Span,
        target: AssignmentTarget<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        let AssignmentTarget::AssignmentTargetIdentifier(identifier) = &target else {
            return self.make.assign(span, target, value);
        };
        let Some((symbol, check, is_constant)) = self.trouble(identifier) else {
            return self.make.assign(span, target, value);
        };
        let name = self.make.text(identifier.name.as_str());
        let value = match check {
            Some(check) => {
                let old = self.make.name(identifier.span, name);
                self.checked(span, check, symbol, old, Some(value))
            }
            None => value,
        };
        if is_constant {
            let error = self.read_only(span, symbol);
            return self.make.sequence(span, self.make.vec_of([value, error]));
        }
        self.make.assign(span, target, value)
    }

    /// `name op= value`, visited.
    pub fn name_assignment(&mut self, expression: &mut Expression<'a>) {
        let Expression::AssignmentExpression(assignment) = expression else { return };
        let AssignmentTarget::AssignmentTargetIdentifier(identifier) = &assignment.left else {
            return;
        };
        let Some((symbol, check, is_constant)) = self.trouble(identifier) else { return };
        let span = assignment.span;
        let name_span = identifier.span;
        let name = self.make.text(identifier.name.as_str());
        let builder = self.builder();
        let value = assignment.right.take_in(&builder);
        let Some(operator) = assignment.operator.to_binary_operator() else {
            let target = assignment.left.take_in(&builder);
            *expression = self.assign_name(span, target, value);
            return;
        };
        let mut old = self.make.name(name_span, name);
        if let Some(check) = check {
            old = self.checked(span, check, symbol, old, None);
        }
        let value = self.make.binary(span, old, operator, value);
        *expression = if is_constant {
            let error = self.read_only(span, symbol);
            self.make.sequence(span, self.make.vec_of([value, error]))
        } else {
            self.make.assign_name(span, name, value)
        };
    }

    /// `name++` and the like, visited.
    pub fn name_update(&mut self, expression: &mut Expression<'a>) {
        let Expression::UpdateExpression(update) = expression else { return };
        let SimpleAssignmentTarget::AssignmentTargetIdentifier(identifier) = &update.argument
        else {
            return;
        };
        let Some((symbol, check, is_constant)) = self.trouble(identifier) else { return };
        let span = update.span;
        let name = self.make.text(identifier.name.as_str());
        let mut list = self.make.vec();
        if let Some(check) = check {
            let old = self.make.name(identifier.span, name);
            list.push(self.checked(span, check, symbol, old, None));
        }
        if is_constant {
            let old = self.make.name(identifier.span, name);
            let operator = UnaryOperator::UnaryPlus;
            list.push(Expression::new_unary_expression(span, operator, old, &self.builder()));
            list.push(self.read_only(span, symbol));
        } else {
            list.push(expression.take_in(&self.builder()));
        }
        *expression = self.make.sequence(span, list);
    }
}
