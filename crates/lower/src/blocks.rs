//! `let`, `const` and functions in blocks.

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::{ScopeId, SymbolId},
    span::Span,
};

use super::{bindings::SHARED, driver::Driver};

impl<'a> Driver<'a, '_> {
    /// Before the statements of a block, a function body or the program are visited.
    pub fn enter_statements(
        &mut self,
        statements: &mut ArenaVec<'a, Statement<'a>>,
        scope: Option<ScopeId>,
    ) {
        let is_block = scope.is_some_and(|scope| !self.scoping.scope_flags(scope).is_var());
        if self.lowers_blocks() && is_block {
            self.hoist_functions(statements);
        }
    }

    /// After they were visited.
    pub fn leave_statements(&mut self, _statements: &mut ArenaVec<'a, Statement<'a>>) {}

    fn lowers_blocks(&self) -> bool {
        self.features.block_scoping && self.needs.block_scoping
    }

    /// `{ f(); function f() {} }` → `{ let f = function f() {}; f(); }`, which is visited
    /// then.
    fn hoist_functions(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        if !statements.iter().any(|statement| function_of(statement).is_some()) {
            return;
        }
        let builder = self.builder();
        let mut hoisted = self.make.vec();
        let mut rest = self.make.vec();
        for mut statement in statements.take_in(&builder) {
            if self.function_in_block(&mut statement) {
                hoisted.push(statement);
            } else {
                rest.push(statement);
            }
        }
        hoisted.extend(rest);
        *statements = hoisted;
    }

    /// A function declaration where ES5 has none, not visited yet: `let f = function f() {}`.
    pub fn function_in_block(&mut self, statement: &mut Statement<'a>) -> bool {
        if !self.lowers_blocks() || function_of(statement).is_none() {
            return false;
        }
        let builder = self.builder();
        let mut taken = statement.take_in(&builder);
        while let Statement::LabeledStatement(labeled) = &mut taken {
            taken = labeled.body.take_in(&builder);
        }
        let Statement::FunctionDeclaration(mut function) = taken else { unreachable!() };
        let span = function.span;
        let id = function.id.take().expect("declarations have names");
        let symbol = id.symbol_id.get();
        // Where the name stands for something else than the function in between, it must
        // not mean the function expression inside.
        let keeps_name = symbol.is_none_or(|symbol| {
            self.bindings.new_name(symbol).is_some() || !self.scoping.symbol_is_mutated(symbol)
        });
        if keeps_name {
            function.id = Some(BindingIdentifier::new(id.span, id.name, &builder));
        }
        function.r#type = FunctionType::FunctionExpression;
        // In sloppy code the name may be one of the function around.
        let kind = match symbol {
            Some(symbol) if self.is_function_scoped(symbol) => VariableDeclarationKind::Var,
            _ => VariableDeclarationKind::Let,
        };
        let pattern =
            BindingPattern::BindingIdentifier(oxc::allocator::ArenaBox::new_in(id, &builder));
        let value = Expression::FunctionExpression(function);
        let declarator = VariableDeclarator::new(span, pattern, None, Some(value), false, &builder);
        let declaration = Declaration::new_variable_declaration(
            span,
            kind,
            self.make.vec_of([declarator]),
            false,
            &builder,
        );
        *statement = Statement::from(declaration);
        true
    }

    fn is_function_scoped(&self, symbol: SymbolId) -> bool {
        self.scoping.scope_flags(self.scoping.symbol_scope_id(symbol)).is_var()
    }

    pub fn variable_declaration(
        &mut self,
        mut declaration: ArenaBox<'a, VariableDeclaration<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        self.visit_declaration_of_variables(&mut declaration);
        if self.declare_in_statements(&mut declaration, out) {
            return;
        }
        self.lower_declarators(&mut declaration.declarations);
        out.push(Statement::VariableDeclaration(declaration));
    }

    /// The declarators visited; `let` and `const` are `var` then.
    pub fn visit_declaration_of_variables(&mut self, declaration: &mut VariableDeclaration<'a>) {
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
        match &mut declarator.init {
            Some(init) => {
                self.infer_name(init, old_name.as_str(), symbol);
                self.visit_expression(init);
                if renamed {
                    self.name_function(init, span, old_name.as_str());
                }
            }
            None => {
                let undefined = symbol.is_some_and(|symbol| {
                    self.bindings.facts(symbol) & SHARED != 0 || !self.is_function_scoped(symbol)
                });
                if undefined {
                    declarator.init = Some(self.make.void_0(span));
                }
            }
        }
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
            for case in &mut switch.cases {
                if !case.consequent.iter().any(|statement| function_of(statement).is_some()) {
                    continue;
                }
                for mut statement in case.consequent.take_in(&builder) {
                    if self.function_in_block(&mut statement) {
                        self.statement(statement, out);
                    } else {
                        case.consequent.push(statement);
                    }
                }
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
        if identifier.name == "arguments"
            && identifier
                .reference_id
                .get()
                .is_none_or(|id| self.scoping.get_reference(id).symbol_id().is_none())
            && let Some(name) = self.arguments_alias()
        {
            identifier.name = name.into();
            return;
        }
        self.rename_reference(identifier);
    }

    pub fn rename_reference(&mut self, identifier: &mut IdentifierReference<'a>) {
        if let Some(name) = identifier
            .reference_id
            .get()
            .filter(|id| !self.mistaken.contains(id))
            .and_then(|id| self.scoping.get_reference(id).symbol_id())
            .and_then(|symbol| self.bindings.new_name(symbol))
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

    /// `name = value`; the target is a name.
    pub fn assign_name(
        &mut self,
        span: Span,
        target: AssignmentTarget<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        self.make.assign(span, target, value)
    }

    /// `name op= value`, visited.
    pub fn name_assignment(&mut self, _expression: &mut Expression<'a>) {}

    /// `name++` and the like, visited.
    pub fn name_update(&mut self, _expression: &mut Expression<'a>) {}
}

/// The function declaration that `statement` is, behind labels or not.
fn function_of<'s, 'a>(mut statement: &'s Statement<'a>) -> Option<&'s Function<'a>> {
    loop {
        match statement {
            Statement::FunctionDeclaration(function) => return Some(function),
            Statement::LabeledStatement(labeled) => statement = &labeled.body,
            _ => return None,
        }
    }
}
