//! What is evident of a value where the code is read: literals, what the standard library
//! gives back, constants that hold such. Everything else is unknown, which is no harm: an
//! unknown receiver counts for all that has a method of that name.

use oxc::{
    ast::ast::*,
    semantic::{Scoping, SymbolId},
};
use rustc_hash::FxHashMap;

use super::results;

/// A set of kinds of values, each with methods of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    pub const NONE: Self = Self(0);
    pub const ARRAY: Self = Self(1);
    pub const STRING: Self = Self(1 << 1);
    /// Strings, for the methods that wrap them into HTML.
    pub const MARKUP: Self = Self(1 << 2);
    pub const NUMBER: Self = Self(1 << 3);
    pub const FUNCTION: Self = Self(1 << 4);
    pub const SYMBOL: Self = Self(1 << 5);
    pub const PROMISE: Self = Self(1 << 6);
    pub const MAP: Self = Self(1 << 7);
    pub const SET: Self = Self(1 << 8);
    pub const WEAK_MAP: Self = Self(1 << 9);
    pub const ITERATOR: Self = Self(1 << 10);
    pub const TYPED_ARRAY: Self = Self(1 << 11);
    pub const ARRAY_BUFFER: Self = Self(1 << 12);
    pub const DATA_VIEW: Self = Self(1 << 13);
    pub const REGEXP: Self = Self(1 << 14);
    pub const DATE: Self = Self(1 << 15);
    pub const ERROR: Self = Self(1 << 16);
    pub const URL: Self = Self(1 << 17);
    pub const URL_SEARCH_PARAMS: Self = Self(1 << 18);
    /// `NodeList` and its like.
    pub const DOM: Self = Self(1 << 19);
    /// What every object has.
    pub const OBJECT: Self = Self(1 << 20);

    pub const TEXT: Self = Self(Self::STRING.0 | Self::MARKUP.0);

    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Of one of these kinds; or, where it is not sure, of any other.
    Of { kinds: Kinds, sure: bool },
    /// A constructor or name space of the standard library.
    Global(&'static str),
    /// `window`, `globalThis`, …
    GlobalObject,
}

impl Value {
    pub const UNKNOWN: Self = Self::Of { kinds: Kinds::NONE, sure: false };
    /// Something that has none of the methods.
    pub const OTHER: Self = Self::of(Kinds::NONE);

    #[must_use]
    pub const fn of(kinds: Kinds) -> Self {
        Self::Of { kinds, sure: true }
    }

    #[must_use]
    pub const fn maybe(kinds: Kinds) -> Self {
        Self::Of { kinds, sure: false }
    }

    /// One of the two.
    #[must_use]
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Of { kinds: a, sure: x }, Self::Of { kinds: b, sure: y }) => {
                Self::Of { kinds: a.or(b), sure: x && y }
            }
            (one, other) if one == other => one,
            _ => Self::UNKNOWN,
        }
    }

    #[must_use]
    pub fn is_surely(self, kinds: Kinds) -> bool {
        matches!(self, Self::Of { kinds: known, sure: true } if known.0 != 0 && known.0 & !kinds.0 == 0)
    }
}

/// Chains and operators are looked through this far.
const DEPTH: u32 = 24;

/// What a module's bindings hold. Made by [`super::bindings`].
pub struct Values<'s> {
    pub scoping: &'s Scoping,
    pub symbols: FxHashMap<SymbolId, Value>,
    /// What calls of functions give back.
    pub calls: FxHashMap<SymbolId, Value>,
    /// What `new` gives, for classes of the module.
    pub instances: FxHashMap<SymbolId, Value>,
}

impl Values<'_> {
    #[must_use]
    pub fn of(&self, expression: &Expression<'_>) -> Value {
        self.at(expression, DEPTH)
    }

    /// The name of the global that an identifier stands for, if it is one.
    #[must_use]
    pub fn global_name<'e>(&self, ident: &'e IdentifierReference<'_>) -> Option<&'e str> {
        self.symbol(ident).is_none().then(|| ident.name.as_str())
    }

    #[must_use]
    pub fn symbol(&self, ident: &IdentifierReference<'_>) -> Option<SymbolId> {
        self.scoping.get_reference(ident.reference_id.get()?).symbol_id()
    }

    fn at(&self, expression: &Expression<'_>, depth: u32) -> Value {
        let Some(depth) = depth.checked_sub(1) else { return Value::UNKNOWN };
        match expression {
            Expression::StringLiteral(_) | Expression::TemplateLiteral(_) => Value::of(Kinds::TEXT),
            Expression::NumericLiteral(_) | Expression::UpdateExpression(_) => {
                Value::of(Kinds::NUMBER)
            }
            Expression::RegExpLiteral(_) => Value::of(Kinds::REGEXP),
            Expression::ArrayExpression(_) => Value::of(Kinds::ARRAY),
            Expression::FunctionExpression(_)
            | Expression::ArrowFunctionExpression(_)
            | Expression::ClassExpression(_) => Value::of(Kinds::FUNCTION),
            Expression::ImportExpression(_) => Value::of(Kinds::PROMISE),
            Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_)
            | Expression::BigIntLiteral(_)
            | Expression::ObjectExpression(_)
            | Expression::ImportMeta(_)
            | Expression::Super(_)
            | Expression::PrivateInExpression(_) => Value::OTHER,
            Expression::UnaryExpression(unary) => match unary.operator {
                UnaryOperator::Typeof => Value::of(Kinds::TEXT),
                UnaryOperator::UnaryPlus
                | UnaryOperator::UnaryNegation
                | UnaryOperator::BitwiseNot => Value::of(Kinds::NUMBER),
                _ => Value::OTHER,
            },
            Expression::BinaryExpression(binary) => self.binary(binary, depth),
            Expression::Identifier(ident) => self.identifier(ident),
            Expression::StaticMemberExpression(member) => {
                self.member(&member.object, member.property.name.as_str(), depth)
            }
            Expression::ComputedMemberExpression(member) => match member.static_property_name() {
                Some(name) => self.member(&member.object, name.as_str(), depth),
                None => Value::UNKNOWN,
            },
            Expression::CallExpression(call) => self.call(call, depth),
            Expression::NewExpression(new) => self.instance(&new.callee, depth),
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call(call, depth),
                ChainElement::StaticMemberExpression(member) => {
                    self.member(&member.object, member.property.name.as_str(), depth)
                }
                _ => Value::UNKNOWN,
            },
            Expression::AssignmentExpression(assignment) => match assignment.operator {
                AssignmentOperator::Assign => self.at(&assignment.right, depth),
                _ => Value::UNKNOWN,
            },
            Expression::SequenceExpression(sequence) => {
                sequence.expressions.last().map_or(Value::UNKNOWN, |last| self.at(last, depth))
            }
            Expression::ConditionalExpression(conditional) => {
                self.at(&conditional.consequent, depth).or(self.at(&conditional.alternate, depth))
            }
            Expression::LogicalExpression(logical) => {
                let right = self.at(&logical.right, depth);
                match (logical.operator, self.at(&logical.left, depth)) {
                    // Whatever is false has no methods.
                    (LogicalOperator::And, _) => right,
                    (_, left) => left.or(right),
                }
            }
            _ => Value::UNKNOWN,
        }
    }

    fn binary(&self, binary: &BinaryExpression<'_>, depth: u32) -> Value {
        match binary.operator {
            BinaryOperator::Addition => {
                let (left, right) = (self.at(&binary.left, depth), self.at(&binary.right, depth));
                if left.is_surely(Kinds::TEXT) || right.is_surely(Kinds::TEXT) {
                    Value::of(Kinds::TEXT)
                } else {
                    Value::of(Kinds::TEXT.or(Kinds::NUMBER))
                }
            }
            operator if operator.is_arithmetic() || operator.is_bitwise() => {
                Value::of(Kinds::NUMBER)
            }
            _ => Value::OTHER,
        }
    }

    fn identifier(&self, ident: &IdentifierReference<'_>) -> Value {
        match self.symbol(ident) {
            Some(symbol) => self.symbols.get(&symbol).copied().unwrap_or(Value::UNKNOWN),
            None => global(ident.name.as_str()),
        }
    }

    fn member(&self, object: &Expression<'_>, name: &str, depth: u32) -> Value {
        match (self.at(object, depth), name) {
            (Value::GlobalObject, name) => global(name),
            (Value::UNKNOWN, name)
                if may_be_global_object(object) && results::standard(name).is_some() =>
            {
                global(name)
            }
            (Value::Global("Symbol"), name) if name != "prototype" => Value::of(Kinds::SYMBOL),
            (Value::Global(owner), "prototype") => Value::of(results::instance(owner)),
            (_, "prototype" | "style" | "dataset") => Value::OTHER,
            (_, "classList") => Value::of(Kinds::DOM),
            (_, "childNodes" | "children") => Value::maybe(Kinds::DOM),
            (_, "constructor") => Value::of(Kinds::FUNCTION),
            (_, "length") => Value::of(Kinds::NUMBER),
            _ => Value::UNKNOWN,
        }
    }

    fn call(&self, call: &CallExpression<'_>, depth: u32) -> Value {
        let argument = || call.arguments.first().and_then(Argument::as_expression);
        match &call.callee {
            Expression::Identifier(callee) => match self.symbol(callee) {
                Some(symbol) => self.calls.get(&symbol).copied().unwrap_or(Value::UNKNOWN),
                None => match callee.name.as_str() {
                    "require" => required(argument()),
                    "structuredClone" => argument().map_or(Value::OTHER, |it| self.at(it, depth)),
                    name => results::of_function(name),
                },
            },
            Expression::StaticMemberExpression(member) => {
                let name = member.property.name.as_str();
                match self.at(&member.object, depth) {
                    Value::Global("Object") if results::gives_argument_back(name) => {
                        argument().map_or(Value::OTHER, |it| self.at(it, depth))
                    }
                    Value::Global(owner) => results::of_static(owner, name),
                    Value::GlobalObject => results::of_function(name),
                    Value::Of { kinds, sure } => results::of_method(kinds, sure, name),
                }
            }
            // `iterable[Symbol.iterator]()`
            Expression::ComputedMemberExpression(member)
                if matches!(
                    &member.expression,
                    Expression::StaticMemberExpression(key)
                        if key.property.name == "iterator"
                            && self.at(&key.object, depth) == Value::Global("Symbol")
                ) =>
            {
                Value::of(Kinds::ITERATOR)
            }
            _ => Value::UNKNOWN,
        }
    }

    fn instance(&self, callee: &Expression<'_>, depth: u32) -> Value {
        match self.at(callee, depth) {
            Value::Global("Proxy" | "Object") => Value::UNKNOWN,
            Value::Global(owner) => Value::of(results::instance(owner)),
            _ => match callee {
                Expression::Identifier(ident) => match self.symbol(ident) {
                    Some(symbol) => self.instances.get(&symbol).copied().unwrap_or(Value::UNKNOWN),
                    // `new FormData()`: of the run time, and not of the standard library.
                    None => Value::OTHER,
                },
                _ => Value::UNKNOWN,
            },
        }
    }
}

/// `self.Promise` in a function that was given the global object, as `(function (self) {`.
#[must_use]
pub fn may_be_global_object(object: &Expression<'_>) -> bool {
    matches!(object, Expression::Identifier(ident)
        if matches!(ident.name.as_str(), "global" | "globalThis" | "root" | "self" | "window"))
}

/// What a free identifier stands for.
#[must_use]
pub fn global(name: &str) -> Value {
    if let Some(standard) = results::standard(name) {
        return Value::Global(standard);
    }
    match name {
        "window" | "self" | "globalThis" | "global" | "frames" => Value::GlobalObject,
        "undefined" | "NaN" | "Infinity" | "$" | "_" | "jQuery" | "arguments" | "caches"
        | "console" | "crypto" | "customElements" | "document" | "exports" | "history"
        | "indexedDB" | "localStorage" | "location" | "module" | "navigator" | "performance"
        | "process" | "require" | "screen" | "sessionStorage" => Value::OTHER,
        _ => Value::UNKNOWN,
    }
}

/// What `require(request)`, or a default import, gives: a package gives its functions; a
/// file of the project may give anything.
#[must_use]
pub fn requested(request: &str) -> Value {
    let package = request.chars().next().is_some_and(|first| {
        first.is_ascii_alphabetic() || (first == '@' && !request.starts_with("@/"))
    });
    if package { Value::OTHER } else { Value::UNKNOWN }
}

fn required(request: Option<&Expression<'_>>) -> Value {
    match request {
        Some(Expression::StringLiteral(request)) => requested(request.value.as_str()),
        _ => Value::UNKNOWN,
    }
}
