//! Functions and arrow functions: `this`, `arguments`, and what stands at their start.

use oxc::{
    allocator::{ArenaVec, TakeIn, UnstableAddress},
    ast::ast::*,
    ast_visit::VisitJsMut,
    semantic::ScopeId,
    span::Span,
};

use oxc_ecmascript::BoundNames;

use super::{
    classes::{Home, InferredName},
    driver::Driver,
    frames::{Frame, FrameKind, NewTarget},
    generators::Kind,
};

impl<'a> Driver<'a, '_> {
    /// A function with a `this` of its own; `home` is what `super` means in it.
    pub fn function(&mut self, function: &mut Function<'a>, home: Option<Home>) {
        let strict = self.scope_is_strict(function.scope_id.get());
        let method = self.pending_method.take();
        let mut frame = Frame::new(FrameKind::Function, strict).with_home(home.or(method));
        if method.is_some() || function.generator || function.r#async {
            frame.new_target = NewTarget::Undefined;
        }
        if self.features.function_names_in_patterns && has_name_in_pattern(function) {
            // Nothing inside can mean the function by it.
            function.id = None;
        }
        if let Some(id) = &mut function.id {
            self.visit_binding_identifier(id);
            frame.function_name = Some(id.name.as_str());
            let symbol = id.symbol_id.get();
            frame.own_name = Some(InferredName { text: id.name.as_str(), symbol });
        } else {
            frame.own_name = self.own_name(function.unstable_address());
        }
        frame.scope = function.scope_id.get();
        let strict_starts = self.features.classes && strict && !self.is_strict();
        self.frames.push(frame);
        self.function_inside(function);
        if strict_starts && let Some(body) = &mut function.body {
            self.use_strict(body);
        }
    }

    /// The parameters and the body of a function whose frame has been pushed; pops it.
    pub fn function_inside(&mut self, function: &mut Function<'a>) {
        self.visit_formal_parameters(&mut function.params);
        let suspends = Kind::of(function.generator, function.r#async)
            .filter(|_| self.features.generators && function.body.is_some());
        if let Some(kind) = suspends {
            self.push_suspending(kind);
        }
        if let Some(body) = &mut function.body {
            self.enter_statements(&mut body.statements, function.scope_id.get());
            self.visit_statements(&mut body.statements);
        }
        let mut head = self.make.vec();
        if suspends.is_some() {
            self.frames.pop();
        }
        self.lower_parameters(&mut function.params, function.body.as_deref_mut(), &mut head);
        if suspends.is_some() {
            self.generator_body(function, &mut head);
        }
        let frame = self.frames.pop().expect("pushed by the caller");
        if frame.needs_name {
            let span = Span::empty(function.span.start);
            function.id = frame
                .function_name
                .map(|name| BindingIdentifier::new(span, name, &self.make.builder()));
        }
        if let Some(body) = &mut function.body {
            self.finish_body(&frame, head, &mut body.statements);
        }
    }

    /// `() => value` → `function () { return value; }`
    pub fn arrow_function(&mut self, expression: &mut Expression<'a>) {
        let Expression::ArrowFunctionExpression(arrow) = expression else { return };
        let strict = self.scope_is_strict(arrow.scope_id.get());
        let strict_starts = self.features.classes && strict && !self.is_strict();
        let builder = self.make.builder();
        self.frames.push(Frame::new(FrameKind::Arrow, strict));
        self.visit_formal_parameters(&mut arrow.params);
        let span = arrow.span;
        let suspends = Kind::of(false, arrow.r#async).filter(|_| self.features.generators);
        if let Some(kind) = suspends {
            self.push_suspending(kind);
        }
        let mut body = match arrow.body.take_in(&builder) {
            ArrowFunctionBody::FunctionBody(mut body) => {
                self.enter_statements(&mut body.statements, arrow.scope_id.get());
                self.visit_statements(&mut body.statements);
                body
            }
            body => {
                let mut value = body.into_expression();
                self.visit_expression(&mut value);
                if !self.features.arrow_functions && suspends.is_none() {
                    let frame = self.frames.last().expect("just pushed");
                    if frame.temporaries.is_empty() && arrow.params.rest.is_none() {
                        self.frames.pop();
                        arrow.body = ArrowFunctionBody::from(value);
                        return;
                    }
                }
                let value_span = oxc::span::GetSpan::span(&value);
                let return_ = self.make.return_(value_span, Some(value));
                let directives = self.make.vec();
                let statements = self.make.vec_of([return_]);
                FunctionBody::boxed(value_span, directives, statements, &builder)
            }
        };
        if suspends.is_some() {
            self.frames.pop();
        }
        let mut head = self.make.vec();
        self.lower_parameters(&mut arrow.params, Some(&mut body), &mut head);
        if let Some(kind) = suspends {
            arrow.r#async = false;
            self.machine_body(kind, None, arrow.scope_id.get(), &mut body, &mut head);
        }
        let frame = self.frames.pop().expect("just pushed");
        self.finish_body(&frame, head, &mut body.statements);
        if !self.features.arrow_functions {
            arrow.body = ArrowFunctionBody::FunctionBody(body);
            return;
        }
        if strict_starts {
            self.use_strict(&mut body);
        }
        let mut parameters = arrow.params.take_in_box(&builder);
        parameters.kind = FormalParameterKind::FormalParameter;
        let mut function = Function::boxed(
            span,
            FunctionType::FunctionExpression,
            None,
            false,
            false,
            false,
            None,
            None,
            parameters,
            None,
            Some(body),
            &builder,
        );
        function.pure = arrow.pure;
        function.pife = arrow.pife;
        *expression = Expression::FunctionExpression(function);
    }

    /// What the frame asked for, then the lowered parameters, in front of the statements.
    pub fn finish_body(
        &mut self,
        frame: &Frame<'a>,
        head: ArenaVec<'a, Statement<'a>>,
        statements: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let mut first = self.make.vec();
        self.declare_frame(frame, &mut first);
        if first.is_empty() && head.is_empty() {
            return;
        }
        first.extend(head);
        first.extend(statements.take_in(&self.make.builder()));
        *statements = first;
    }

    /// `var _this = this, _arguments = arguments, temporaries;`
    pub fn declare_frame(&mut self, frame: &Frame<'a>, out: &mut ArenaVec<'a, Statement<'a>>) {
        let make = self.make;
        let span = Span::default();
        let mut declarators = make.vec();
        if let Some(name) = frame.this_name {
            let this = match frame.kind {
                FrameKind::Program if self.is_module => make.void_0(span),
                _ => make.this(span),
            };
            declarators.push(make.declarator(span, name, Some(this)));
        }
        if let Some(name) = frame.arguments_name {
            declarators.push(make.declarator(span, name, Some(make.name(span, "arguments"))));
        }
        if let Some(name) = frame.new_target_name {
            let value = self.new_target_value(span, frame);
            declarators.push(make.declarator(span, name, Some(value)));
        }
        declarators.extend(frame.temporaries.iter().map(|name| make.declarator(span, name, None)));
        if !declarators.is_empty() {
            out.push(make.var(span, declarators));
        }
    }

    /// Puts "use strict" at the start: class code is strict where the code around is not.
    pub fn use_strict(&self, body: &mut FunctionBody<'a>) {
        if body.has_use_strict_directive() {
            return;
        }
        let builder = self.make.builder();
        let span = Span::empty(body.span.start);
        let literal = StringLiteral::new(span, "use strict", None, &builder);
        body.directives.push(Directive::new(span, literal, "use strict", &builder));
    }

    /// Whether code here may run more than once in the function that declares temporary
    /// variables.
    pub fn in_loop(&self) -> bool {
        for frame in self.frames.iter().rev() {
            if frame.loops > 0 {
                return true;
            }
            if frame.kind != FrameKind::GeneratorBody {
                break;
            }
        }
        false
    }

    /// `this` at this place, or the variable that holds it.
    pub fn this(&mut self, span: Span) -> Expression<'a> {
        let lowers_arrows = self.features.arrow_functions;
        let mut crossed = false;
        for index in (0..self.frames.len()).rev() {
            let kind = self.frames[index].kind;
            match kind {
                FrameKind::Arrow => crossed |= lowers_arrows,
                FrameKind::LoopBody => crossed = true,
                FrameKind::GeneratorBody => {}
                FrameKind::Program | FrameKind::Function => {
                    if let Some(name) = self.frames[index].this_is {
                        return self.make.name_at(span, name);
                    }
                    if self.frames[index].derived.is_some() {
                        return self.derived_this(index, span);
                    }
                    if !crossed {
                        return self.make.this(span);
                    }
                    if kind == FrameKind::Program && self.is_module {
                        return self.make.void_0(span);
                    }
                    let name = match self.frames[index].this_name {
                        Some(name) => name,
                        None => self.names.unique("this"),
                    };
                    self.frames[index].this_name = Some(name);
                    return self.make.name_at(span, name);
                }
            }
        }
        self.make.this(span)
    }

    /// The variable that holds `arguments` where the function has become another one;
    /// `None` where `arguments` is still right. What is assigned to is always the variable.
    pub fn arguments_alias(&mut self) -> Option<&'a str> {
        let lowers_arrows = self.features.arrow_functions;
        let mut crossed = false;
        for index in (0..self.frames.len()).rev() {
            match self.frames[index].kind {
                FrameKind::Arrow => crossed |= lowers_arrows,
                FrameKind::LoopBody | FrameKind::GeneratorBody => crossed = true,
                FrameKind::Program => return None,
                FrameKind::Function if !crossed && !self.writes_arguments => return None,
                FrameKind::Function => {
                    let name = match self.frames[index].arguments_name {
                        Some(name) => name,
                        None => self.names.unique("arguments"),
                    };
                    self.frames[index].arguments_name = Some(name);
                    return Some(name);
                }
            }
        }
        None
    }

    pub fn scope_is_strict(&self, scope: Option<ScopeId>) -> bool {
        match scope {
            Some(scope) => self.scoping.scope_flags(scope).is_strict_mode(),
            None => self.is_strict(),
        }
    }
}

/// `(function a([a]) {})`
pub fn has_name_in_pattern(function: &Function<'_>) -> bool {
    let Some(id) = function.id.as_ref().filter(|_| function.is_expression()) else { return false };
    let mut found = false;
    for item in &function.params.items {
        if !item.pattern.is_binding_identifier() {
            item.pattern.bound_names(&mut |name| found |= name.name == id.name);
        }
    }
    found
}
