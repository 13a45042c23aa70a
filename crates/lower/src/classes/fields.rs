//! Class fields, static blocks and private methods.
//!
//! ```js
//! class A { x = 1; static y = A.f(); static { g(); } }
//! // becomes
//! function () {
//!   function A() { defineProperty(this, "x", 1); }
//!   createClass(A);
//!   defineProperty(A, "y", A.f());
//!   g();
//!   return A;
//! }()
//! ```
//!
//! What a constructor does for each object stands in it, before its parameters or after
//! `super()`; in a function of its own where there is more than one place for it, or where
//! something in the constructor has a name that it mentions. Static fields that do not
//! mention their class need no function: `defineProperty(createClass(…), "y", 1)`.

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJs, VisitJsMut, walk_js},
    semantic::{ScopeFlags, SymbolId},
    span::{GetSpan, Span},
};
use oxc_ecmascript::{
    GlobalContext,
    side_effects::{MayHaveSideEffects, MayHaveSideEffectsContext, PropertyReadSideEffects},
};
use rustc_hash::FxHashSet;

use super::{
    super::{
        driver::Driver,
        frames::{Frame, FrameKind, NewTarget},
    },
    Home, is_named_by_key,
    keys::is_literal_key,
    prepare::unwrapped,
};

/// A field whose value has not been visited.
pub struct Field<'a> {
    span: Span,
    key: PropertyKey<'a>,
    computed: bool,
    value: Option<Expression<'a>>,
}

/// What runs once, after the class has been made.
pub enum StaticPart<'a> {
    Field(Field<'a>),
    Block(ArenaBox<'a, StaticBlock<'a>>),
}

/// What a constructor does for each object.
#[derive(Default)]
pub struct ObjectParts<'a> {
    /// The private name of the class.
    pub brand: Option<&'a str>,
    pub fields: Vec<Field<'a>>,
    /// A function does it, which is called so.
    pub function: Option<&'a str>,
}

impl ObjectParts<'_> {
    pub fn is_empty(&self) -> bool {
        self.brand.is_none() && self.fields.is_empty() && self.function.is_none()
    }
}

impl<'a> Driver<'a, '_> {
    pub(super) fn taken_field(&self, property: PropertyDefinition<'a>) -> Field<'a> {
        let PropertyDefinition { span, key, computed, value, .. } = property;
        Field { span, key, computed, value: value.map(|value| unwrapped(self.make, value)) }
    }

    pub(super) fn assigns_fields(&self) -> bool {
        self.assign_fields || self.assumptions.set_class_fields
    }

    /// The statements that give an object its private mark and its fields.
    pub(super) fn object_statements(
        &mut self,
        span: Span,
        parts: ObjectParts<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let make = self.make;
        let at = Span::empty(span.start);
        if let Some(function) = parts.function {
            let callee = make.member(at, make.name(at, function), "call");
            let this = self.this(at);
            let call = make.call(at, callee, [this]);
            out.push(make.expression_statement(at, call));
            return;
        }
        if let Some(brand) = parts.brand {
            let this = self.this(at);
            let call = self.call_helper("addPrivate", at, [this, make.name(at, brand)]);
            out.push(make.expression_statement(at, call));
        }
        for field in parts.fields {
            let span = field.span;
            let this = self.this(Span::empty(span.start));
            if let Some(value) = self.defined_field(field, this) {
                out.push(make.expression_statement(span, value));
            }
        }
    }

    /// `function () { …; return this; }`
    pub(super) fn object_function(
        &mut self,
        span: Span,
        parts: ObjectParts<'a>,
        home: Home,
    ) -> Expression<'a> {
        let make = self.make;
        let mut frame = Frame::new(FrameKind::Function, true).with_home(Some(home));
        frame.new_target = NewTarget::Undefined;
        self.frames.push(frame);
        let mut body = make.vec();
        self.object_statements(span, parts, &mut body);
        body.push(make.return_(span, Some(make.this(span))));
        let frame = self.frames.pop().expect("just pushed");
        self.finish_body(&frame, make.vec(), &mut body);
        make.function(span, None, &[], body)
    }

    /// `defineProperty(object, key, value)` and the like; nothing for a field that is not
    /// assigned.
    fn defined_field(
        &mut self,
        field: Field<'a>,
        object: Expression<'a>,
    ) -> Option<Expression<'a>> {
        let make = self.make;
        let Field { span, mut key, computed, value } = field;
        let at = Span::empty(span.start);
        if let PropertyKey::PrivateIdentifier(private) = &key {
            let text = make.text(private.name.as_str());
            let variable = self.field_variable(text);
            let name = make.text(&format!("#{text}"));
            let value = match value {
                Some(value) => {
                    let names = is_anonymous_function(&value);
                    self.infer_name(&value, name, None);
                    let value = self.field_value(value);
                    if names { self.named(value, name) } else { value }
                }
                None => make.void_0(at),
            };
            let variable = make.name(at, variable);
            return Some(self.call_helper("addPrivate", span, [object, variable, value]));
        }
        if self.assigns_fields() {
            if self.assign_fields && value.is_none() {
                return None;
            }
            let value = value.map_or_else(|| make.void_0(at), |value| self.field_value(value));
            let member = match key {
                PropertyKey::StaticIdentifier(name) => {
                    let text = make.text(name.name.as_str());
                    make.member_at(span, object, name.span, text)
                }
                mut key => {
                    self.visit_field_key(&mut key);
                    make.computed_member(span, object, key.into_expression())
                }
            };
            let target = AssignmentTarget::from(member.into_member_expression());
            return Some(make.assign(span, target, value));
        }
        let mut helper = "defineProperty";
        if let Some(value) = &value {
            let is_computed = computed && !is_literal_key(&key);
            if is_anonymous_function(value) || is_computed && is_named_by_key(value) {
                helper = "defineMethod";
            } else if !is_computed && let Some(name) = key.static_name() {
                self.infer_name(value, make.text(&name), None);
            }
        }
        let key = if let PropertyKey::StaticIdentifier(name) = key {
            make.string(name.span, make.text(name.name.as_str()))
        } else {
            self.visit_field_key(&mut key);
            key.into_expression()
        };
        let value = value.map_or_else(|| make.void_0(at), |value| self.field_value(value));
        Some(self.call_helper(helper, span, [object, key, value]))
    }

    /// Keys that were made here have been visited.
    fn visit_field_key(&mut self, key: &mut PropertyKey<'a>) {
        let is_new = matches!(key, PropertyKey::Identifier(ident)
            if ident.reference_id.get().is_none());
        if !is_new {
            self.visit_property_key(key);
        }
    }

    /// There is no `new.target` in what a field is set to.
    fn field_value(&mut self, mut value: Expression<'a>) -> Expression<'a> {
        let frame = self.frames.iter().rposition(|frame| frame.kind == FrameKind::Function);
        let outside = frame.map(|frame| {
            std::mem::replace(&mut self.frames[frame].new_target, NewTarget::Undefined)
        });
        self.visit_expression(&mut value);
        if let (Some(frame), Some(outside)) = (frame, outside) {
            self.frames[frame].new_target = outside;
        }
        value
    }

    /// `setFunctionName(value, name)`
    pub(super) fn named(&mut self, value: Expression<'a>, name: &'a str) -> Expression<'a> {
        let span = Span::empty(value.span().start);
        let helper = self.helper("setFunctionName", span);
        let name = self.make.string(span, name);
        self.make.pure_call(span, helper, [value, name])
    }

    /// A private method, not visited, as the value of its variable.
    pub(super) fn private_method(
        &mut self,
        definition: &mut MethodDefinition<'a>,
        home: Home,
    ) -> Expression<'a> {
        let PropertyKey::PrivateIdentifier(key) = &definition.key else { unreachable!("private") };
        let make = self.make;
        let (variable, _) = self.method_variable(&key.name, definition.kind);
        let mut function = definition.value.take_in_box(&make.builder());
        if function.generator {
            // Generator functions need a name to find their prototype.
            let span = Span::empty(function.span.start);
            function.id = Some(BindingIdentifier::new(span, variable, &make.builder()));
        }
        let mut value = Expression::FunctionExpression(function);
        self.pending_method = Some(home);
        self.function_expression(&mut value);
        self.pending_method = None;
        value
    }

    /// The statements of static fields and blocks, in the function around the class; and
    /// whether nothing can see that they run.
    pub(super) fn static_statements(
        &mut self,
        statics: Vec<StaticPart<'a>>,
        class: &'a str,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) -> bool {
        let make = self.make;
        let mut pure = true;
        for part in statics {
            match part {
                StaticPart::Field(field) => {
                    let span = field.span;
                    let object = make.name(span, class);
                    let Some(value) = self.defined_field(field, object) else { continue };
                    pure &= self.is_pure_field(&value, class);
                    out.push(make.expression_statement(span, value));
                }
                StaticPart::Block(block) => {
                    let block = block.unbox();
                    if !block.body.is_empty() {
                        pure = false;
                        self.static_block(block, class, out);
                    }
                }
            }
        }
        pure
    }

    /// Where a block declares something, in a function of its own.
    fn static_block(
        &mut self,
        mut block: StaticBlock<'a>,
        class: &'a str,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let make = self.make;
        let scope = block.scope_id.get();
        let mut body = block.body.take_in(&make.builder());
        let mut find = Declares(false);
        find.visit_statements(&body);
        if !find.0 {
            self.enter_statements(&mut body, scope);
            for statement in body {
                self.statement(statement, out);
            }
            return;
        }
        let home = self.frame().home;
        self.frames.push(Frame::static_part(class, home));
        self.enter_statements(&mut body, scope);
        self.visit_statements(&mut body);
        let frame = self.frames.pop().expect("just pushed");
        self.finish_body(&frame, make.vec(), &mut body);
        let function = make.function(block.span, None, &[], body);
        let call = make.call(block.span, function, []);
        out.push(make.expression_statement(block.span, call));
    }

    /// Whether static fields can be defined without a function around the class: their
    /// values do not mention it, other than in functions that run later.
    pub(super) fn can_chain(
        &self,
        elements: &[ClassElement<'a>],
        symbol: Option<SymbolId>,
        outer_is_constant: bool,
    ) -> bool {
        !self.assigns_fields()
            && elements.iter().all(|element| match element {
                ClassElement::StaticBlock(_) => false,
                ClassElement::PropertyDefinition(property) if property.r#static => {
                    let Some(Expression::ArrowFunctionExpression(arrow)) = &property.value else {
                        return true;
                    };
                    let Some(value) = arrow.body.as_expression() else { return false };
                    let later = outer_is_constant && is_anonymous_function(value);
                    let symbol = symbol.filter(|_| !later);
                    let mut find = MentionsClass { driver: self, symbol, found: false };
                    find.visit_expression(value);
                    !find.found
                }
                _ => true,
            })
    }

    /// `defineProperty(class, key, value)`, and whether nothing can see that it is made.
    pub(super) fn chained_field(
        &mut self,
        field: Field<'a>,
        class: Expression<'a>,
    ) -> (Expression<'a>, bool) {
        let value = self.defined_field(field, class).expect("fields are defined, not assigned");
        let pure = self.is_pure_field(&value, "");
        (value, pure)
    }

    /// Whether the lowered definition of a static field has no effects but on the class.
    fn is_pure_field(&self, definition: &Expression<'a>, class: &str) -> bool {
        let purity = FieldPurity { driver: self };
        let is_pure = |value: &Expression<'a>| {
            matches!(value, Expression::StaticMemberExpression(member)
                if matches!(&member.object, Expression::Identifier(object)
                    if object.name == class))
                || self.is_inert(value, false)
                || !value.may_have_side_effects(&purity)
        };
        match definition {
            Expression::CallExpression(call) => match call.arguments.as_slice() {
                [_, key, value] => [key, value]
                    .into_iter()
                    .all(|argument| argument.as_expression().is_some_and(is_pure)),
                _ => false,
            },
            Expression::AssignmentExpression(assignment) => {
                matches!(assignment.left, AssignmentTarget::StaticMemberExpression(_))
                    && is_pure(&assignment.right)
            }
            _ => false,
        }
    }

    /// Whether a name that the fields mention means something else in the constructor.
    pub(super) fn meets_constructor(fields: &[Field<'a>], constructor: &Function<'a>) -> bool {
        let mut bound = Bound(FxHashSet::default());
        bound.visit_formal_parameters(&constructor.params);
        if let Some(body) = &constructor.body {
            bound.visit_function_body(body);
        }
        if bound.0.is_empty() {
            return false;
        }
        let mut find = MentionsBound { names: &bound.0, found: false };
        for field in fields {
            find.visit_property_key(&field.key);
            field.value.iter().for_each(|value| find.visit_expression(value));
        }
        find.found
    }
}

impl<'a> Frame<'a> {
    /// Code of a static field or block: `this` is the class.
    pub fn static_part(class: &'a str, home: Option<Home>) -> Self {
        let mut frame = Self::new(FrameKind::Function, true).with_home(home);
        frame.new_target = NewTarget::Undefined;
        frame.this_is = Some(class);
        frame
    }
}

fn is_anonymous_function(value: &Expression<'_>) -> bool {
    match value {
        Expression::FunctionExpression(function) => function.id.is_none(),
        Expression::ArrowFunctionExpression(_) => true,
        _ => false,
    }
}

/// Whether statements declare anything for the function that they are in.
struct Declares(bool);

impl<'a> VisitJs<'a> for Declares {
    fn visit_variable_declaration(&mut self, _declaration: &VariableDeclaration<'a>) {
        self.0 = true;
    }

    fn visit_function(&mut self, function: &Function<'a>, _flags: ScopeFlags) {
        self.0 |= function.is_declaration();
    }

    fn visit_arrow_function_expression(&mut self, _arrow: &ArrowFunctionExpression<'a>) {}

    fn visit_class(&mut self, class: &Class<'a>) {
        self.0 |= class.is_declaration();
    }

    fn visit_catch_parameter(&mut self, _parameter: &CatchParameter<'a>) {
        self.0 = true;
    }
}

/// Whether the value of a static field mentions the class, as `this` or otherwise.
struct MentionsClass<'d, 'a, 's> {
    driver: &'d Driver<'a, 's>,
    symbol: Option<SymbolId>,
    found: bool,
}

impl<'a> VisitJs<'a> for MentionsClass<'_, 'a, '_> {
    fn visit_this_expression(&mut self, _this: &ThisExpression) {
        self.found = true;
    }

    fn visit_super(&mut self, _super: &Super) {
        self.found = true;
    }

    fn visit_new_target(&mut self, _target: &oxc::ast::ast::NewTarget) {
        self.found = true;
    }

    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        let symbol = identifier
            .reference_id
            .get()
            .and_then(|id| self.driver.scoping.get_reference(id).symbol_id());
        self.found |= symbol.is_some() && symbol == self.symbol;
    }
}

/// The names that are bound in a constructor, at any depth.
struct Bound<'a>(FxHashSet<&'a str>);

impl<'a> VisitJs<'a> for Bound<'a> {
    fn visit_binding_identifier(&mut self, identifier: &BindingIdentifier<'a>) {
        self.0.insert(identifier.name.as_str());
    }
}

struct MentionsBound<'n, 'a> {
    names: &'n FxHashSet<&'a str>,
    found: bool,
}

impl<'a> VisitJs<'a> for MentionsBound<'_, '_> {
    fn visit_expression(&mut self, expression: &Expression<'a>) {
        if !self.found {
            walk_js::walk_expression(self, expression);
        }
    }

    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        self.found |= identifier.name == "eval" || self.names.contains(identifier.name.as_str());
    }
}

/// What counts as an effect of the value of a static field.
struct FieldPurity<'d, 'a, 's> {
    driver: &'d Driver<'a, 's>,
}

impl<'a> GlobalContext<'a> for FieldPurity<'_, 'a, '_> {
    fn is_global_reference(&self, reference: &IdentifierReference<'a>) -> bool {
        reference
            .reference_id
            .get()
            .is_some_and(|id| self.driver.scoping.get_reference(id).symbol_id().is_none())
    }
}

impl<'a> MayHaveSideEffectsContext<'a> for FieldPurity<'_, 'a, '_> {
    fn annotations(&self) -> bool {
        true
    }

    fn manual_pure_functions(&self, _callee: &Expression<'_>) -> bool {
        false
    }

    fn property_read_side_effects(&self) -> PropertyReadSideEffects {
        PropertyReadSideEffects::All
    }

    fn unknown_global_side_effects(&self) -> bool {
        true
    }
}
