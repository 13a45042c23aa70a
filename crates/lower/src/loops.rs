//! Loops: what stands in their heads, one binding for each turn ([`turns`]), and `for-of`
//! ([`for_of`]).

mod for_of;
mod jumps;
mod turns;

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::NodeId,
    span::{GetSpan, Span},
};

use super::{bindings::LoopFacts, driver::Driver};
use turns::Turn;

/// The labels before a statement, outermost first.
type Labels<'a> = Vec<LabelIdentifier<'a>>;

impl<'a> Driver<'a, '_> {
    /// Any loop, or a label with whatever it stands before.
    pub fn loop_statement(
        &mut self,
        mut statement: Statement<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let mut labels = Labels::new();
        let builder = self.builder();
        while let Statement::LabeledStatement(mut labeled) = statement {
            statement = labeled.body.take_in(&builder);
            let label = &labeled.label;
            labels.push(LabelIdentifier::new(label.span, label.name, &builder));
        }
        match statement {
            Statement::ForStatement(for_) => self.for_statement(for_, &labels, out),
            Statement::ForInStatement(for_) => self.for_in_statement(for_, &labels, out),
            Statement::ForOfStatement(for_) => self.for_of_statement(for_, &labels, out),
            Statement::WhileStatement(while_) => self.while_statement(while_, &labels, out),
            Statement::DoWhileStatement(while_) => self.do_while_statement(while_, &labels, out),
            // Function declarations have no labels in ES5.
            Statement::FunctionDeclaration(_) => self.statement(statement, out),
            _ => {
                self.visit_statement(&mut statement);
                out.push(self.labeled(&labels, statement));
            }
        }
    }

    /// `labels: statement`
    fn labeled(&self, labels: &Labels<'a>, statement: Statement<'a>) -> Statement<'a> {
        let builder = self.builder();
        labels.iter().rev().fold(statement, |statement, label| {
            let span = Span::new(label.span.start, statement.span().end);
            let label = LabelIdentifier::new(label.span, label.name, &builder);
            Statement::new_labeled_statement(span, label, statement, &builder)
        })
    }

    fn loop_facts(&self, node: NodeId) -> Option<LoopFacts> {
        self.bindings.loops.get(&node).copied()
    }

    fn for_statement(
        &mut self,
        mut for_: ArenaBox<'a, ForStatement<'a>>,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        if let Some(marks) = for_.scope_id.get().and_then(|scope| self.marks(scope)) {
            self.statement(marks, out);
        }
        if let Some(facts) = self.loop_facts(for_.node_id.get()) {
            self.for_with_turns(for_, facts, labels, out);
            return;
        }
        self.visit_init(&mut for_.init);
        if let Some(test) = &mut for_.test {
            self.visit_expression(test);
        }
        if let Some(update) = &mut for_.update {
            self.unused_expression(update);
        }
        self.visit_statement(&mut for_.body);
        out.push(self.labeled(labels, Statement::ForStatement(for_)));
    }

    fn visit_init(&mut self, init: &mut Option<ForStatementInit<'a>>) {
        match init {
            Some(ForStatementInit::VariableDeclaration(declaration)) => {
                let leaves =
                    declaration.kind == VariableDeclarationKind::Var && self.in_loop_function();
                self.visit_variables(declaration);
                self.lower_declarators(&mut declaration.declarations);
                if leaves {
                    *init = self.assign_outside(declaration).map(ForStatementInit::from);
                }
            }
            Some(init) => self.unused_expression(init.to_expression_mut()),
            None => {}
        }
    }

    fn while_statement(
        &mut self,
        mut while_: ArenaBox<'a, WhileStatement<'a>>,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        self.visit_expression(&mut while_.test);
        if let Some(facts) = self.loop_facts(while_.node_id.get()) {
            let body = while_.body.take_in(&self.builder());
            while_.body = self.body_with_turns(body, facts, labels, out);
        } else {
            self.visit_statement(&mut while_.body);
        }
        out.push(self.labeled(labels, Statement::WhileStatement(while_)));
    }

    fn do_while_statement(
        &mut self,
        mut while_: ArenaBox<'a, DoWhileStatement<'a>>,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        if let Some(facts) = self.loop_facts(while_.node_id.get()) {
            let body = while_.body.take_in(&self.builder());
            while_.body = self.body_with_turns(body, facts, labels, out);
        } else {
            self.visit_statement(&mut while_.body);
        }
        self.visit_expression(&mut while_.test);
        out.push(self.labeled(labels, Statement::DoWhileStatement(while_)));
    }

    /// `for (let [a] in object) {…}` → `for (var _key in object) { var a = _key[0]; … }`
    fn for_in_statement(
        &mut self,
        mut for_: ArenaBox<'a, ForInStatement<'a>>,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let builder = self.builder();
        self.visit_expression(&mut for_.right);
        let facts = self.loop_facts(for_.node_id.get());
        let span = for_.left.span();
        let mut left = for_.left.take_in(&builder);
        if facts.is_none() && self.keeps_left(&mut left, out) {
            for_.left = left;
            self.visit_statement(&mut for_.body);
        } else {
            // What the head declares as a parameter of the function may have its own name.
            let key = self.names.unique("key");
            let value = self.make.name(span, key);
            let body = for_.body.take_in(&builder);
            for_.body = self.each_body(left, value, body, facts, labels, out);
            let declarator = self.make.declarator(span, key, None);
            for_.left = ForStatementLeft::new_variable_declaration(
                span,
                VariableDeclarationKind::Var,
                self.make.vec_of([declarator]),
                false,
                &builder,
            );
        }
        out.push(self.labeled(labels, Statement::ForInStatement(for_)));
    }

    /// Visits the left side of `for-in`, if it may stay in the head.
    fn keeps_left(
        &mut self,
        left: &mut ForStatementLeft<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) -> bool {
        match left {
            ForStatementLeft::VariableDeclaration(declaration) => {
                let Some(BindingPattern::BindingIdentifier(id)) =
                    declaration.declarations.first().map(|declarator| &declarator.id)
                else {
                    return !self.features.destructuring && {
                        self.visit_left_declaration(declaration);
                        true
                    };
                };
                let span = id.span;
                let leaves =
                    declaration.kind == VariableDeclarationKind::Var && self.in_loop_function();
                self.visit_left_declaration(declaration);
                if leaves {
                    let declarator = declaration.declarations.first();
                    let name =
                        declarator.and_then(|declarator| declarator.id.get_identifier_name());
                    let name = self.make.text(name.expect("an identifier").as_str());
                    if let Some(value) = self.assign_outside(declaration) {
                        out.push(self.make.expression_statement(span, value));
                    }
                    *left = ForStatementLeft::from(AssignmentTarget::from(
                        SimpleAssignmentTarget::new_assignment_target_identifier(
                            span,
                            name,
                            &self.builder(),
                        ),
                    ));
                }
                true
            }
            left => {
                let target = left.to_assignment_target_mut();
                match target {
                    AssignmentTarget::AssignmentTargetIdentifier(identifier)
                        if self.is_troubled(identifier) =>
                    {
                        return false;
                    }
                    AssignmentTarget::ArrayAssignmentTarget(_)
                    | AssignmentTarget::ObjectAssignmentTarget(_)
                        if self.features.destructuring =>
                    {
                        return false;
                    }
                    target if Self::is_super_target(target) => return false,
                    _ => {}
                }
                self.visit_assignment_target(target);
                true
            }
        }
    }

    fn visit_left_declaration(&mut self, declaration: &mut VariableDeclaration<'a>) {
        if self.features.block_scoping {
            declaration.kind = VariableDeclarationKind::Var;
        }
        walk_js_mut::walk_variable_declaration(self, declaration);
    }

    /// The body of a loop that gives `value` to `left` first; neither `left` nor `body` has
    /// been visited.
    fn each_body(
        &mut self,
        left: ForStatementLeft<'a>,
        value: Expression<'a>,
        body: Statement<'a>,
        facts: Option<LoopFacts>,
        labels: &Labels<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) -> Statement<'a> {
        let span = body.span();
        let Some(facts) = facts else {
            let mut statements = self.make.vec();
            self.assign_left(left, value, &mut statements);
            self.append_body(body, &mut statements);
            return self.make.block(span, statements);
        };
        let value_span = left.span();
        let mut before = self.make.vec();
        let mut inside = self.make.vec();
        let mut parameter = None;
        let is_lexical = matches!(&left, ForStatementLeft::VariableDeclaration(declaration)
            if declaration.kind.is_lexical());
        let mut value = Some(value);
        if !is_lexical || !facts.captures_head {
            self.assign_left(left, value.take().expect("there"), &mut before);
            self.begin_turn();
        } else {
            self.begin_turn();
            parameter = Some(self.parameter(left, value_span, &mut inside));
        }
        self.append_body(body, &mut inside);
        let turn = Turn {
            span,
            facts,
            parameters: parameter.as_slice(),
            write_back: &[],
            labels,
            is_loop: true,
        };
        let turn = self.end_turn(turn, inside, out);
        self.call_turn(&turn, value, &mut before);
        self.one_statement(span, before)
    }

    /// The parameter that stands for `left`; what a pattern declares goes to `inside`.
    fn parameter(
        &mut self,
        left: ForStatementLeft<'a>,
        span: Span,
        inside: &mut ArenaVec<'a, Statement<'a>>,
    ) -> &'a str {
        if let ForStatementLeft::VariableDeclaration(declaration) = &left
            && let Some(BindingPattern::BindingIdentifier(id)) =
                declaration.declarations.first().map(|declarator| &declarator.id)
        {
            let symbol = id.symbol_id.get();
            let name = symbol.and_then(|symbol| self.bindings.new_name(symbol));
            return name.unwrap_or_else(|| self.make.text(id.name.as_str()));
        }
        let name = self.names.unique("value");
        let value = self.make.name(span, name);
        self.assign_left(left, value, inside);
        name
    }

    /// `var left = value;` or `left = value;`; visits `left`.
    fn assign_left(
        &mut self,
        left: ForStatementLeft<'a>,
        value: Expression<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let span = left.span();
        match left {
            ForStatementLeft::VariableDeclaration(mut declaration) => {
                let leaves =
                    declaration.kind == VariableDeclarationKind::Var && self.in_loop_function();
                self.visit_left_declaration(&mut declaration);
                let declarator = declaration.declarations.pop().expect("one in such a head");
                let mut declarators = self.make.vec();
                if self.features.destructuring && !declarator.id.is_binding_identifier() {
                    self.declare_pattern(declarator.id, value, &mut declarators);
                } else {
                    declarators.push(VariableDeclarator::new(
                        span,
                        declarator.id,
                        None,
                        Some(value),
                        false,
                        &self.builder(),
                    ));
                }
                declaration.declarations = declarators;
                if !leaves {
                    out.push(Statement::VariableDeclaration(declaration));
                } else if let Some(value) = self.assign_outside(&mut declaration) {
                    out.push(self.make.expression_statement(span, value));
                }
            }
            mut left => {
                self.visit_assignment_target(left.to_assignment_target_mut());
                let target = left.into_assignment_target();
                let is_pattern = target.is_assignment_target_pattern();
                let expression = if is_pattern && self.features.destructuring {
                    let mut list = self.make.vec();
                    self.assign_pattern(target, value, &mut list);
                    if list.is_empty() {
                        return;
                    }
                    self.make.sequence(span, list)
                } else if is_pattern {
                    self.make.assign(span, target, value)
                } else {
                    self.assign(span, target, value)
                };
                out.push(self.make.expression_statement(span, expression));
            }
        }
    }

    /// Visits the body of a loop and appends its statements.
    fn append_body(&mut self, mut body: Statement<'a>, out: &mut ArenaVec<'a, Statement<'a>>) {
        self.visit_statement(&mut body);
        match body {
            // Nothing is scoped by the block any more.
            Statement::BlockStatement(mut block) if self.features.block_scoping => {
                out.extend(block.body.take_in(&self.builder()));
            }
            Statement::EmptyStatement(_) => {}
            body => out.push(body),
        }
    }

    fn one_statement(
        &self,
        span: Span,
        mut statements: ArenaVec<'a, Statement<'a>>,
    ) -> Statement<'a> {
        if statements.len() == 1 {
            return statements.pop().expect("one");
        }
        self.make.block(span, statements)
    }
}
