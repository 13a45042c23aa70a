//! Classes become functions whose prototypes helper functions fill.
//!
//! ```js
//! class B extends A { constructor(x) { super(x); this.x = x } m() {} static s() {} }
//! // becomes
//! var B = createClass(inherits(function B(x) {
//!   var _this = callSuper(B, this, [x]);
//!   _this.x = x;
//!   return _this;
//! }, A), { m: function () {} }, { s: function () {} });
//! ```
//!
//! Members are the methods of object literals, so [`super::objects`] lowers them: the
//! helper takes the properties over as they are but for being enumerable. Where methods
//! need a name for the class that is not the outer variable, or share one "use strict", a
//! function is called around it all. Whether names in the class mean the inner binding or
//! the outer one makes a difference only if somebody assigns to the outer one.

mod constructor;
mod fields;
mod inferred_names;
mod keys;
mod names;
mod new_target;
mod prepare;
mod private;
mod super_calls;
mod super_members;

use oxc::{
    allocator::{ArenaBox, ArenaVec, CloneIn, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
    span::{GetSpan, Span},
};

use super::{driver::Driver, frames::Frame, objects::Members};
use fields::{Field, ObjectParts, StaticPart};
use keys::{has_computed_key, is_effectful_key};
use names::ClassNames;

pub use constructor::Derived;
pub use inferred_names::{InferredName, is_named_by_key};
pub use prepare::prepare_fields;
pub use private::PrivateScope;
pub use super_members::{Home, HomeKind, HomeState};

/// The parts of a class, lowered.
struct ClassParts<'a> {
    span: Span,
    heritage: Option<Expression<'a>>,
    /// Variables and what they are set to, before members are made.
    keys: Vec<(&'a str, Expression<'a>)>,
    instance: Option<Expression<'a>>,
    statics: Option<Expression<'a>>,
    /// Static fields that need no function around the class.
    chained: Vec<Field<'a>>,
    /// In the function around the class: its variables, and what runs once it is made.
    variables: ArenaVec<'a, VariableDeclarator<'a>>,
    then: ArenaVec<'a, Statement<'a>>,
    pure: bool,
}

/// The members of a class by what becomes of them, not visited.
struct Elements<'a> {
    constructor: Option<ArenaBox<'a, Function<'a>>>,
    instance: ArenaVec<'a, ObjectPropertyKind<'a>>,
    statics: ArenaVec<'a, ObjectPropertyKind<'a>>,
    private: Vec<MethodDefinition<'a>>,
    fields: Vec<Field<'a>>,
    static_parts: Vec<StaticPart<'a>>,
}

impl<'a> Driver<'a, '_> {
    /// `class A {}` → `let A = class A {}`, which goes the way of all such declarations.
    pub fn class_declaration(
        &mut self,
        class: ArenaBox<'a, Class<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let builder = self.make.builder();
        let span = class.span;
        let Some(id) = &class.id else { return };
        let id_span = id.span;
        let id = id.clone_in_with_semantic_ids(self.make.allocator);
        let pattern = BindingPattern::BindingIdentifier(ArenaBox::new_in(id, &builder));
        // The node stays one of a declaration: that is how `class_value` tells them apart.
        let init = Expression::ClassExpression(class);
        let declarator =
            VariableDeclarator::new(id_span, pattern, None, Some(init), false, &builder);
        let declaration = VariableDeclaration::boxed(
            span,
            VariableDeclarationKind::Let,
            self.make.vec_of([declarator]),
            false,
            &builder,
        );
        self.variable_declaration(declaration, out);
    }

    pub fn class_expression(&mut self, expression: &mut Expression<'a>) {
        let name = self.take_inferred_name(expression);
        let Expression::ClassExpression(class) = expression.take_in(&self.make.builder()) else {
            return;
        };
        *expression = self.class_value(class, name);
    }

    pub fn export_default_class(
        &mut self,
        mut export: ArenaBox<'a, ExportDefaultDeclaration<'a>>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let builder = self.make.builder();
        let span = export.span;
        let declaration = export.declaration.take_in(&builder);
        let ExportDefaultDeclarationKind::ClassDeclaration(class) = declaration else { return };
        let Some(id) = &class.id else {
            let name = InferredName { text: "default", symbol: None };
            let value = self.class_value(class, Some(name));
            export.declaration = ExportDefaultDeclarationKind::from(value);
            out.push(Statement::ExportDefaultDeclaration(export));
            return;
        };
        let name = self.make.text(id.name.as_str());
        self.class_declaration(class, out);
        out.push(self.make.export_names(span, [(name, "default")]));
    }

    fn class_value(
        &mut self,
        mut class: ArenaBox<'a, Class<'a>>,
        name: Option<InferredName<'a>>,
    ) -> Expression<'a> {
        let make = self.make;
        let builder = make.builder();
        let span = class.span;
        let names = self.class_names(&mut class, name);
        let heritage = class.heritage.take().map(|heritage| {
            let mut heritage = heritage.expression;
            self.visit_expression(&mut heritage);
            heritage
        });
        let in_loop = self.in_loop();
        let mut elements = class.body.body.take_in(&builder);
        let symbol = class.id.as_ref().and_then(|id| id.symbol_id.get());
        let has_private = self.push_private_scope(&elements, names.in_members, symbol);
        let directive = !self.is_strict() && elements.iter().any(is_member);
        let inner_binding = self.needs_inner_binding(&class, &elements);
        let runs_statics = elements.iter().any(is_static_part)
            && !(self.can_chain(&elements, symbol, names.outer_is_constant));
        let mut wrapped = names.wrapped
            || directive
            || inner_binding
            || has_private
            || runs_statics
            || elements.iter().any(|element| self.needs_variable(element));
        let may_be_wrapped = wrapped || in_loop || !names.outer_is_constant;
        let mut pure = heritage.as_ref().is_none_or(is_pure_heritage)
            && elements.iter().all(|element| !has_computed_key(element, is_effectful_key));
        let keys = self.hoist_keys(&mut elements, may_be_wrapped);
        let elements = self.sorted(elements);
        // Class code is strict. One directive serves all members.
        let was_strict = self.is_strict();
        self.frame().strict |= directive;
        let is_derived = heritage.is_some();
        let home = self.push_home(Some(names.in_constructor), HomeKind::Prototype);
        let mut object = ObjectParts {
            brand: self.private_scopes.last().and_then(|scope| scope.brand),
            fields: elements.fields,
            function: None,
        };
        let mut variables = make.vec();
        if !object.is_empty()
            && let Some(constructor) = &elements.constructor
            && !Self::has_place_for_fields(constructor, is_derived, &object.fields)
        {
            let name = self.names.unique("fields");
            let function = self.object_function(span, std::mem::take(&mut object), home);
            variables.push(make.declarator(span, name, Some(function)));
            object.function = Some(name);
            wrapped = true;
        }
        let constructor = match elements.constructor {
            Some(function) => self.constructor(function, &names, is_derived, home, object),
            None => self.default_constructor(span, &names, is_derived, home, object),
        };
        self.pop_home();
        let home = self.push_home(Some(names.in_members), HomeKind::Prototype);
        let instance = self.class_members(span, elements.instance, home);
        let mut methods = Vec::new();
        let mut private_statics = Vec::new();
        for mut method in elements.private {
            if method.r#static {
                private_statics.push(method);
            } else {
                let value = self.private_method(&mut method, home);
                methods.push((method, value));
            }
        }
        let mut uses_home = self.pop_home().used;
        let home = self.push_home(Some(names.in_members), HomeKind::Object);
        let statics = self.class_members(span, elements.statics, home);
        for mut method in private_statics {
            let value = self.private_method(&mut method, home);
            methods.push((method, value));
        }
        let mut then = make.vec();
        let mut chained = Vec::new();
        if let Some(brand) = self.private_scopes.last().and_then(|scope| scope.static_brand) {
            let class = make.name(span, names.in_members);
            let call = self.call_helper("addPrivate", span, [class, make.name(span, brand)]);
            then.push(make.expression_statement(span, call));
        }
        if wrapped {
            self.frames.push(Frame::static_part(names.in_members, Some(home)));
            pure &= self.static_statements(elements.static_parts, names.in_members, &mut then);
            let frame = self.frames.pop().expect("just pushed");
            variables
                .extend(frame.temporaries.iter().map(|name| make.declarator(span, name, None)));
        } else {
            chained.extend(elements.static_parts.into_iter().map(|part| match part {
                StaticPart::Field(field) => field,
                StaticPart::Block(_) => unreachable!("needs a function"),
            }));
        }
        uses_home |= self.pop_home().used;
        self.declare_private(span, methods, &mut variables);
        self.frame().strict = was_strict;
        let hidden_use = uses_home && (!names.outer_is_constant || in_loop);
        let parts =
            ClassParts { span, heritage, keys, instance, statics, chained, variables, then, pure };
        if wrapped || hidden_use {
            self.wrapped_class(&names, constructor, parts, directive)
        } else {
            self.plain_class(&names, constructor, parts)
        }
    }

    fn sorted(&mut self, elements: ArenaVec<'a, ClassElement<'a>>) -> Elements<'a> {
        let make = self.make;
        let mut sorted = Elements {
            constructor: None,
            instance: make.vec(),
            statics: make.vec(),
            private: Vec::new(),
            fields: Vec::new(),
            static_parts: Vec::new(),
        };
        for element in elements {
            match element {
                ClassElement::MethodDefinition(definition) => {
                    let definition = definition.unbox();
                    if definition.kind == MethodDefinitionKind::Constructor {
                        sorted.constructor = Some(definition.value);
                    } else if definition.key.is_private_identifier() {
                        sorted.private.push(definition);
                    } else if definition.r#static {
                        sorted.statics.push(self.member(definition));
                    } else {
                        sorted.instance.push(self.member(definition));
                    }
                }
                ClassElement::PropertyDefinition(property) => {
                    let is_static = property.r#static;
                    let field = self.taken_field(property.unbox());
                    if is_static {
                        sorted.static_parts.push(StaticPart::Field(field));
                    } else {
                        sorted.fields.push(field);
                    }
                }
                ClassElement::StaticBlock(block) => {
                    sorted.static_parts.push(StaticPart::Block(block));
                }
                other => {
                    let message = "the class still has a member newer than ES2022";
                    self.cannot("unlowered-class-member", message, other.span());
                }
            }
        }
        sorted
    }

    /// The variables of private names and methods, once all of the class has been visited.
    fn declare_private(
        &mut self,
        span: Span,
        methods: Vec<(MethodDefinition<'a>, Expression<'a>)>,
        variables: &mut ArenaVec<'a, VariableDeclarator<'a>>,
    ) {
        let make = self.make;
        for (definition, mut value) in methods {
            let PropertyKey::PrivateIdentifier(key) = &definition.key else { continue };
            let (variable, escapes) = self.method_variable(&key.name, definition.kind);
            if escapes {
                let name = make.text(&format!("#{}", key.name));
                value = self.named(value, name);
            }
            variables.push(make.declarator(definition.span, variable, Some(value)));
        }
        let scope = self.pop_private_scope();
        let is_open = self.assumptions.set_class_fields;
        for (text, name) in scope.name_variables() {
            let helper = self.helper(if is_open { "openPrivateName" } else { "privateName" }, span);
            let text = is_open.then(|| make.string(span, text));
            let value = make.pure_call(span, helper, text);
            variables.push(make.declarator(span, name, Some(value)));
        }
    }

    fn plain_class(
        &mut self,
        names: &ClassNames<'a>,
        constructor: ArenaBox<'a, Function<'a>>,
        mut parts: ClassParts<'a>,
    ) -> Expression<'a> {
        let make = self.make;
        let span = parts.span;
        if !parts.keys.is_empty() {
            let mut list = make.vec();
            for (name, key) in parts.keys.drain(..) {
                self.declare_temporary(name);
                list.push(make.assign_name(key.span(), name, key));
            }
            list.push(parts.instance.take().unwrap_or_else(|| make.number(span, 0.0)));
            parts.instance = Some(make.sequence(span, list));
        }
        self.class_call(names, Expression::FunctionExpression(constructor), parts)
    }

    /// `createClass(inherits(constructor, heritage), instance, statics)`
    fn class_call(
        &mut self,
        names: &ClassNames<'a>,
        constructor: Expression<'a>,
        parts: ClassParts<'a>,
    ) -> Expression<'a> {
        let make = self.make;
        let ClassParts { span, heritage, instance, statics, chained, pure, .. } = parts;
        let has_members = instance.is_some() || statics.is_some();
        let mut value = constructor;
        if names.own.is_none() && !names.text.is_empty() {
            let helper = self.helper("setFunctionName", span);
            value = make.pure_call(span, helper, [value, make.string(span, names.text)]);
        }
        if let Some(heritage) = heritage {
            let helper = self.helper("inherits", span);
            value = make.call(span, helper, [value, heritage]);
            mark_pure(&mut value, pure);
            if !has_members {
                return self.chained(value, chained, pure);
            }
        }
        let mut arguments = make.vec();
        arguments.push(value);
        if has_members {
            arguments.push(instance.unwrap_or_else(|| make.number(span, 0.0)));
        }
        arguments.extend(statics);
        let helper = self.helper("createClass", span);
        let mut value = make.call(span, helper, arguments);
        mark_pure(&mut value, pure);
        self.chained(value, chained, pure)
    }

    /// `defineProperty(defineProperty(class, key, value), key, value)`
    fn chained(
        &mut self,
        mut class: Expression<'a>,
        fields: Vec<Field<'a>>,
        mut pure: bool,
    ) -> Expression<'a> {
        for field in fields {
            let (value, is_pure) = self.chained_field(field, class);
            class = value;
            pure &= is_pure;
            mark_pure(&mut class, pure);
        }
        class
    }

    /// ```js
    /// function (_heritage) {
    ///   function A() {}
    ///   return createClass(inherits(A, _heritage), { … });
    /// }(heritage)
    /// ```
    /// `directive`: with "use strict".
    fn wrapped_class(
        &mut self,
        names: &ClassNames<'a>,
        mut constructor: ArenaBox<'a, Function<'a>>,
        mut parts: ClassParts<'a>,
        directive: bool,
    ) -> Expression<'a> {
        let make = self.make;
        let (span, pure) = (parts.span, parts.pure);
        let keys = std::mem::take(&mut parts.keys);
        let mut parameters = Vec::new();
        let mut arguments = make.vec();
        parts.heritage = parts.heritage.take().map(|heritage| {
            let movable = match &heritage {
                Expression::Identifier(ident) => {
                    let name = Some(ident.name.as_str());
                    name != names.own && name != names.inside && name != Some("arguments")
                }
                Expression::NullLiteral(_) => true,
                _ => false,
            };
            if movable && keys.is_empty() {
                return heritage;
            }
            let span = heritage.span();
            let name = self.names.unique("super");
            parameters.push(name);
            arguments.push(heritage);
            make.name(span, name)
        });
        for (name, key) in keys {
            parameters.push(name);
            arguments.push(key);
        }
        let mut body = make.vec();
        let variables = std::mem::replace(&mut parts.variables, make.vec());
        if !variables.is_empty() {
            body.push(make.var(span, variables));
        }
        let then = std::mem::replace(&mut parts.then, make.vec());
        let result = if let Some(own) = names.own
            && names.inside.is_none_or(|inside| inside == own)
        {
            constructor.r#type = FunctionType::FunctionDeclaration;
            body.push(Statement::FunctionDeclaration(constructor));
            if names.in_members != own {
                body.push(make.var_one(span, names.in_members, Some(make.name(span, own))));
            }
            // What gives no value to anybody would be dropped if it were pure.
            parts.pure &= then.is_empty();
            let value = self.class_call(names, make.name(span, own), parts);
            if then.is_empty() {
                value
            } else {
                body.push(make.expression_statement(span, value));
                body.extend(then);
                make.name(span, own)
            }
        } else {
            let constructor = Expression::FunctionExpression(constructor);
            let value = self.class_call(names, constructor, parts);
            let name = names.in_members;
            body.push(make.var_one(span, name, Some(value)));
            if let Some(inside) = names.inside
                && inside != name
            {
                body.push(make.var_one(span, inside, Some(make.name(span, name))));
            }
            body.extend(then);
            make.name(span, name)
        };
        body.push(make.return_(span, Some(result)));
        let mut function =
            make.function_node(span, FunctionType::FunctionExpression, None, &parameters, body);
        if directive && let Some(body) = &mut function.body {
            self.use_strict(body);
        }
        let mut call = make.call(span, Expression::FunctionExpression(function), arguments);
        mark_pure(&mut call, pure);
        call
    }

    /// A method or accessor as one of an object literal.
    fn member(&mut self, definition: MethodDefinition<'a>) -> ObjectPropertyKind<'a> {
        let kind = match definition.kind {
            MethodDefinitionKind::Get => PropertyKind::Get,
            MethodDefinitionKind::Set => PropertyKind::Set,
            _ => PropertyKind::Init,
        };
        ObjectPropertyKind::new_object_property(
            definition.span,
            kind,
            definition.key,
            Expression::FunctionExpression(definition.value),
            kind == PropertyKind::Init,
            false,
            definition.computed,
            &self.make.builder(),
        )
    }

    fn class_members(
        &mut self,
        span: Span,
        members: ArenaVec<'a, ObjectPropertyKind<'a>>,
        home: Home,
    ) -> Option<Expression<'a>> {
        if members.is_empty() {
            return None;
        }
        Some(self.object_members(span, members, Members::OfClass(home)))
    }
}

fn is_member(element: &ClassElement<'_>) -> bool {
    element.method_definition_kind() != Some(MethodDefinitionKind::Constructor)
}

/// What runs once the class is made.
fn is_static_part(element: &ClassElement<'_>) -> bool {
    match element {
        ClassElement::StaticBlock(_) => true,
        ClassElement::PropertyDefinition(property) => property.r#static,
        _ => false,
    }
}

pub fn mark_pure(call: &mut Expression<'_>, pure: bool) {
    if let Expression::CallExpression(call) = call {
        call.pure = pure;
    }
}

/// A superclass that is a name or a path of names is taken for a class.
fn is_pure_heritage(heritage: &Expression<'_>) -> bool {
    match heritage {
        Expression::Identifier(_)
        | Expression::NullLiteral(_)
        | Expression::FunctionExpression(_) => true,
        Expression::StaticMemberExpression(member) => is_pure_heritage(&member.object),
        Expression::CallExpression(call) => call.pure,
        _ => false,
    }
}
