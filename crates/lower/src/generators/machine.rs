//! The state machine that stands for a function that suspends.
//!
//! ```js
//! function* numbers() {                  function numbers() {
//!   try {                                  return _generator(function (state, label, sent) {
//!     work(yield 1);                         for (;;) switch (label) {
//!   } catch (error) {                          case 0: state.h = 2;
//!     log(error);                                return state.n = 1, 1;
//!   }                                          case 1: work(sent);
//! }                                              state.h = 0; label = 3; break;
//!                                              case 2: log(sent);
//!                                              case 3: return;
//!                                            }
//!                                          });
//!                                        }
//! ```
//!
//! The machine is called with the label to go on at and with the value that was sent.
//! - It suspends by setting `state.n` to the label of the resumption and returning what is
//!   yielded or awaited. Any other `return` and the end of the function are the end:
//!   whoever calls the machine has set `state.n` to 0. In async generators a label below
//!   zero tells a `yield` from an `await`.
//! - `state.h` is the label of the innermost handler: where a `catch` or a `finally` takes
//!   over what is thrown, by the machine or at the place where it is suspended. It gets the
//!   exception as the value that was sent, and is 0 again by then. Without one the
//!   exception is the end.
//! - `state.f` is the label of the innermost `finally`, for `return()` of generators. What
//!   it gets sent is a mark that `return()` goes on with where it is thrown.
//! - Where the machine returns `state` itself, its caller goes on at once, at `state.n` with
//!   the value `state.v`; `state.b` is the machine to call, which may have become another.

use oxc::{
    allocator::{ArenaVec, CloneIn},
    ast::ast::*,
    semantic::ScopeId,
    span::Span,
};
use rustc_hash::FxHashSet;

use super::{Kind, MachineNames};
use crate::{driver::Driver, make::Make};

/// A place in the machine; its number is given when something goes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label(usize);

/// What can be left: loops and the like that are taken apart, and regions of exceptions.
#[derive(Debug)]
pub enum Control<'a> {
    /// Something that `break` or `continue` may name.
    Target {
        names: Vec<&'a str>,
        breaks: Option<Label>,
        continues: Option<Label>,
        /// `break` without a name means it.
        plain: bool,
    },
    /// The block of a `try` with a `catch` at the label.
    Catch { entry: u32 },
    /// What a `finally` at the label stands behind.
    Finally {
        entry: u32,
        /// The variable that says where to go afterwards: 0 for the statement behind, a
        /// label, or -1 where an exception is to be thrown again.
        completion: &'a str,
        /// Something goes to another place than the statement behind.
        jumps: bool,
        /// Tells the regions apart.
        id: usize,
    },
}

/// Where control goes when something is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// A label, and how many controls stand around it.
    Label(usize, Label),
    /// The end of the function; the value has been sent.
    Return,
}

/// What stands between a jump and the `switch` of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nesting {
    Case,
    Switch,
    Loop,
}

pub struct Case<'a> {
    pub number: u32,
    pub statements: ArenaVec<'a, Statement<'a>>,
}

#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Machine<'a, 'd, 's> {
    pub driver: &'d mut Driver<'a, 's>,
    pub make: Make<'a>,
    pub kind: Kind,
    /// `return value` awaits the value.
    pub awaits_returns: bool,
    pub names: MachineNames<'a>,
    /// The scope of the function, where it is one of the program's.
    pub scope: Option<ScopeId>,
    pub cases: Vec<Case<'a>>,
    /// Cases that nothing falls into.
    pub deferred: Vec<Case<'a>>,
    /// The numbers of the labels; 0 where nothing goes there.
    labels: Vec<u32>,
    numbers: u32,
    /// What takes exceptions that nothing takes here. Parts of functions hand them on, by
    /// the label 1.
    outside: u32,
    /// Whether control can arrive at the end of what has been written.
    pub reachable: bool,
    jumps: usize,
    pub controls: Vec<Control<'a>>,
    /// What stands around statements that are written in one piece.
    pub nesting: Nesting,
    regions: usize,
    trampolines: Vec<(usize, Goal, u32)>,
    return_number: u32,
    /// Some `finally` throws an exception again at the end of the `switch`.
    pub rethrows: bool,
    uses_name: bool,
    uses_sent: bool,
    pub end: Label,
    pub variables: Vec<&'a str>,
    known: FxHashSet<&'a str>,
    pub functions: ArenaVec<'a, Statement<'a>>,
    /// Temporary variables: which of the pool are in use.
    held: Vec<usize>,
    free: Vec<usize>,
    temporaries: usize,
}

impl<'a, 'd, 's> Machine<'a, 'd, 's> {
    pub fn new(
        driver: &'d mut Driver<'a, 's>,
        kind: Kind,
        scope: Option<ScopeId>,
        is_part: bool,
    ) -> Self {
        let names = driver.machine_names();
        let make = driver.make;
        let first = Case { number: 0, statements: make.vec() };
        Self {
            driver,
            make,
            kind,
            awaits_returns: kind.awaits_returns() && !is_part,
            names,
            scope,
            cases: vec![first],
            deferred: Vec::new(),
            labels: vec![0],
            numbers: u32::from(is_part),
            outside: u32::from(is_part),
            reachable: true,
            jumps: 0,
            controls: Vec::new(),
            nesting: Nesting::Case,
            regions: 0,
            trampolines: Vec::new(),
            return_number: 0,
            rethrows: false,
            uses_name: false,
            uses_sent: false,
            end: Label(0),
            variables: Vec::new(),
            known: FxHashSet::default(),
            functions: make.vec(),
            held: Vec::new(),
            free: Vec::new(),
            temporaries: 0,
        }
    }

    // Labels

    pub fn label(&mut self) -> Label {
        self.labels.push(0);
        Label(self.labels.len() - 1)
    }

    pub fn new_number(&mut self) -> u32 {
        self.numbers += 1;
        self.numbers
    }

    /// The number of `label`, which something goes to then.
    pub fn number(&mut self, label: Label) -> u32 {
        if self.labels[label.0] == 0 {
            self.labels[label.0] = self.new_number();
        }
        self.labels[label.0]
    }

    /// The label is here; everything that goes there has been written.
    pub fn mark(&mut self, label: Label) {
        let number = self.labels[label.0];
        if number == 0 {
            return;
        }
        self.case_after_jump(number);
    }

    /// A label that is here, for what goes back.
    pub fn here(&mut self) -> Label {
        let label = self.label();
        self.number(label);
        self.mark(label);
        label
    }

    pub fn case(&mut self, number: u32) {
        self.cases.push(Case { number, statements: self.make.vec() });
        self.reachable = true;
    }

    /// `label = 1; break; case 1:` → `case 1:`
    pub fn case_after_jump(&mut self, number: u32) {
        let statements = &mut self.cases.last_mut().expect("one").statements;
        if let [.., Statement::ExpressionStatement(set), Statement::BreakStatement(_)] =
            &statements[..]
            && let Expression::AssignmentExpression(set) = &set.expression
            && let AssignmentTarget::AssignmentTargetIdentifier(name) = &set.left
            && name.name == self.names.label
            && matches!(&set.right, Expression::NumericLiteral(literal)
                if literal.value.to_bits() == f64::from(number).to_bits())
        {
            statements.pop();
            statements.pop();
            self.jumps -= 1;
        }
        self.case(number);
    }

    /// Appends `statement`, where control can arrive.
    pub fn push(&mut self, statement: Statement<'a>) {
        if self.reachable {
            self.reachable = !super::find::ends_abruptly(&statement);
            self.cases.last_mut().expect("one").statements.push(statement);
        }
    }

    pub fn push_expression(&mut self, span: Span, expression: Expression<'a>) {
        if self.reachable {
            self.push(self.make.expression_statement(span, expression));
        }
    }

    // Jumps

    /// `label = number; break;`
    pub fn go_to(&mut self, span: Span, label: Label) {
        if self.reachable {
            if label == self.end {
                self.push(self.make.return_(span, None));
                return;
            }
            let number = self.number(label);
            let mut statements = Vec::new();
            self.jump(span, number, Nesting::Case, &mut statements);
            for statement in statements {
                self.reachable = true;
                self.push(statement);
            }
        }
    }

    pub fn jump(
        &mut self,
        span: Span,
        number: u32,
        nesting: Nesting,
        out: &mut Vec<Statement<'a>>,
    ) {
        let builder = self.make.builder();
        self.jumps += 1;
        let value = self.make.number(span, f64::from(number));
        out.push(self.set(span, self.names.label, value));
        out.push(match nesting {
            Nesting::Case => Statement::new_break_statement(span, None, &builder),
            Nesting::Switch => Statement::new_continue_statement(span, None, &builder),
            Nesting::Loop => {
                self.uses_name = true;
                let label = LabelIdentifier::new(span, self.names.machine, &builder);
                Statement::new_continue_statement(span, Some(label), &builder)
            }
        });
    }

    /// `if (test) { … }`, with the statements that lead to `label`.
    pub fn jump_if(&mut self, span: Span, test: Expression<'a>, label: Label) {
        if self.reachable {
            let depth = self.controls.len();
            let mut statements = Vec::new();
            self.leave(span, depth, Goal::Label(depth, label), Nesting::Case, &mut statements);
            let jump = self.block(span, statements);
            self.push(self.make.if_(span, test, jump, None));
        }
    }

    /// The statements that go to `goal` from inside of the first `depth` controls.
    pub fn leave(
        &mut self,
        span: Span,
        depth: usize,
        goal: Goal,
        nesting: Nesting,
        out: &mut Vec<Statement<'a>>,
    ) {
        let outside = match goal {
            Goal::Label(outside, _) => outside,
            Goal::Return => 0,
        };
        let finally = (outside..depth)
            .rev()
            .find(|&index| matches!(self.controls[index], Control::Finally { .. }));
        if let Some(index) = finally {
            let next = self.route(span, index, goal);
            let Control::Finally { entry, completion, jumps, .. } = &mut self.controls[index]
            else {
                unreachable!()
            };
            *jumps = true;
            let (entry, completion) = (*entry, *completion);
            let value = self.make.number(span, f64::from(next));
            out.push(self.set(span, completion, value));
            self.jump(span, entry, nesting, out);
            return;
        }
        match goal {
            Goal::Label(outside, label) => {
                let old = self.handler(depth);
                let new = self.handler(outside);
                if old != new {
                    out.push(self.set_state(span, HANDLER, new));
                }
                if label == self.end {
                    out.push(self.make.return_(span, None));
                } else {
                    let number = self.number(label);
                    self.jump(span, number, nesting, out);
                }
            }
            Goal::Return => {
                let sent = self.sent(span);
                out.push(self.make.return_(span, Some(sent)));
            }
        }
    }

    /// Where the `finally` that is the control `index` has to go to arrive at `goal`.
    fn route(&mut self, span: Span, index: usize, goal: Goal) -> u32 {
        match goal {
            Goal::Label(outside, label)
                if label != self.end && self.handler(index) == self.handler(outside) =>
            {
                self.number(label)
            }
            Goal::Return if !self.is_in_finally(index) => self.return_number(span),
            _ => self.trampoline(span, index, goal),
        }
    }

    /// The number of a case that goes to `goal` from inside of the first `depth` controls.
    pub fn trampoline(&mut self, span: Span, depth: usize, goal: Goal) -> u32 {
        let region = self.controls[..depth]
            .iter()
            .rev()
            .find_map(|control| match control {
                Control::Finally { id, .. } => Some(*id),
                _ => None,
            })
            .unwrap_or(0);
        let handler = self.handler(depth) as usize;
        let key = region << 32 | handler;
        if let Some((.., number)) =
            self.trampolines.iter().find(|(place, other, _)| *place == key && *other == goal)
        {
            return *number;
        }
        let number = self.new_number();
        self.trampolines.push((key, goal, number));
        let mut statements = Vec::new();
        self.leave(span, depth, goal, Nesting::Case, &mut statements);
        let mut list = self.make.vec();
        list.extend(statements);
        self.deferred.push(Case { number, statements: list });
        number
    }

    /// The number of the case that returns what was sent.
    fn return_number(&mut self, span: Span) -> u32 {
        if self.return_number == 0 {
            self.return_number = self.new_number();
            let sent = self.sent(span);
            let statements = self.make.vec_of([self.make.return_(span, Some(sent))]);
            self.deferred.push(Case { number: self.return_number, statements });
        }
        self.return_number
    }

    /// Where a suspension goes on that gets the value to return.
    pub fn resume_to_return(&mut self, span: Span) -> u32 {
        let depth = self.controls.len();
        if self.is_in_finally(depth) {
            self.trampoline(span, depth, Goal::Return)
        } else {
            self.return_number(span)
        }
    }

    /// What takes an exception inside of the first `depth` controls.
    pub fn handler(&self, depth: usize) -> u32 {
        let regions = self.controls[..depth].iter().rev();
        let mut entries = regions.filter_map(|control| match control {
            Control::Catch { entry } | Control::Finally { entry, .. } => Some(*entry),
            Control::Target { .. } => None,
        });
        entries.next().unwrap_or(self.outside)
    }

    /// The innermost `finally` around the first `depth` controls.
    pub fn finally(&self, depth: usize) -> u32 {
        let regions = self.controls[..depth].iter().rev();
        let mut entries = regions.filter_map(|control| match control {
            Control::Finally { entry, .. } => Some(*entry),
            _ => None,
        });
        entries.next().unwrap_or(self.outside)
    }

    pub fn is_in_finally(&self, depth: usize) -> bool {
        self.controls[..depth].iter().any(|control| matches!(control, Control::Finally { .. }))
    }

    pub fn new_region(&mut self) -> usize {
        self.regions += 1;
        self.regions
    }

    // Variables

    /// Declares a variable of the function.
    pub fn declare(&mut self, name: &'a str) {
        if self.known.insert(name) {
            self.variables.push(name);
        }
    }

    pub fn is_declared(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// `name` is declared elsewhere.
    pub fn know(&mut self, name: &'a str) {
        self.known.insert(name);
    }

    /// A variable that keeps its value over suspensions, until the end of the statement.
    pub fn hold(&mut self) -> &'a str {
        let index = self.free.pop().unwrap_or_else(|| {
            self.temporaries += 1;
            self.temporaries - 1
        });
        self.held.push(index);
        let name = self.driver.held_name(index);
        self.declare(name);
        name
    }

    pub fn held(&self) -> usize {
        self.held.len()
    }

    /// Frees what has been held since [`Self::held`] was `mark`.
    pub fn release(&mut self, mark: usize) {
        while self.held.len() > mark {
            self.free.extend(self.held.pop());
        }
    }

    // Nodes

    /// What was sent; a variable that may be written where nothing sent is needed.
    pub fn sent(&mut self, span: Span) -> Expression<'a> {
        self.uses_sent = true;
        self.make.name(span, self.names.sent)
    }

    pub fn is_sent(&self, expression: &Expression<'a>) -> bool {
        matches!(expression, Expression::Identifier(name) if name.name == self.names.sent)
    }

    /// `name = value;`
    pub fn set(&self, span: Span, name: &'a str, value: Expression<'a>) -> Statement<'a> {
        self.make.expression_statement(span, self.make.assign_name(span, name, value))
    }

    /// `state.property`
    fn state_target(&self, span: Span, property: &'a str) -> AssignmentTarget<'a> {
        let state = self.make.name(span, self.names.state);
        let member = self.make.member(span, state, property);
        AssignmentTarget::from(SimpleAssignmentTarget::from(member.into_member_expression()))
    }

    /// `state.property = number;`
    pub fn set_state(&self, span: Span, property: &'a str, number: u32) -> Statement<'a> {
        let value = self.make.number(span, f64::from(number));
        let target = self.state_target(span, property);
        self.make.expression_statement(span, self.make.assign(span, target, value))
    }

    /// `state.h = state.f = number;`, or two where they differ; async functions have no
    /// `return()`, so they need no `state.f`.
    pub fn set_regions(&mut self, span: Span, handler: u32, finally: u32) {
        if self.kind == Kind::Async || handler != finally {
            if self.kind != Kind::Async {
                let statement = self.set_state(span, FINALLY, finally);
                self.push(statement);
            }
            let statement = self.set_state(span, HANDLER, handler);
            self.push(statement);
            return;
        }
        let value = self.make.number(span, f64::from(finally));
        let inner = self.make.assign(span, self.state_target(span, FINALLY), value);
        let outer = self.make.assign(span, self.state_target(span, HANDLER), inner);
        self.push_expression(span, outer);
    }

    /// `state.n = number`
    pub fn resume_at(&self, span: Span, number: u32, negative: bool) -> Expression<'a> {
        let mut value = self.make.number(span, f64::from(number));
        if negative {
            let operator = UnaryOperator::UnaryNegation;
            value = Expression::new_unary_expression(span, operator, value, &self.make.builder());
        }
        self.make.assign(span, self.state_target(span, NEXT), value)
    }

    /// `label = value; break;`
    pub fn jump_to_value(&mut self, span: Span, value: Expression<'a>) {
        let jump = self.set(span, self.names.label, value);
        self.jumps += 1;
        self.push(jump);
        self.push(Statement::new_break_statement(span, None, &self.make.builder()));
    }

    /// `-1`
    pub fn minus_one(&self, span: Span) -> Expression<'a> {
        Expression::new_unary_expression(
            span,
            UnaryOperator::UnaryNegation,
            self.make.number(span, 1.0),
            &self.make.builder(),
        )
    }

    pub fn block(&self, span: Span, statements: Vec<Statement<'a>>) -> Statement<'a> {
        let mut statements = statements;
        if statements.len() == 1 {
            return statements.pop().expect("one");
        }
        let mut list = self.make.vec();
        list.extend(statements);
        self.make.block(span, list)
    }

    pub fn not(&self, span: Span, test: Expression<'a>) -> Expression<'a> {
        match test {
            Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::LogicalNot => {
                unary.unbox().argument
            }
            test => Expression::new_unary_expression(
                span,
                UnaryOperator::LogicalNot,
                test,
                &self.make.builder(),
            ),
        }
    }

    /// Another expression that means the same, of one that can be evaluated twice.
    pub fn again(&self, expression: &Expression<'a>) -> Expression<'a> {
        expression.clone_in(self.make.allocator)
    }

    /// How many of its parameters the machine needs, once it is finished.
    pub fn parameters(&self) -> usize {
        match (self.numbers - self.outside, self.uses_sent) {
            (_, true) => 3,
            (0, false) => 0,
            _ => 2,
        }
    }

    /// The body of the machine's function, once everything is written.
    pub fn finish(
        &mut self,
        span: Span,
        constants: &[VariableDeclarator<'a>],
    ) -> ArenaVec<'a, Statement<'a>> {
        self.mark(self.end);
        if self.numbers == self.outside {
            // It never suspends.
            return self.cases.pop().expect("one").statements;
        }
        let loops = self.jumps > 0 || self.rethrows;
        if self.reachable && (loops || !self.deferred.is_empty()) {
            self.push(self.make.return_(Span::empty(span.end), None));
        }
        let mut cases = std::mem::take(&mut self.cases);
        if !loops && self.deferred.is_empty() {
            // Whatever has no case is the end.
            while cases.len() > 1 && cases.last().is_some_and(|case| case.statements.is_empty()) {
                cases.pop();
            }
        }
        cases.append(&mut self.deferred);
        let locals = super::locals::locals(&self.variables, &cases, constants, &self.functions);
        self.variables.retain(|name| !locals.contains(name));
        let body = self.body_of(span, cases, loops);
        if locals.is_empty() {
            return self.make.vec_of([body]);
        }
        let start = Span::empty(span.start);
        let mut declarators = self.make.vec();
        declarators.extend(locals.into_iter().map(|name| self.make.declarator(start, name, None)));
        self.make.vec_of([self.make.var(start, declarators), body])
    }

    /// `for (;;) switch (label) {…}`, without what is not needed.
    fn body_of(&mut self, span: Span, mut cases: Vec<Case<'a>>, loops: bool) -> Statement<'a> {
        let builder = self.make.builder();
        if cases.len() == 1 {
            // `if (!label) { … }`
            let statements = cases.pop().expect("one").statements;
            let label = self.make.name(span, self.names.label);
            let test = self.not(span, label);
            let block = self.make.block(span, statements);
            return self.make.if_(span, test, block, None);
        }
        let mut list = self.make.vec();
        for case in cases {
            let span = case.statements.first().map_or(span, oxc::span::GetSpan::span);
            let span = Span::empty(span.start);
            let test = self.make.number(span, f64::from(case.number));
            list.push(SwitchCase::new(span, Some(test), case.statements, &builder));
        }
        if self.rethrows {
            let sent = self.sent(span);
            let throw = Statement::new_throw_statement(span, sent, &builder);
            list.push(SwitchCase::new(span, None, self.make.vec_of([throw]), &builder));
        }
        let label = self.make.name(span, self.names.label);
        let mut body = Statement::new_switch_statement(span, label, list, &builder);
        if loops {
            body = Statement::new_for_statement(span, None, None, None, body, &builder);
        }
        if self.uses_name {
            let name = LabelIdentifier::new(span, self.names.machine, &builder);
            body = Statement::new_labeled_statement(span, name, body, &builder);
        }
        body
    }
}

/// Properties of the state; the helper functions know them by these names.
pub const NEXT: &str = "n";
pub const HANDLER: &str = "h";
pub const FINALLY: &str = "f";
