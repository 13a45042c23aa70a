//! Default values, patterns and rest parameters.
//!
//! ```js
//! function f(a, { b }, c = 1, ...d) {}
//! // becomes
//! function f(a, _param) {
//!   var b = _param.b,
//!     c = arguments.length > 2 && arguments[2] !== void 0 ? arguments[2] : 1,
//!     d = elementsFrom(arguments, 3);
//! }
//! ```
//!
//! `length` counts the parameters before the first default, so only those stay.

mod scopes;

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    semantic::{ScopeFlags, ScopeId},
    span::Span,
};

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Parameters and body, visited. What the parameters did is appended to `head`, which
    /// comes before the statements of the body.
    pub fn lower_parameters(
        &mut self,
        parameters: &mut FormalParameters<'a>,
        _body: Option<&mut FunctionBody<'a>>,
        head: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        if !self.features.parameters || is_simple(parameters) {
            return;
        }
        let scope = self.scope_of_parameters(parameters);
        if let Some(scope) = scope {
            self.mark_parameters(scope, head);
        }
        let copies = self.rename_in_parameters(parameters, scope);
        let make = self.make;
        let builder = self.builder();
        let items = parameters.items.take_in(&builder);
        let rest = parameters.rest.take();
        let count = items.len();
        let mut named_arguments = false;
        for item in &items {
            named_arguments |= names_arguments(&item.pattern);
        }
        // `arguments` cannot be read once a parameter has its name.
        let all_stay = self.assumptions.ignore_function_length || named_arguments;
        let is_mapped = !self.is_strict() && self.mentions_arguments(scope);
        let mut declarators = make.vec();
        let mut stays = true;
        for (index, mut item) in items.into_iter().enumerate() {
            let span = item.span;
            stays &= all_stay || item.initializer.is_none();
            let default = item.initializer.take();
            if stays && default.is_none() && !is_mapped && item.pattern.is_binding_identifier() {
                parameters.items.push(item);
                continue;
            }
            let pattern = item.pattern.take_in(&builder);
            let value = if stays {
                let kept = match &pattern {
                    BindingPattern::BindingIdentifier(name) if !is_mapped => {
                        make.text(name.name.as_str())
                    }
                    BindingPattern::BindingIdentifier(name) => self.names.unique(&name.name),
                    _ => self.names.unique("param"),
                };
                item.pattern = make.binding_pattern(span, kept);
                parameters.items.push(item);
                self.formal_value(span, kept, &pattern, default)
            } else {
                self.argument_value(span, index, &pattern, default)
            };
            self.declare_pattern(pattern, value, &mut declarators);
        }
        if let Some(rest) = rest {
            let rest = rest.unbox();
            let value = self.rest_value(&rest, count, scope);
            self.declare_pattern(rest.rest.argument, value, &mut declarators);
        }
        for (name, kept) in copies {
            declarators.push(make.declarator(
                Span::default(),
                name,
                Some(make.name(Span::default(), kept)),
            ));
        }
        if !declarators.is_empty() {
            let span = parameters.span;
            head.push(make.var(Span::empty(span.start), declarators));
        }
    }

    /// The value of a parameter that stays, `kept`, with its default.
    fn formal_value(
        &mut self,
        span: Span,
        kept: &'a str,
        pattern: &BindingPattern<'a>,
        default: Option<ArenaBox<'a, Expression<'a>>>,
    ) -> Expression<'a> {
        let make = self.make;
        let value = make.name(span, kept);
        let Some(default) = default else { return value };
        let default = self.parameter_default(pattern, default.unbox());
        let test = make.binary(
            span,
            make.name(span, kept),
            BinaryOperator::StrictEquality,
            make.void_0(span),
        );
        make.conditional(span, test, default, value)
    }

    /// `arguments.length > 1 ? arguments[1] : void 0`: engines are slow where they read
    /// behind the end.
    fn argument_value(
        &mut self,
        span: Span,
        index: usize,
        pattern: &BindingPattern<'a>,
        default: Option<ArenaBox<'a, Expression<'a>>>,
    ) -> Expression<'a> {
        let make = self.make;
        let arguments = |span| make.name(span, "arguments");
        let argument = make.computed_member(span, arguments(span), make.index(span, index));
        let mut test = make.binary(
            span,
            make.member(span, arguments(span), "length"),
            BinaryOperator::GreaterThan,
            make.index(span, index),
        );
        let missing = if let Some(default) = default {
            let given = make.binary(
                span,
                make.computed_member(span, arguments(span), make.index(span, index)),
                BinaryOperator::StrictInequality,
                make.void_0(span),
            );
            test = Expression::new_logical_expression(
                span,
                test,
                LogicalOperator::And,
                given,
                &self.builder(),
            );
            self.parameter_default(pattern, default.unbox())
        } else {
            make.void_0(span)
        };
        make.conditional(span, test, argument, missing)
    }

    /// `elementsFrom(arguments, 1)`; `arguments` itself where nobody can tell.
    fn rest_value(
        &mut self,
        rest: &FormalParameterRest<'a>,
        count: usize,
        scope: Option<ScopeId>,
    ) -> Expression<'a> {
        let make = self.make;
        let span = rest.span;
        let list = make.name(span, "arguments");
        if count == 0
            && let BindingPattern::BindingIdentifier(name) = &rest.rest.argument
            && let Some(symbol) = name.symbol_id.get()
            && self.rest_parameters.get(&symbol)
                == Some(&self.scoping.get_resolved_reference_ids(symbol).len())
            && !self.mentions_arguments(scope)
            && scope.is_some_and(|scope| {
                !self.scoping.scope_flags(scope).contains(ScopeFlags::DirectEval)
            })
        {
            return list;
        }
        let mut values = make.vec();
        values.push(list);
        if count > 0 {
            values.push(make.index(span, count));
        }
        self.call_helper("elementsFrom", span, values)
    }

    fn parameter_default(
        &mut self,
        pattern: &BindingPattern<'a>,
        default: Expression<'a>,
    ) -> Expression<'a> {
        let BindingPattern::BindingIdentifier(name) = pattern else { return default };
        let name = match name.symbol_id.get() {
            Some(symbol) => self.make.text(self.scoping.symbol_name(symbol)),
            None => self.make.text(name.name.as_str()),
        };
        self.named_default(default, name)
    }
}

/// Whether the parameters are names and nothing else.
pub fn is_simple(parameters: &FormalParameters<'_>) -> bool {
    parameters.rest.is_none()
        && parameters
            .items
            .iter()
            .all(|item| item.initializer.is_none() && item.pattern.is_binding_identifier())
}

fn names_arguments(pattern: &BindingPattern<'_>) -> bool {
    let mut found = false;
    oxc_ecmascript::BoundNames::bound_names(pattern, &mut |name: &BindingIdentifier<'_>| {
        found |= name.name == "arguments";
    });
    found
}
