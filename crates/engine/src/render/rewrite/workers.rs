//! The options of `new Worker`: its `type` is what the bundle makes of the script, whatever
//! the source was.
//!
//! ```js
//! new Worker(url, { type: "module" })  // esm
//! new Worker(url, {})                  // iife, of the same source
//! ```

use oxc::{
    allocator::{ArenaVec, TakeIn},
    ast::ast::*,
    span::{GetSpan, Span},
};

use super::{Rewriter, Start};

impl<'a> Rewriter<'_, 'a> {
    /// `arguments` are those of any call; nothing happens unless a worker is started.
    pub(super) fn worker_options(&self, arguments: &mut ArenaVec<'a, Argument<'a>>) {
        if self.replacements.starts.is_empty() {
            return;
        }
        let Some(url) = arguments.first().map(GetSpan::span) else { return };
        let Some(start) = self.replacements.starts.get(&(url.start, url.end)) else { return };
        match (arguments.get_mut(1), start) {
            (None, Start::Script) => {}
            (None, Start::Module) => {
                let mut properties = ArenaVec::new_in(&self.builder);
                properties.push(self.type_property("module"));
                arguments.push(Argument::from(Expression::new_object_expression(
                    Span::default(),
                    properties,
                    &self.builder,
                )));
            }
            (Some(Argument::ObjectExpression(options)), start) if is_plain(options) => {
                options.properties.retain(|property| !is_type(property));
                if *start == Start::Module {
                    options.properties.push(self.type_property("module"));
                }
            }
            // The name of a shared worker.
            (Some(argument @ Argument::StringLiteral(_)), start) => {
                if *start == Start::Module {
                    let name = argument.to_expression_mut().take_in(&self.builder);
                    let mut properties = ArenaVec::new_in(&self.builder);
                    properties.push(self.property("name", name));
                    properties.push(self.type_property("module"));
                    *argument = Argument::from(Expression::new_object_expression(
                        Span::default(),
                        properties,
                        &self.builder,
                    ));
                }
            }
            (Some(argument), start) => {
                let Some(options) = argument.as_expression_mut() else { return };
                let options = options.take_in(&self.builder);
                *argument = Argument::from(self.assigned(options, *start));
            }
        }
    }

    /// `Object.assign({}, options, { type: "…" })`
    fn assigned(&self, options: Expression<'a>, start: Start) -> Expression<'a> {
        let kind = match start {
            Start::Module => "module",
            Start::Script => "classic",
        };
        let none = Span::default();
        let object =
            |properties| Expression::new_object_expression(none, properties, &self.builder);
        let mut properties = ArenaVec::new_in(&self.builder);
        properties.push(self.type_property(kind));
        let arguments = [object(ArenaVec::new_in(&self.builder)), options, object(properties)];
        let arguments =
            ArenaVec::from_iter_in(arguments.into_iter().map(Argument::from), &self.builder);
        let callee = self.member(self.identifier("Object", none), "assign", none);
        Expression::new_call_expression(none, callee, None, arguments, false, &self.builder)
    }

    fn type_property(&self, kind: &str) -> ObjectPropertyKind<'a> {
        self.property("type", self.string(kind, Span::default()))
    }

    fn property(&self, name: &'static str, value: Expression<'a>) -> ObjectPropertyKind<'a> {
        let none = Span::default();
        let key = PropertyKey::new_static_identifier(none, name, &self.builder);
        ObjectPropertyKind::new_object_property(
            none,
            PropertyKind::Init,
            key,
            value,
            false,
            false,
            false,
            &self.builder,
        )
    }
}

/// Nothing in it is spread, computed or read by a getter.
fn is_plain(options: &ObjectExpression<'_>) -> bool {
    options.properties.iter().all(|property| {
        matches!(property, ObjectPropertyKind::ObjectProperty(property)
            if !property.computed && property.kind == PropertyKind::Init)
            && (!is_type(property) || has_plain_value(property))
    })
}

fn is_type(property: &ObjectPropertyKind<'_>) -> bool {
    matches!(property, ObjectPropertyKind::ObjectProperty(property)
        if property.key.static_name().is_some_and(|name| name == "type"))
}

fn has_plain_value(property: &ObjectPropertyKind<'_>) -> bool {
    matches!(property, ObjectPropertyKind::ObjectProperty(property)
        if matches!(property.value, Expression::StringLiteral(_) | Expression::Identifier(_)))
}
