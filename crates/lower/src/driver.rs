//! The one walk: visits children first, then lets the step for the node's kind rewrite it.
//!
//! Each step lives in a file of its own as methods of [`Driver`]; this file only says who
//! is called where. A step finds its operands lowered already and must leave only syntax
//! that the target understands: nothing is visited twice.

use oxc::{
    allocator::{Address, Allocator, ArenaVec, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::{ReferenceId, ScopeFlags, Scoping, SymbolId},
    span::{GetSpan, Span},
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Assumptions, Features, HELPER_PACKAGE, Options, Problem,
    bindings::Bindings,
    classes::{Home, HomeState, InferredName, PrivateScope},
    frames::{Frame, FrameKind},
    generators::{Machines, Suspends},
    make::Make,
    names::Names,
    needs::{Needs, needs},
};

pub fn lower<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
    options: &Options,
) -> Vec<Problem> {
    lower_with(program, scoping, allocator, options, None)
}

pub fn lower_with_helpers<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
    options: &Options,
    helpers: &str,
) -> Vec<Problem> {
    let object = allocator.alloc_str(helpers);
    lower_with(program, scoping, allocator, options, Some(object))
}

fn lower_with<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
    options: &Options,
    helper_object: Option<&'a str>,
) -> Vec<Problem> {
    let needs = needs(program, &options.features);
    if !needs.any() {
        return Vec::new();
    }
    let is_module = program.source_type.is_module();
    let mut names = Names::new(allocator, scoping);
    let (features, assumptions) = (&options.features, &options.assumptions);
    let bindings = Bindings::new(program, scoping, &mut names, features, assumptions, needs);
    let mut driver = Driver {
        make: Make { allocator },
        scoping,
        features: options.features,
        assumptions: options.assumptions,
        needs,
        names,
        bindings,
        rest_parameters: FxHashMap::default(),
        mistaken: FxHashSet::default(),
        frames: Vec::new(),
        machines: Machines::default(),
        homes: Vec::new(),
        private_scopes: Vec::new(),
        assign_fields: options.assign_fields,
        pending_method: None,
        inferred_name: None,
        helpers: Vec::new(),
        module_variables: Vec::new(),
        problems: Vec::new(),
        source_text: program.source_text,
        reads_source: None,
        is_module,
        writes_arguments: scoping
            .root_unresolved_references()
            .get("arguments")
            .is_some_and(|ids| ids.iter().any(|id| scoping.get_reference(*id).is_write())),
        helper_object,
    };
    if needs.marks && !options.assumptions.plain_generators {
        driver.mark_generators(program);
    }
    driver.visit_program(program);
    if needs.newer_names {
        driver.replace_newer_names(program);
    }
    driver.problems
}

/// What the steps share while one module is lowered.
pub struct Driver<'a, 's> {
    pub make: Make<'a>,
    /// The scopes of the tree as it came; never written.
    pub scoping: &'s Scoping,
    pub features: Features,
    pub assumptions: Assumptions,
    pub needs: Needs,
    pub names: Names<'a, 's>,
    /// What becomes of the block-scoped bindings.
    pub bindings: Bindings<'a>,
    /// Rest parameters that are never assigned, so they are arrays; how often each was met
    /// where `arguments` would do as well.
    pub rest_parameters: FxHashMap<SymbolId, usize>,
    /// References among parameters that the scopes take for ones to something of the body.
    pub mistaken: FxHashSet<ReferenceId>,
    /// Innermost last.
    pub frames: Vec<Frame<'a>>,
    pub machines: Machines<'a>,
    /// What `super` stands for in the classes and object literals around; innermost last.
    pub homes: Vec<HomeState<'a>>,
    /// The private names of the classes around; innermost last.
    pub private_scopes: Vec<PrivateScope<'a>>,
    /// See [`Options::assign_fields`].
    pub assign_fields: bool,
    /// The function that is visited next is a method of that home.
    pub pending_method: Option<Home>,
    /// The name of the class at that address, which has none of its own.
    pub inferred_name: Option<(Address, InferredName<'a>)>,
    /// Helpers asked for, each with the name it is imported under.
    helpers: Vec<(&'static str, &'a str)>,
    /// Variables of the whole module, declared at its start.
    module_variables: Vec<&'a str>,
    pub problems: Vec<Problem>,
    pub source_text: &'a str,
    /// Whether it reads a property `source`, once somebody has asked.
    pub reads_source: Option<bool>,
    pub is_module: bool,
    /// Whether some function assigns to its `arguments`.
    pub writes_arguments: bool,
    /// Where the helpers are, instead of being imported.
    helper_object: Option<&'a str>,
}

impl<'a> Driver<'a, '_> {
    /// The helper function `name` of the helper package.
    pub fn helper(&mut self, name: &'static str, span: Span) -> Expression<'a> {
        if let Some(object) = self.helper_object {
            return self.make.member(span, self.make.name(span, object), name);
        }
        let known = self.helpers.iter().find(|(known, _)| *known == name);
        let local = if let Some((_, local)) = known {
            *local
        } else {
            let local = self.names.unique(name);
            self.helpers.push((name, local));
            local
        };
        self.make.name(span, local)
    }

    /// Whether `name` is that of a helper function.
    pub fn is_helper(&self, name: &str) -> bool {
        self.helpers.iter().any(|(_, local)| *local == name)
    }

    /// `helper(arguments)`
    pub fn call_helper(
        &mut self,
        name: &'static str,
        span: Span,
        arguments: impl IntoIterator<Item = Expression<'a>>,
    ) -> Expression<'a> {
        let helper = self.helper(name, span);
        self.make.call(span, helper, arguments)
    }

    /// A new variable of the function that is being walked; its name reads like `base`.
    pub fn temporary(&mut self, base: &str) -> &'a str {
        let name = self.names.unique(base);
        self.declare_temporary(name);
        name
    }

    /// Declares `name`, a new name, in the function that is being walked.
    pub fn declare_temporary(&mut self, name: &'a str) {
        let frame = self
            .frames
            .iter_mut()
            .rev()
            .find(|frame| frame.kind != FrameKind::GeneratorBody)
            .expect("the program is a frame");
        frame.temporaries.push(name);
    }

    /// A new variable of the module, for what is made once and kept.
    pub fn module_variable(&mut self, base: &str) -> &'a str {
        let name = self.names.unique(base);
        self.module_variables.push(name);
        name
    }

    pub fn frame(&mut self) -> &mut Frame<'a> {
        self.frames.last_mut().expect("the program is a frame")
    }

    pub fn is_strict(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.strict)
    }

    pub fn cannot(&mut self, code: &'static str, message: impl Into<String>, span: Span) {
        let message = message.into();
        self.problems.push(Problem { code, message, span, hint: None, is_error: true });
    }

    /// One statement of a list, visited, lowered and appended to `out`.
    pub fn statement(
        &mut self,
        mut statement: Statement<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        match statement {
            Statement::VariableDeclaration(declaration) => {
                self.variable_declaration(declaration, out);
            }
            Statement::ClassDeclaration(class) if self.features.classes => {
                self.class_declaration(class, out);
            }
            Statement::ClassDeclaration(class) => self.class_in_block(class, out),
            Statement::ForStatement(_)
            | Statement::ForInStatement(_)
            | Statement::ForOfStatement(_)
            | Statement::WhileStatement(_)
            | Statement::DoWhileStatement(_)
            | Statement::LabeledStatement(_) => {
                let frame = self.frames.len() - 1;
                self.frames[frame].loops += 1;
                self.loop_statement(statement, out);
                self.frames[frame].loops -= 1;
            }
            Statement::ReturnStatement(_) => {
                walk_js_mut::walk_statement(self, &mut statement);
                if let Statement::ReturnStatement(statement) = &mut statement {
                    self.return_statement(statement);
                }
                out.push(statement);
            }
            Statement::ExpressionStatement(_) => self.expression_statement(statement, out),
            Statement::SwitchStatement(switch) => self.switch_statement(switch, out),
            Statement::WithStatement(with)
                if self.suspending_kind().is_some_and(|kind| {
                    Suspends::in_statement(kind.awaits_returns(), &with.body)
                }) =>
            {
                self.with_statement(with, out);
            }
            Statement::ExportDeclaration(export) => self.export_declaration(export, out),
            Statement::ExportDefaultDeclaration(export) => self.export_default(export, out),
            _ => {
                walk_js_mut::walk_statement(self, &mut statement);
                out.push(statement);
            }
        }
    }

    /// `export let { a, b } = value` → `var …; export { a, b }`.
    fn export_declaration(
        &mut self,
        mut export: oxc::allocator::ArenaBox<'a, ExportDeclaration<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let span = export.span;
        let moves = match &export.declaration {
            Declaration::VariableDeclaration(declaration) => {
                (self.features.block_scoping && declaration.kind != VariableDeclarationKind::Var)
                    || declaration
                        .declarations
                        .iter()
                        .any(|declarator| !declarator.id.is_binding_identifier())
            }
            Declaration::ClassDeclaration(_) => self.features.classes,
            _ => false,
        };
        if !moves {
            self.visit_declaration(&mut export.declaration);
            out.push(Statement::ExportDeclaration(export));
            return;
        }
        let mut names = Vec::new();
        oxc_ecmascript::BoundNames::bound_names(&export.declaration, &mut |ident| {
            names.push(self.make.text(ident.name.as_str()));
        });
        let declaration = export.declaration.take_in(&self.make.builder());
        self.statement(Statement::from(declaration), out);
        out.push(self.make.export_names(span, names.into_iter().map(|name| (name, name))));
    }

    fn export_default(
        &mut self,
        mut export: oxc::allocator::ArenaBox<'a, ExportDefaultDeclaration<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        if let ExportDefaultDeclarationKind::ClassDeclaration(_) = &export.declaration
            && self.features.classes
        {
            self.export_default_class(export, out);
            return;
        }
        if let Some(value) = export.declaration.as_expression() {
            self.infer_name(value, "default", None);
        }
        self.visit_export_default_declaration_kind(&mut export.declaration);
        out.push(Statement::ExportDefaultDeclaration(export));
    }

    /// `import _name from "pybundle:runtime/helpers/name";`, or `require` in a script.
    fn helper_import(&self, name: &str, local: &'a str) -> Statement<'a> {
        let span = Span::default();
        let builder = self.make.builder();
        let request = self.make.text(&format!("{HELPER_PACKAGE}/helpers/{name}"));
        if !self.is_module {
            let require = self.make.name(span, "require");
            let call = self.make.call(span, require, [self.make.string(span, request)]);
            return self.make.var_one(span, local, Some(call));
        }
        let specifier = ImportDeclarationSpecifier::new_import_default_specifier(
            span,
            BindingIdentifier::new(span, local, &builder),
            &builder,
        );
        Statement::ImportDeclaration(ImportDeclaration::boxed(
            span,
            Some(self.make.vec_of([specifier])),
            StringLiteral::new(span, request, None, &builder),
            None,
            None,
            ImportOrExportKind::Value,
            &builder,
        ))
    }
}

impl<'a> VisitJsMut<'a> for Driver<'a, '_> {
    fn visit_program(&mut self, program: &mut Program<'a>) {
        let strict =
            self.is_module || self.scoping.scope_flags(program.scope_id()).is_strict_mode();
        self.frames.push(Frame::new(FrameKind::Program, strict));
        self.enter_statements(&mut program.body, program.scope_id.get());
        let statements = program.body.take_in(&self.make.builder());
        let mut body = self.make.vec();
        for statement in statements {
            let mut lowered = self.make.vec();
            self.statement(statement, &mut lowered);
            // Beside the statement that uses them, so that shaking takes both.
            let span = lowered.first().map_or(Span::default(), GetSpan::span);
            for name in std::mem::take(&mut self.frame().temporaries) {
                body.push(self.make.var_one(Span::empty(span.start), name, None));
            }
            body.extend(lowered);
        }
        let frame = self.frames.pop().expect("the program's");
        let mut head = self.make.vec();
        for (name, local) in std::mem::take(&mut self.helpers) {
            head.push(self.helper_import(name, local));
        }
        for name in std::mem::take(&mut self.module_variables) {
            head.push(self.make.var_one(Span::default(), name, None));
        }
        self.declare_frame(&frame, &mut head);
        head.extend(body);
        program.body = head;
    }

    fn visit_statements(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        let old = statements.take_in(&self.make.builder());
        let mut new = ArenaVec::with_capacity_in(old.len(), &self.make.builder());
        for statement in old {
            self.statement(statement, &mut new);
        }
        *statements = new;
    }

    /// A statement that is not in a list: the body of an `if`, a loop, a label.
    fn visit_statement(&mut self, statement: &mut Statement<'a>) {
        let span = statement.span();
        let mut taken = statement.take_in(&self.make.builder());
        self.function_in_block(&mut taken);
        let mut list = self.make.vec();
        self.statement(taken, &mut list);
        *statement =
            if list.len() == 1 { list.pop().expect("one") } else { self.make.block(span, list) };
    }

    fn visit_block_statement(&mut self, block: &mut BlockStatement<'a>) {
        self.enter_statements(&mut block.body, block.scope_id.get());
        self.visit_statements(&mut block.body);
    }

    fn visit_catch_clause(&mut self, clause: &mut CatchClause<'a>) {
        self.catch_clause(clause);
    }

    fn visit_formal_parameters(&mut self, parameters: &mut FormalParameters<'a>) {
        self.separate_scopes(parameters);
        if let Some(rest) = &parameters.rest
            && let BindingPattern::BindingIdentifier(name) = &rest.rest.argument
            && let Some(symbol) = name.symbol_id.get()
            && !self.scoping.symbol_is_mutated(symbol)
            && self.scoping.symbol_redeclarations(symbol).is_empty()
        {
            self.rest_parameters.insert(symbol, 0);
        }
        walk_js_mut::walk_formal_parameters(self, parameters);
    }

    fn visit_function(&mut self, function: &mut Function<'a>, _flags: ScopeFlags) {
        self.function(function, None);
    }

    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        match expression {
            Expression::Identifier(_) => self.identifier(expression),
            Expression::ThisExpression(this) => {
                let span = this.span;
                *expression = self.this(span);
            }
            Expression::NewTarget(target) => {
                let span = target.span;
                if self.features.new_target {
                    *expression = self.new_target(span);
                }
            }
            Expression::ArrowFunctionExpression(_) => self.arrow_function(expression),
            Expression::FunctionExpression(_) => self.function_expression(expression),
            Expression::ClassExpression(_) if self.features.classes => {
                self.class_expression(expression);
            }
            Expression::ObjectExpression(_) => self.object_expression(expression),
            Expression::TemplateLiteral(_) => {
                walk_js_mut::walk_expression(self, expression);
                self.template_literal(expression);
            }
            Expression::PrivateFieldExpression(_) if self.features.classes => {
                self.private_member(expression);
            }
            Expression::PrivateInExpression(_) if self.features.classes => {
                self.private_in(expression);
            }
            Expression::TaggedTemplateExpression(template) => {
                let tag = if self.features.classes { self.private_tag(template) } else { None };
                let is_super = Self::is_super_member(&template.tag);
                walk_js_mut::walk_expression(self, expression);
                if let Some(tag) = tag
                    && let Expression::TaggedTemplateExpression(template) = expression
                {
                    template.tag = tag;
                }
                if is_super {
                    self.super_tag(expression);
                }
                self.tagged_template(expression);
            }
            Expression::ArrayExpression(_) => {
                walk_js_mut::walk_expression(self, expression);
                self.array_expression(expression);
            }
            Expression::CallExpression(_) => self.call_expression(expression),
            Expression::NewExpression(_) => {
                walk_js_mut::walk_expression(self, expression);
                self.new_expression(expression);
            }
            Expression::StaticMemberExpression(_) | Expression::ComputedMemberExpression(_) => {
                self.count_rest_member(expression, 1);
                walk_js_mut::walk_expression(self, expression);
                self.super_member(expression);
            }
            Expression::AssignmentExpression(assignment)
                if matches!(assignment.left, AssignmentTarget::PrivateFieldExpression(_))
                    && self.features.classes =>
            {
                self.private_assignment(expression);
            }
            Expression::AssignmentExpression(assignment) => {
                self.infer_name_from_target(&assignment.left, &assignment.right);
                walk_js_mut::walk_expression(self, expression);
                self.assignment_expression(expression);
            }
            Expression::UpdateExpression(update)
                if matches!(update.argument, SimpleAssignmentTarget::PrivateFieldExpression(_))
                    && self.features.classes =>
            {
                self.private_update(update);
            }
            Expression::UpdateExpression(_) => {
                walk_js_mut::walk_expression(self, expression);
                self.update_expression(expression);
            }
            Expression::UnaryExpression(_) => self.unary_expression(expression),
            Expression::BinaryExpression(_) => self.binary_expression(expression),
            Expression::RegExpLiteral(_) => self.regexp_literal(expression),
            _ => walk_js_mut::walk_expression(self, expression),
        }
    }

    fn visit_variable_declarator(&mut self, declarator: &mut VariableDeclarator<'a>) {
        if let Some(init) = &declarator.init {
            self.infer_name_from_pattern(&declarator.id, init);
        }
        walk_js_mut::walk_variable_declarator(self, declarator);
    }

    fn visit_formal_parameter(&mut self, parameter: &mut FormalParameter<'a>) {
        if let Some(init) = &parameter.initializer {
            self.infer_name_from_pattern(&parameter.pattern, init);
        }
        walk_js_mut::walk_formal_parameter(self, parameter);
    }

    fn visit_assignment_pattern(&mut self, pattern: &mut AssignmentPattern<'a>) {
        self.infer_name_from_pattern(&pattern.left, &pattern.right);
        walk_js_mut::walk_assignment_pattern(self, pattern);
    }

    fn visit_assignment_target_with_default(
        &mut self,
        target: &mut AssignmentTargetWithDefault<'a>,
    ) {
        self.infer_name_from_target(&target.binding, &target.init);
        walk_js_mut::walk_assignment_target_with_default(self, target);
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        target: &mut AssignmentTargetPropertyIdentifier<'a>,
    ) {
        if let Some(init) = &target.init {
            self.infer_name(init, target.binding.name.as_str(), None);
        }
        walk_js_mut::walk_assignment_target_property_identifier(self, target);
    }

    fn visit_simple_assignment_target(&mut self, target: &mut SimpleAssignmentTarget<'a>) {
        if self.features.classes
            && matches!(target, SimpleAssignmentTarget::PrivateFieldExpression(_))
        {
            self.private_target(target);
        } else {
            walk_js_mut::walk_simple_assignment_target(self, target);
        }
    }

    fn visit_identifier_reference(&mut self, identifier: &mut IdentifierReference<'a>) {
        self.rename_reference(identifier);
    }

    fn visit_binding_identifier(&mut self, identifier: &mut BindingIdentifier<'a>) {
        self.rename_binding(identifier);
    }

    fn visit_directive(&mut self, _directive: &mut Directive<'a>) {}
}

impl<'a> Driver<'a, '_> {
    /// `target = value`, both lowered, after a pattern has been taken apart or an
    /// assignment expression has been visited. The one place for plain targets: names
    /// (constants, names not initialised yet) and members of `super`.
    pub fn assign(
        &mut self,
        span: Span,
        target: AssignmentTarget<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        if let AssignmentTarget::AssignmentTargetIdentifier(_) = &target {
            return self.assign_name(span, target, value);
        }
        if Self::is_super_target(&target) {
            return self.assign_super(span, target, value);
        }
        self.make.assign(span, target, value)
    }

    /// Patterns, names and `super` on the left side of any assignment operator.
    fn assignment_expression(&mut self, expression: &mut Expression<'a>) {
        let Expression::AssignmentExpression(assignment) = expression else { return };
        let span = assignment.span;
        match &assignment.left {
            AssignmentTarget::ArrayAssignmentTarget(_)
            | AssignmentTarget::ObjectAssignmentTarget(_)
                if self.features.destructuring =>
            {
                self.pattern_assignment(expression);
            }
            left if Self::is_super_target(left) => {
                if assignment.operator == AssignmentOperator::Assign {
                    let target = assignment.left.take_in(&self.make.builder());
                    let value = assignment.right.take_in(&self.make.builder());
                    *expression = self.assign_super(span, target, value);
                } else {
                    self.compound_super(expression);
                }
            }
            AssignmentTarget::AssignmentTargetIdentifier(_) => {
                self.name_assignment(expression);
            }
            _ => {}
        }
    }

    fn update_expression(&mut self, expression: &mut Expression<'a>) {
        let Expression::UpdateExpression(update) = expression else { return };
        match &update.argument {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(_) => self.name_update(expression),
            target if Self::is_super_simple_target(target) => self.update_super(expression),
            _ => {}
        }
    }

    pub fn is_super_target(target: &AssignmentTarget<'a>) -> bool {
        target.as_simple_assignment_target().is_some_and(Self::is_super_simple_target)
    }

    fn is_super_simple_target(target: &SimpleAssignmentTarget<'a>) -> bool {
        match target {
            SimpleAssignmentTarget::StaticMemberExpression(member) => {
                matches!(member.object, Expression::Super(_))
            }
            SimpleAssignmentTarget::ComputedMemberExpression(member) => {
                matches!(member.object, Expression::Super(_))
            }
            _ => false,
        }
    }

    pub fn builder(&self) -> AstBuilder<'a> {
        self.make.builder()
    }
}
