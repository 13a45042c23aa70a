//! Constructors, and `this` and `super(…)` in those of derived classes.
//!
//! ```js
//! constructor(x) { check(x); super(x); this.x = x }
//! // becomes
//! function B(x) {
//!   classCallCheck(this, B);
//!   check(x);
//!   var _this = callSuper(B, this, [x]);
//!   _this.x = x;
//!   return _this;
//! }
//! ```
//!
//! Where it is not plain that `super()` has run, and only once, `assertThis` and `bindThis`
//! look. `_this` is never `undefined` once it has.

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
    semantic::SymbolId,
    span::{GetSpan, Span},
};

use super::{
    super::{
        driver::Driver,
        frames::{Frame, FrameKind, NewTarget},
    },
    Home,
    fields::{Field, ObjectParts},
    names::ClassNames,
    super_calls::{
        Survey, has_parameter_properties, has_plain_super, is_object, is_parameter_property,
        is_super_statement, rest_parameter, starts_with_plain_super,
    },
};

/// The state of a constructor of a derived class while it is walked.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Debug, Clone, Copy)]
pub struct Derived<'a> {
    /// The variable that holds `this`.
    this_name: &'a str,
    class_name: &'a str,
    /// There is one `super(…)` at most.
    calls_once: bool,
    /// It has certainly run before what is walked now.
    initialized: bool,
    /// `this_name` has been mentioned.
    used: bool,
    /// What is walked is a statement of the constructor itself that surely runs `super(…)`.
    at_top: bool,
    /// The whole statement is `super(…)`.
    in_place: bool,
    rest_parameter: Option<SymbolId>,
    /// The rest parameter is handed on as `arguments`.
    forwards_arguments: bool,
    /// A function that is called on what `super(…)` gives, and returns it.
    then: Option<&'a str>,
}

impl<'a> Driver<'a, '_> {
    pub(super) fn constructor(
        &mut self,
        mut function: ArenaBox<'a, Function<'a>>,
        names: &ClassNames<'a>,
        is_derived: bool,
        home: Home,
        object: ObjectParts<'a>,
    ) -> ArenaBox<'a, Function<'a>> {
        let builder = self.make.builder();
        let span = function.span;
        let scope = function.scope_id.get();
        function.id = names.own.map(|own| BindingIdentifier::new(names.span, own, &builder));
        let mut frame = Frame::new(FrameKind::Function, true).with_home(Some(home));
        frame.function_name = Some(names.in_constructor);
        frame.new_target = NewTarget::OfConstructor;
        if is_derived {
            let survey = Survey::new(&function);
            let calls_once = survey.super_calls <= 1;
            if survey.has_finally
                && let Some(body) = &mut function.body
                && !(calls_once && body.statements.iter().any(has_plain_super))
            {
                self.return_late(span, body);
            }
            frame.derived = Some(Derived {
                this_name: self.names.unique("this"),
                class_name: names.in_constructor,
                calls_once,
                initialized: false,
                used: false,
                at_top: false,
                in_place: false,
                rest_parameter: rest_parameter(&function.params),
                forwards_arguments: false,
                then: object.function,
            });
        }
        // Fields do not see the parameters, which come later.
        let mut fields = self.make.vec();
        let later = is_derived || self.assign_fields && has_parameter_properties(&function);
        let mut object = Some(object);
        let checked_by_super = is_derived
            && !self.assumptions.super_is_callable_constructor
            && starts_with_plain_super(&function);
        let parent_is_strict = self.is_strict();
        self.frames.push(frame);
        if !later && let Some(object) = object.take() {
            self.object_statements(span, object, &mut fields);
        }
        self.visit_formal_parameters(&mut function.params);
        if let Some(body) = &mut function.body {
            self.enter_statements(&mut body.statements, scope);
            self.constructor_statements(&mut body.statements, object);
        }
        let mut head = self.make.vec();
        if !checked_by_super && !self.assumptions.no_class_calls {
            head.push(self.class_call_check(span, names.in_constructor));
        }
        head.extend(fields);
        if self.frame().derived.is_some_and(|derived| derived.forwards_arguments) {
            function.params.rest = None;
        }
        let inside = &mut *function;
        self.lower_parameters(&mut inside.params, inside.body.as_deref_mut(), &mut head);
        let frame = self.frames.pop().expect("just pushed");
        if let Some(body) = &mut function.body {
            self.finish_body(&frame, head, &mut body.statements);
            if !parent_is_strict {
                self.use_strict(body);
            }
        }
        function
    }

    /// What `return` gives is only looked at when all is done, `finally { super() }` too:
    /// `return (() => { body })()`, not visited yet.
    fn return_late(&self, span: Span, body: &mut FunctionBody<'a>) {
        let make = self.make;
        let builder = make.builder();
        let statements = body.statements.take_in(&builder);
        let inner = FunctionBody::boxed(body.span, make.vec(), statements, &builder);
        let kind = FormalParameterKind::ArrowFormalParameters;
        let parameters = FormalParameters::boxed(span, kind, make.vec(), None, &builder);
        let arrow = Expression::new_arrow_function_expression(
            span,
            false,
            None,
            parameters,
            None,
            ArrowFunctionBody::FunctionBody(inner),
            &builder,
        );
        let call = make.call(span, arrow, []);
        body.statements.push(make.return_(span, Some(call)));
    }

    /// `function A() { classCallCheck(this, A); }`, or
    /// `function B() { return callSuper(B, this, arguments); }`
    pub(super) fn default_constructor(
        &mut self,
        span: Span,
        names: &ClassNames<'a>,
        is_derived: bool,
        home: Home,
        object: ObjectParts<'a>,
    ) -> ArenaBox<'a, Function<'a>> {
        let make = self.make;
        let mut body = make.vec();
        let checked_by_super = is_derived && !self.assumptions.super_is_callable_constructor;
        if !checked_by_super && !self.assumptions.no_class_calls {
            body.push(self.class_call_check(span, names.in_constructor));
        }
        if is_derived {
            let arguments = Some(make.name(span, "arguments"));
            let this = make.this(span);
            let call = self.super_result(span, names.in_constructor, this, arguments);
            if object.is_empty() {
                body.push(make.return_(span, Some(call)));
            } else {
                let name = self.names.unique("this");
                body.push(make.var_one(span, name, Some(call)));
                self.default_fields(span, Some(name), home, object, &mut body);
                body.push(make.return_(span, Some(make.name(span, name))));
            }
        } else if !object.is_empty() {
            self.default_fields(span, None, home, object, &mut body);
        }
        let kind = FunctionType::FunctionExpression;
        let mut function = make.function_node(span, kind, names.own, &[], body);
        if let Some(id) = &mut function.id {
            id.span = names.span;
        }
        if !self.is_strict()
            && let Some(body) = &mut function.body
        {
            self.use_strict(body);
        }
        function
    }

    /// The fields of a class that has no constructor.
    fn default_fields(
        &mut self,
        span: Span,
        this_is: Option<&'a str>,
        home: Home,
        object: ObjectParts<'a>,
        body: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let mut frame = Frame::new(FrameKind::Function, true).with_home(Some(home));
        frame.this_is = this_is;
        self.frames.push(frame);
        self.object_statements(span, object, body);
        let frame = self.frames.pop().expect("just pushed");
        self.finish_body(&frame, self.make.vec(), body);
    }

    /// Whether the fields of a class can stand in its constructor: there is one place where
    /// objects get them, and what they mention means the same there.
    pub(super) fn has_place_for_fields(
        constructor: &Function<'a>,
        is_derived: bool,
        fields: &[Field<'a>],
    ) -> bool {
        if is_derived {
            let survey = Survey::new(constructor);
            let statements = constructor.body.iter().flat_map(|body| &body.statements);
            if survey.super_calls != 1 || !statements.into_iter().any(is_super_statement) {
                return false;
            }
        }
        !Self::meets_constructor(fields, constructor)
    }

    fn class_call_check(&mut self, span: Span, class: &'a str) -> Statement<'a> {
        let make = self.make;
        let arguments = [make.this(span), make.name(span, class)];
        let call = self.call_helper("classCallCheck", span, arguments);
        make.expression_statement(span, call)
    }

    /// `object`: what is not done yet for the object.
    fn constructor_statements(
        &mut self,
        statements: &mut ArenaVec<'a, Statement<'a>>,
        mut object: Option<ObjectParts<'a>>,
    ) {
        let make = self.make;
        let old = statements.take_in(&make.builder());
        let mut new = ArenaVec::with_capacity_in(old.len() + 2, &make.builder());
        if self.frame().derived.is_none() {
            for statement in old {
                if !is_parameter_property(&statement)
                    && let Some(object) = object.take()
                {
                    self.object_statements(statement.span(), object, &mut new);
                }
                self.statement(statement, &mut new);
            }
            if let Some(object) = object.take() {
                self.object_statements(Span::default(), object, &mut new);
            }
            *statements = new;
            return;
        }
        let mut in_place = false;
        let mut ready = false;
        for statement in old {
            if ready
                && !(self.assign_fields && is_parameter_property(&statement))
                && let Some(object) = object.take()
            {
                self.object_statements(statement.span(), object, &mut new);
            }
            if !self.frame_derived().calls_once || !has_plain_super(&statement) {
                self.statement(statement, &mut new);
                continue;
            }
            let span = statement.span();
            let is_alone = is_super_statement(&statement);
            ready = true;
            let derived = self.frame_derived();
            derived.at_top = true;
            derived.in_place = is_alone;
            self.statement(statement, &mut new);
            let derived = self.frame_derived();
            derived.at_top = false;
            derived.initialized = true;
            let name = derived.this_name;
            // Nothing has mentioned the variable yet: declare it here.
            if !derived.used
                && let Some(Statement::ExpressionStatement(last)) = new.last_mut()
                && let Expression::AssignmentExpression(assignment) = &mut last.expression
            {
                in_place = true;
                let value = assignment.right.take_in(&make.builder());
                new.pop();
                new.push(make.var_one(span, name, Some(value)));
            } else {
                derived.used = true;
            }
        }
        if let Some(object) = object.take().filter(|object| object.function.is_none()) {
            self.object_statements(
                new.last().map_or(Span::default(), GetSpan::span),
                object,
                &mut new,
            );
        }
        self.return_this(&mut new, in_place);
        let derived = *self.frame_derived();
        if !in_place && derived.used {
            self.frame().temporaries.push(derived.this_name);
        }
        *statements = new;
    }

    /// At the end of the constructor of a derived class.
    fn return_this(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>, in_place: bool) {
        let make = self.make;
        let mut span = Span::default();
        match statements.last_mut() {
            Some(Statement::ReturnStatement(_) | Statement::ThrowStatement(_)) => return,
            // `var _this = callSuper(…); return _this;`
            Some(Statement::VariableDeclaration(last))
                if in_place
                    && !self.frame_derived().used
                    && matches!(last.declarations.as_slice(), [one]
                    if one.id.get_identifier_name().is_some_and(|name| {
                        name == self.frame_derived().this_name
                    })) =>
            {
                let span = last.span;
                let value = last.declarations[0].init.take();
                statements.pop();
                statements.push(make.return_(span, value));
                return;
            }
            Some(last) => span = Span::empty(last.span().end),
            None => {}
        }
        let this = self.this(span);
        statements.push(make.return_(span, Some(this)));
    }

    fn frame_derived(&mut self) -> &mut Derived<'a> {
        self.frame().derived.as_mut().expect("a constructor of a derived class")
    }

    /// The frame of the constructor of a derived class that `this` here belongs to.
    fn derived_frame(&self) -> Option<usize> {
        let index = self
            .frames
            .iter()
            .rposition(|frame| matches!(frame.kind, FrameKind::Function | FrameKind::Program))?;
        self.frames[index].derived.is_some().then_some(index)
    }

    /// `this` in a constructor of a derived class.
    pub fn derived_this(&mut self, index: usize, span: Span) -> Expression<'a> {
        let derived = self.frames[index].derived.as_mut().expect("asked for");
        derived.used = true;
        let (initialized, name) = (derived.initialized, derived.this_name);
        let this = self.make.name_at(span, name);
        if initialized { this } else { self.call_helper("assertThis", span, [this]) }
    }

    /// `this` where it has just been asserted to be there.
    pub(super) fn known_this(&mut self, span: Span) -> Expression<'a> {
        match self.derived_frame() {
            None => self.this(span),
            Some(index) => {
                let derived = self.frames[index].derived.as_mut().expect("as found");
                derived.used = true;
                self.make.name(span, derived.this_name)
            }
        }
    }

    pub(super) fn this_may_be_missing(&self) -> bool {
        self.derived_frame()
            .and_then(|index| self.frames[index].derived)
            .is_some_and(|derived| !derived.initialized)
    }

    /// `super(…)` → `_this = callSuper(B, this, […])`
    pub(super) fn call_super_constructor(&mut self, expression: &mut Expression<'a>) -> bool {
        let make = self.make;
        let Some(index) = self.derived_frame() else { return false };
        let Expression::CallExpression(call) = expression else { return false };
        let span = call.span;
        let derived = self.frames[index].derived.as_mut().expect("as found");
        // What is inside of the arguments is not at the top.
        let plain = std::mem::take(&mut derived.at_top);
        derived.used |= !derived.in_place;
        let (this_name, class_name, then) = (derived.this_name, derived.class_name, derived.then);
        let object = self.native_this(index, span);
        let mut list = None;
        if self.forwards_rest(index, call) {
            self.frames[index].derived.as_mut().expect("as found").forwards_arguments = true;
            list = Some(make.name(span, "arguments"));
        } else if !call.arguments.is_empty() {
            let mut arguments = call.arguments.take_in(&make.builder());
            for argument in &mut arguments {
                self.visit_argument(argument);
            }
            let spreads = self.features.spread && arguments.iter().any(Argument::is_spread);
            list = Some(if spreads {
                self.spread_arguments(span, arguments)
            } else {
                let mut elements = make.vec();
                elements.extend(arguments.into_iter().map(ArrayExpressionElement::from));
                Expression::new_array_expression(span, elements, &make.builder())
            });
        }
        let mut value = self.super_result(span, class_name, object, list);
        if !plain {
            let bound = make.name(span, this_name);
            value = self.call_helper("bindThis", span, [value, bound]);
        }
        *expression = make.assign_name(span, this_name, value);
        if let Some(then) = then {
            let callee = make.member(span, make.name(span, then), "call");
            *expression = make.call(span, callee, [expression.take_in(&make.builder())]);
        }
        true
    }

    /// `callSuper(B, this, arguments)`; where superclasses may be called on any object,
    /// `B.__proto__.apply(this, arguments) || this`.
    fn super_result(
        &mut self,
        span: Span,
        class: &'a str,
        object: Expression<'a>,
        arguments: Option<Expression<'a>>,
    ) -> Expression<'a> {
        let make = self.make;
        let class = make.name(span, class);
        if !self.assumptions.super_is_callable_constructor {
            let list = [class, object].into_iter().chain(arguments);
            return self.call_helper("callSuper", span, list);
        }
        let again = match &object {
            Expression::Identifier(name) => make.name(span, make.text(name.name.as_str())),
            _ => make.this(span),
        };
        let parent = make.member(span, class, "__proto__");
        let call = match arguments {
            Some(Expression::ArrayExpression(array))
                if array.elements.iter().all(ArrayExpressionElement::is_expression) =>
            {
                let mut list = make.vec_of([object]);
                list.extend(array.unbox().elements.into_iter().map(|element| match element {
                    ArrayExpressionElement::SpreadElement(_)
                    | ArrayExpressionElement::Elision(_) => unreachable!("looked at above"),
                    element => element.into_expression(),
                }));
                make.call(span, make.member(span, parent, "call"), list)
            }
            None => make.call(span, make.member(span, parent, "call"), [object]),
            Some(arguments) => {
                make.call(span, make.member(span, parent, "apply"), [object, arguments])
            }
        };
        let builder = make.builder();
        Expression::new_logical_expression(span, call, LogicalOperator::Or, again, &builder)
    }

    /// `constructor(..._args) { super(..._args) }` as the transformer writes it: the
    /// arguments go on as they came, and are not iterated.
    fn forwards_rest(&self, index: usize, call: &CallExpression<'a>) -> bool {
        let [Argument::SpreadElement(spread)] = call.arguments.as_slice() else { return false };
        let Expression::Identifier(ident) = &spread.argument else { return false };
        if !ident.span.is_empty() && !self.assumptions.iterable_is_array {
            return false;
        }
        let symbol =
            ident.reference_id.get().and_then(|id| self.scoping.get_reference(id).symbol_id());
        let Some(symbol) = symbol else { return false };
        index + 1 == self.frames.len()
            && self.frames[index]
                .derived
                .is_some_and(|derived| derived.rest_parameter == Some(symbol))
            && self.scoping.get_resolved_reference_ids(symbol).len() == 1
    }

    /// The `this` that the constructor was called on.
    fn native_this(&mut self, index: usize, span: Span) -> Expression<'a> {
        let crossed = self.frames[index + 1..]
            .iter()
            .any(|frame| matches!(frame.kind, FrameKind::Arrow | FrameKind::LoopBody));
        if !crossed {
            return self.make.this(span);
        }
        let name = match self.frames[index].this_name {
            Some(name) => name,
            None => self.names.unique("self"),
        };
        self.frames[index].this_name = Some(name);
        self.make.name(span, name)
    }

    /// `return value` in a constructor of a derived class, visited: what is no object is
    /// `this`, or an error.
    pub fn return_statement(&mut self, statement: &mut ReturnStatement<'a>) {
        let mut frames = self.frames.iter().rev();
        let Some(frame) = frames.find(|frame| frame.kind != FrameKind::LoopBody) else { return };
        if frame.derived.is_none() || frame.kind != FrameKind::Function {
            return;
        }
        let span = statement.span;
        let value = match statement.argument.take() {
            None => self.this(Span::empty(span.start)),
            Some(value) if is_object(&value) => value,
            Some(value) => {
                let this = self.known_this(span);
                if matches!((&value, &this), (Expression::Identifier(value), Expression::Identifier(this))
                    if value.name == this.name)
                {
                    value
                } else {
                    self.call_helper("constructorReturn", span, [value, this])
                }
            }
        };
        statement.argument = Some(value);
    }
}
