//! Which syntax the target lacks, feature by feature.

use oxc::transformer::{ESFeature, EngineTargets};

/// Syntax of ES2015 (and the regular expressions of later editions) that is to be lowered.
///
/// The names are those of the compatibility tables (compat-table, caniuse); `true` means
/// that some engine of the target does not understand it.
#[expect(clippy::struct_excessive_bools, reason = "independent features")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Features {
    pub arrow_functions: bool,
    /// `let`, `const`, functions in blocks.
    pub block_scoping: bool,
    pub classes: bool,
    /// Shorthand properties and methods, `super` in methods.
    pub object_literals: bool,
    pub computed_properties: bool,
    /// Rest in patterns goes with `destructuring`.
    pub object_spread: bool,
    pub destructuring: bool,
    /// Default values and rest parameters.
    pub parameters: bool,
    /// A function expression may be called like a name in a pattern of its parameters:
    /// `(function a([a]) {})`.
    pub function_names_in_patterns: bool,
    pub spread: bool,
    pub for_of: bool,
    pub generators: bool,
    pub template_literals: bool,
    pub new_target: bool,
    pub typeof_symbol: bool,
    pub duplicate_keys: bool,
    /// `0b1`, `0o7`, `1_000`.
    pub numeric_literals: bool,
    /// `\u{1F600}` in strings and names.
    pub unicode_escapes: bool,
    pub function_names: bool,
    pub unicode_regexp: bool,
    pub sticky_regexp: bool,
    pub dot_all_regexp: bool,
    pub named_groups_regexp: bool,
    pub unicode_property_regexp: bool,
    pub lookbehind_regexp: bool,
    pub match_indices_regexp: bool,
    pub unicode_sets_regexp: bool,
    pub duplicate_named_groups_regexp: bool,
    pub modifiers_regexp: bool,
}

impl Features {
    /// All of them: the target is ES5.
    #[must_use]
    pub fn es5() -> Self {
        Self::lacking(|_| true)
    }

    /// What some engine of `targets` lacks. An engine that the compatibility table does not
    /// name for a feature never got it.
    #[must_use]
    pub fn new(targets: &EngineTargets) -> Self {
        if targets.is_any_target() {
            return Self::default();
        }
        Self::lacking(|feature| !targets.supports_es_feature(feature))
    }

    /// What a target lacks, asked feature by feature.
    ///
    /// Features are lowered together where one is written in terms of another: state
    /// machines have only variables of the whole function, temporary variables have no place in
    /// parameters, and renamed ones none in patterns.
    #[must_use]
    #[allow(clippy::enum_glob_use, reason = "a table of features")]
    pub fn lacking(lacks: impl Fn(ESFeature) -> bool) -> Self {
        use ESFeature::{
            ES2015ArrowFunctions, ES2015BlockScopedFunctions, ES2015BlockScoping, ES2015Classes,
            ES2015ComputedProperties, ES2015Destructuring, ES2015DuplicateKeys, ES2015ForOf,
            ES2015FunctionName, ES2015Literals, ES2015NewTarget, ES2015ObjectSuper,
            ES2015Parameters, ES2015Regenerator, ES2015ShorthandProperties, ES2015Spread,
            ES2015StickyRegex, ES2015TemplateLiterals, ES2015TypeofSymbol, ES2015UnicodeEscapes,
            ES2015UnicodeRegex, ES2018DotallRegex, ES2018LookbehindRegex,
            ES2018NamedCapturingGroupsRegex, ES2018ObjectRestSpread, ES2018UnicodePropertyRegex,
            ES2021NumericSeparator, ES2022MatchIndicesRegex, ES2024UnicodeSetsRegex,
            ES2025DuplicateNamedCapturingGroupsRegex, ES2025RegexpModifiers,
        };
        let generators = lacks(ES2015Regenerator);
        let block_scoping =
            generators || lacks(ES2015BlockScoping) || lacks(ES2015BlockScopedFunctions);
        let destructuring = block_scoping || lacks(ES2015Destructuring);
        let spread = generators || lacks(ES2015Spread);
        // What lacks default values lacks patterns too. Safari up to 16.2, which the table
        // says lacks parameters, only makes a mistake: see `function_names_in_patterns`.
        let parameters = destructuring || spread;
        // `super` and `new.target` cannot be said in a function that was an arrow function.
        let classes = parameters
            || lacks(ES2015Classes)
            || lacks(ES2015ObjectSuper)
            || lacks(ES2015NewTarget)
            || lacks(ES2015ArrowFunctions);
        let computed_properties = generators || lacks(ES2015ComputedProperties);
        Self {
            arrow_functions: classes,
            block_scoping,
            classes,
            object_literals: classes || computed_properties || lacks(ES2015ShorthandProperties),
            computed_properties,
            object_spread: destructuring && lacks(ES2018ObjectRestSpread),
            destructuring,
            parameters: parameters || classes,
            function_names_in_patterns: !parameters && !classes && lacks(ES2015Parameters),
            spread,
            for_of: generators || destructuring || block_scoping || lacks(ES2015ForOf),
            generators,
            template_literals: generators || lacks(ES2015TemplateLiterals),
            new_target: classes,
            typeof_symbol: lacks(ES2015TypeofSymbol),
            duplicate_keys: lacks(ES2015DuplicateKeys),
            numeric_literals: lacks(ES2015Literals) || lacks(ES2021NumericSeparator),
            unicode_escapes: lacks(ES2015UnicodeEscapes),
            function_names: lacks(ES2015FunctionName),
            unicode_regexp: lacks(ES2015UnicodeRegex),
            sticky_regexp: lacks(ES2015StickyRegex),
            dot_all_regexp: lacks(ES2018DotallRegex),
            named_groups_regexp: lacks(ES2018NamedCapturingGroupsRegex),
            unicode_property_regexp: lacks(ES2018UnicodePropertyRegex),
            lookbehind_regexp: lacks(ES2018LookbehindRegex),
            match_indices_regexp: lacks(ES2022MatchIndicesRegex),
            unicode_sets_regexp: lacks(ES2024UnicodeSetsRegex),
            duplicate_named_groups_regexp: lacks(ES2025DuplicateNamedCapturingGroupsRegex),
            modifiers_regexp: lacks(ES2025RegexpModifiers),
        }
    }

    /// Whether anything is to be lowered at all.
    #[must_use]
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// What the code may be assumed never to need. Each makes the output smaller and gives up
/// something of the specification; none is made unless asked for.
#[expect(clippy::struct_excessive_bools, reason = "independent assumptions")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Assumptions {
    /// What is iterated, spread or taken apart is an array.
    pub iterable_is_array: bool,
    /// Where it is not an array, it may be something with `length` and no iterator.
    pub array_like_is_iterable: bool,
    /// `for-of` never has to close an iterator.
    pub skip_iterator_closing: bool,
    /// Classes are never called without `new`.
    pub no_class_calls: bool,
    /// Superclasses are functions that can be called on `this`: no built-ins.
    pub super_is_callable_constructor: bool,
    /// Computed keys are assigned, not defined.
    pub set_computed_properties: bool,
    /// `${value}` may call `valueOf` instead of `toString`.
    pub ignore_to_primitive_hint: bool,
    /// `length` of functions need not leave out parameters with defaults.
    pub ignore_function_length: bool,
    /// Nobody looks at the prototypes of generator functions and their objects.
    pub plain_generators: bool,
    /// Variables are never read before their declaration has run.
    pub no_temporal_dead_zone: bool,
    /// Class fields are assigned, private ones kept under names that others may guess.
    pub set_class_fields: bool,
    /// Nobody passes `document.all` to `?.` and `??`.
    pub no_document_all: bool,
    /// Reading a property twice gives the same and does nothing else.
    pub pure_getters: bool,
}
