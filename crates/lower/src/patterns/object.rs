//! Object patterns: properties are read one by one.

use oxc::{
    allocator::ArenaVec,
    ast::ast::*,
    span::{GetSpan, Span},
};
use oxc_ecmascript::{ToJsString, WithoutGlobalReferenceInformation};

use super::{
    Held, Out, base_name,
    target::{Element, Key, ObjectTarget, Property, Target},
};
use crate::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// `{ a, [key]: b, ...rest } = value`
    pub fn take_object(
        &mut self,
        object: ObjectTarget<'a>,
        value: Expression<'a>,
        out: &mut Out<'_, 'a>,
    ) {
        let span = value.span();
        let reads = object.properties.len() + usize::from(object.rest.is_some());
        let base = base_name(&value).map(|name| self.make.text(name));
        let value = if self.checks_by_reading(&object) {
            value
        } else {
            self.call_helper("objectDestructuringEmpty", span, [value])
        };
        if reads == 0 {
            out.expression(self, object.span, value);
            return;
        }
        let once = reads == 1
            && object
                .properties
                .iter()
                .all(|property| self.may_come_first(&property.element.target, &value))
            && object.rest.iter().all(|rest| self.may_come_first(rest, &value));
        let mut held = if once {
            Held::Once(Some(value))
        } else {
            self.hold(value, base, |name| object.writes(name), out)
        };
        let mut excluded = object.rest.is_some().then(|| self.make.vec());
        for Property { key, element } in object.properties {
            let span = element.span;
            let late = self.is_plain_inert(&element);
            let read = match key {
                Key::Name(name, place) => {
                    if let Some(excluded) = &mut excluded {
                        excluded.push(self.make.string(span, name));
                    }
                    let value = held.read(self, span);
                    self.make.member_at(span, value, place, name)
                }
                key => {
                    let key = self.object_key(span, key, late, excluded.as_mut(), out);
                    let value = held.read(self, span);
                    self.make.computed_member(span, value, key)
                }
            };
            self.take_element(element, read, out);
        }
        if let Some(rest) = object.rest {
            let span = object.span;
            let excluded = self.make.array(span, excluded.into_iter().flatten());
            let value = held.read(self, span);
            let value = self.call_helper("objectWithoutProperties", span, [value, excluded]);
            self.take_apart(span, rest, value, out);
        }
    }

    /// A key in brackets, or a literal; kept where it is used twice, or where it must be
    /// there before the target is evaluated.
    fn object_key(
        &mut self,
        span: Span,
        key: Key<'a>,
        late: bool,
        excluded: Option<&mut ArenaVec<'a, Expression<'a>>>,
        out: &mut Out<'_, 'a>,
    ) -> Expression<'a> {
        let make = self.make;
        let key = match key {
            Key::Name(name, _) => return make.string(span, name),
            Key::Literal(key) => {
                let Some(excluded) = excluded else { return key };
                let text = key.to_js_string(&WithoutGlobalReferenceInformation {});
                if let Some(text) = text {
                    let text = make.text(&text);
                    excluded.push(make.string(span, text));
                    return make.string(span, text);
                }
                let name = self.kept_key(span, key, out);
                excluded.push(make.name(span, name));
                return make.name(span, name);
            }
            Key::Computed(key) => key,
        };
        if excluded.is_none() && late {
            return key;
        }
        let name = self.kept_key(span, key, out);
        if let Some(excluded) = excluded {
            excluded.push(make.name(span, name));
        }
        make.name(span, name)
    }

    fn kept_key(&mut self, span: Span, key: Expression<'a>, out: &mut Out<'_, 'a>) -> &'a str {
        let key = self.call_helper("toPropertyKey", span, [key]);
        self.keep(key, Some("key"), out)
    }

    /// Whether reading the first property throws for `null` and `undefined` before anything
    /// else happens.
    fn checks_by_reading(&self, object: &ObjectTarget<'a>) -> bool {
        object.properties.first().is_some_and(|property| {
            let inert_key = match &property.key {
                Key::Name(..) | Key::Literal(_) => true,
                Key::Computed(key) => object.rest.is_none() && self.is_inert(key, true),
            };
            inert_key && self.is_plain_inert(&property.element)
        })
    }

    /// Whether evaluating the target itself, before it is assigned, does nothing.
    fn is_plain_inert(&self, element: &Element<'a>) -> bool {
        match &element.target {
            Target::Plain(target) => match target.as_member_expression() {
                Some(MemberExpression::StaticMemberExpression(member)) => {
                    self.is_inert(&member.object, true)
                }
                Some(MemberExpression::ComputedMemberExpression(member)) => {
                    self.is_inert(&member.object, true) && self.is_inert(&member.expression, true)
                }
                Some(MemberExpression::PrivateFieldExpression(_)) => false,
                None => true,
            },
            _ => true,
        }
    }
}
