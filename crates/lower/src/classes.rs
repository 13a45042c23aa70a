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
mod inferred_names;
mod moved_keys;
mod new_target;
mod super_members;

use oxc::{
    allocator::{ArenaBox, ArenaVec, CloneIn, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
    semantic::{ScopeId, SymbolId},
    span::{GetSpan, Span},
};

use super::{driver::Driver, objects::Members};

pub use constructor::Derived;
pub use inferred_names::{InferredName, is_named_by_key};
pub use super_members::{Home, HomeKind, HomeState};

/// How a class is called from where.
struct ClassNames<'a> {
    /// What the property `name` says.
    text: &'a str,
    /// Where the name stands.
    span: Span,
    /// The name of the constructor function; without one, `text` is set by a helper.
    own: Option<&'a str>,
    /// What the code of the class calls it.
    inside: Option<&'a str>,
    /// What the lowering calls it in the constructor.
    in_constructor: &'a str,
    /// What the lowering calls it in members.
    in_members: &'a str,
    /// Outside of the class, `in_members` is a variable that always holds the class.
    outer_is_constant: bool,
    /// The names that the lowering uses need a function around the class.
    wrapped: bool,
}

/// The parts of a class, lowered.
struct ClassParts<'a> {
    span: Span,
    heritage: Option<Expression<'a>>,
    /// Variables and what they are set to, before members are made.
    keys: Vec<(&'a str, Expression<'a>)>,
    instance: Option<Expression<'a>>,
    statics: Option<Expression<'a>>,
    pure: bool,
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
        let builder = self.make.builder();
        let span = class.span;
        let names = self.class_names(&mut class, name);
        let heritage = class.heritage.take().map(|heritage| {
            let mut heritage = heritage.expression;
            self.visit_expression(&mut heritage);
            heritage
        });
        let in_loop = self.in_loop();
        let mut elements = class.body.body.take_in(&builder);
        let directive = !self.is_strict() && elements.iter().any(is_member);
        let inner_binding = self.needs_inner_binding(&class, &elements);
        let may_be_wrapped =
            names.wrapped || directive || inner_binding || in_loop || !names.outer_is_constant;
        let pure = heritage.as_ref().is_none_or(is_pure_heritage)
            && elements.iter().all(|element| !has_computed_key(element, is_effectful_key));
        let keys = self.hoist_keys(&mut elements, may_be_wrapped);
        let mut method = None;
        let mut instance = self.make.vec();
        let mut statics = self.make.vec();
        for element in elements {
            match element {
                ClassElement::MethodDefinition(definition) => {
                    let definition = definition.unbox();
                    if definition.kind == MethodDefinitionKind::Constructor {
                        method = Some(definition.value);
                    } else {
                        let list = if definition.r#static { &mut statics } else { &mut instance };
                        list.push(self.member(definition));
                    }
                }
                other => {
                    let message = "the class still has a member newer than ES2015";
                    self.cannot("unlowered-class-member", message, other.span());
                }
            }
        }
        // Class code is strict. One directive serves all members.
        let was_strict = self.is_strict();
        self.frame().strict |= directive;
        let home = self.push_home(Some(names.in_constructor), HomeKind::Prototype);
        let constructor = match method {
            Some(function) => self.constructor(function, &names, heritage.is_some(), home),
            None => self.default_constructor(span, &names, heritage.is_some()),
        };
        self.pop_home();
        let home = self.push_home(Some(names.in_members), HomeKind::Prototype);
        let instance = self.class_members(span, instance, home);
        let mut uses_home = self.pop_home().used;
        let home = self.push_home(Some(names.in_members), HomeKind::Object);
        let statics = self.class_members(span, statics, home);
        uses_home |= self.pop_home().used;
        self.frame().strict = was_strict;
        let hidden_use = uses_home && (!names.outer_is_constant || in_loop);
        let parts = ClassParts { span, heritage, keys, instance, statics, pure };
        if names.wrapped || directive || inner_binding || hidden_use {
            self.wrapped_class(&names, constructor, parts, directive)
        } else {
            self.plain_class(&names, constructor, parts)
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
        let ClassParts { span, heritage, instance, statics, pure, .. } = parts;
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
                return value;
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
        value
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
        let result = if let Some(own) = names.own
            && names.inside.is_none_or(|inside| inside == own)
        {
            constructor.r#type = FunctionType::FunctionDeclaration;
            body.push(Statement::FunctionDeclaration(constructor));
            if names.in_members != own {
                body.push(make.var_one(span, names.in_members, Some(make.name(span, own))));
            }
            self.class_call(names, make.name(span, own), parts)
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

    /// Which names to use; new ones where something in the class has the same name.
    fn class_names(
        &mut self,
        class: &mut Class<'a>,
        inferred: Option<InferredName<'a>>,
    ) -> ClassNames<'a> {
        let scope = class.scope_id.get();
        let is_declaration = class.r#type == ClassType::ClassDeclaration;
        if let Some(id) = &mut class.id {
            let symbol = id.symbol_id.get();
            // A name that the transformer gave a class of `export default`.
            let is_generated = is_declaration && id.span.is_empty();
            let source = self.make.text(id.name.as_str());
            self.visit_binding_identifier(id);
            let emitted = self.make.text(id.name.as_str());
            let shadowed = self.is_shadowed(source, scope, symbol)
                || (source != emitted && self.is_shadowed(emitted, scope, symbol));
            let hidden = if shadowed { self.names.unique(source) } else { emitted };
            return ClassNames {
                span: id.span,
                text: if is_generated { "default" } else { source },
                own: (!is_generated).then_some(source),
                inside: Some(emitted),
                in_constructor: if shadowed || is_generated { hidden } else { source },
                in_members: hidden,
                outer_is_constant: is_declaration
                    && symbol.is_some_and(|symbol| !self.scoping.symbol_is_mutated(symbol)),
                wrapped: shadowed,
            };
        }
        let Some(inferred) = inferred else {
            let hidden = self.names.unique("class");
            return ClassNames {
                text: "",
                span: Span::empty(class.span.start),
                own: None,
                inside: None,
                in_constructor: hidden,
                in_members: hidden,
                outer_is_constant: false,
                wrapped: true,
            };
        };
        let InferredName { text, symbol } = inferred;
        let constant = symbol.is_some_and(|symbol| !self.scoping.symbol_is_mutated(symbol));
        let usable = self.is_usable(inferred, scope);
        let own = usable.then_some(text);
        let hidden = own.unwrap_or_else(|| self.names.unique("class"));
        ClassNames {
            text,
            span: Span::empty(class.span.start),
            own,
            inside: None,
            in_constructor: hidden,
            in_members: hidden,
            outer_is_constant: constant && usable,
            wrapped: own.is_none(),
        }
    }

    /// Whether members mention the class by a name that means something else outside, or
    /// may mean something else later.
    fn needs_inner_binding(&self, class: &Class<'a>, elements: &[ClassElement<'a>]) -> bool {
        let Some(symbol) = class.id.as_ref().and_then(|id| id.symbol_id.get()) else {
            return false;
        };
        let scoping = self.scoping;
        if class.r#type == ClassType::ClassDeclaration && !scoping.symbol_is_mutated(symbol) {
            return false;
        }
        let is_in = |inner, outer| inner == outer || scoping.scope_is_descendant_of(inner, outer);
        elements.iter().any(|element| {
            let ClassElement::MethodDefinition(definition) = element else { return false };
            let Some(scope) = definition.value.scope_id.get() else { return true };
            definition.kind != MethodDefinitionKind::Constructor
                && scoping
                    .get_resolved_references(symbol)
                    .any(|reference| is_in(reference.scope_id(), scope))
        })
    }

    /// Whether `name` means something else somewhere within `scope` than `symbol`.
    pub fn is_shadowed(
        &mut self,
        name: &str,
        scope: Option<ScopeId>,
        symbol: Option<SymbolId>,
    ) -> bool {
        let scoping = self.scoping;
        self.names.symbols_of_repeated(name).iter().any(|other| {
            Some(*other) != symbol
                && scope.is_none_or(|scope| {
                    let declared = scoping.symbol_scope_id(*other);
                    declared == scope || scoping.scope_is_descendant_of(declared, scope)
                })
        })
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

    /// Keys are evaluated in the order of the members, instance or static, before any is
    /// defined. Where the two lists would change that, or a function around the class would
    /// change what a key means, variables hold the keys.
    fn hoist_keys(
        &mut self,
        elements: &mut [ClassElement<'a>],
        may_be_wrapped: bool,
    ) -> Vec<(&'a str, Expression<'a>)> {
        if !elements.iter().any(|element| has_computed_key(element, is_effectful_key)) {
            return Vec::new();
        }
        let both = [true, false].into_iter().all(|is_static| {
            elements.iter().any(|element| {
                has_computed_key(element, |key| !is_literal_key(key))
                    && element.r#static() == is_static
            })
        });
        if !both && !may_be_wrapped {
            return Vec::new();
        }
        let make = self.make;
        let mut keys = Vec::new();
        for element in elements {
            let ClassElement::MethodDefinition(definition) = element else { continue };
            if !definition.computed || is_literal_key(&definition.key) {
                continue;
            }
            let mut key = definition.key.take_in(&make.builder()).into_expression();
            let span = key.span();
            self.visit_expression(&mut key);
            let name = self.names.unique("key");
            let key = self.call_helper("toPropertyKey", span, [key]);
            keys.push((name, key));
            definition.key = PropertyKey::from(make.name(span, name));
        }
        keys
    }
}

fn is_member(element: &ClassElement<'_>) -> bool {
    element.method_definition_kind() != Some(MethodDefinitionKind::Constructor)
}

fn has_computed_key(element: &ClassElement<'_>, test: impl Fn(&PropertyKey<'_>) -> bool) -> bool {
    matches!(element, ClassElement::MethodDefinition(definition)
        if definition.computed && test(&definition.key))
}

fn is_literal_key(key: &PropertyKey<'_>) -> bool {
    matches!(key, PropertyKey::StringLiteral(_) | PropertyKey::NumericLiteral(_))
}

/// Whether it matters when, or whether, the key is evaluated. `Symbol.iterator` is fine.
fn is_effectful_key(key: &PropertyKey<'_>) -> bool {
    match key {
        PropertyKey::Identifier(_) => false,
        PropertyKey::StaticMemberExpression(member) => {
            !matches!(&member.object, Expression::Identifier(ident) if ident.name == "Symbol")
        }
        key => !is_literal_key(key),
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
