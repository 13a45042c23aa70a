//! Which properties of a module may get a short name: `optimization.mangle_props`.
//!
//! The names are those of the whole build and are known only after all modules are. So each
//! property that may be renamed gets a mark as soon as its module is parsed, when the tree
//! still says what is a property; the mark goes through every transformation, into strings
//! too, and rendering puts the name in its place ([`crate::render`]).
//!
//! ```js
//! class A { _x = 1 }   →   class A { _xǂǂ = 1 }   →   defineProperty(this, "_xǂǂ", 1)
//! ```
//! Nothing here runs unless the option is set.

use std::collections::BTreeMap;

use oxc::{
    allocator::Allocator,
    ast::ast::*,
    ast_visit::{Visit, VisitJs, VisitJsMut, walk, walk_js, walk_js_mut},
    minifier::{ManglePropertiesOptions, PropertyMangler},
    str::CompactStr,
};
use oxc_ecmascript::BoundNames;
use rustc_hash::FxHashSet;

use crate::{
    diagnostic::Diagnostic,
    mangle::is_possible_target,
    options::{MangleProps, Options},
};

/// What marked names end in: letters of a click language, old enough for every target.
pub const MARK: &str = "ǂǂ";

/// The name as the module says it: facts are about these.
#[must_use]
pub fn plain(name: &str) -> &str {
    name.strip_suffix(MARK).unwrap_or(name)
}

/// A generated name is never longer.
const SHORT: usize = 4;

/// Names that mean something to the language or to bundlers, whatever a pattern says.
const FIXED: [&str; 22] = [
    "__esModule",
    "__proto__",
    "amd",
    "cache",
    "constructor",
    "context",
    "default",
    "ensure",
    "env",
    "exports",
    "glob",
    "hot",
    "include",
    "main",
    "meta",
    "prototype",
    "resolve",
    "resolveWeak",
    "then",
    "url",
    "webpackContext",
    "webpackHot",
];

/// The option, ready to be asked.
pub struct Mangle {
    pattern: regress::Regex,
    reserve: Vec<regress::Regex>,
    quoted: bool,
    /// Names in the keys of `define`, which are found by them.
    defined: FxHashSet<String>,
}

impl Mangle {
    /// # Errors
    /// A pattern that is no regular expression.
    pub fn new(stated: &MangleProps, options: &Options) -> Result<Self, Box<Diagnostic>> {
        let compile = |name: &str, pattern: &str| {
            regress::Regex::new(pattern).map_err(|error| {
                let message = format!("`optimization.{name}` is no regular expression: {error}");
                let diagnostic = Diagnostic::error("invalid-pattern", message)
                    .note(format!("the pattern is `{pattern}`"))
                    .hint("it is written as in JavaScript, without the slashes around it");
                Box::new(diagnostic)
            })
        };
        let wrong = stated.cache.values().flatten().find(|target| !is_possible_target(target));
        if let Some(target) = wrong {
            let message = format!("the cache of properties gives the name `{target}`");
            let diagnostic = Diagnostic::error("invalid-props-cache", message)
                .hint("a name is an identifier, and none that the language gives a meaning");
            return Err(Box::new(diagnostic));
        }
        Ok(Self {
            pattern: compile("mangle_props", &stated.pattern)?,
            reserve: stated
                .reserve
                .iter()
                .map(|pattern| compile("reserve_props", pattern))
                .collect::<Result<_, _>>()?,
            quoted: stated.quoted,
            defined: options
                .define
                .iter()
                .flat_map(|(key, _)| key.trim_start_matches("typeof ").split('.'))
                .map(str::to_owned)
                .collect(),
        })
    }

    fn is_meant(&self, name: &str) -> bool {
        !FIXED.contains(&name)
            && !name.contains(MARK)
            && self.pattern.find(name).is_some()
            && self.reserve.iter().all(|reserve| reserve.find(name).is_none())
            && !self.defined.contains(name)
    }
}

/// What a module says of the names of properties.
#[derive(Debug, Default)]
pub struct Properties {
    /// Those that may be renamed, with the number of places where they stand; sorted.
    pub counts: BTreeMap<CompactStr, u32>,
    /// Those that the pattern means and that must stay, here and everywhere.
    pub reserved: FxHashSet<CompactStr>,
    /// Short ones that are in use as they are, and whether they are names for certain: any
    /// string may be one.
    pub occupied: BTreeMap<CompactStr, bool>,
}

/// What [`mark`] has found.
pub struct Marked {
    /// Names that must stay.
    kept: FxHashSet<CompactStr>,
    /// Parameters of constructors that TypeScript makes properties of.
    parameters: FxHashSet<CompactStr>,
}

/// Marks what may be renamed.
pub fn mark<'a>(mangle: &Mangle, program: &mut Program<'a>, allocator: &'a Allocator) -> Marked {
    let Kept { names: kept, mut parameters, .. } = Kept::of(program);
    // The mangler tells the names that there are by giving each another one.
    let mut found = PropertyMangler::new(everything(mangle));
    found.collect(program);
    let mut options = everything(mangle);
    let mut any = false;
    for name in found.assign().keys() {
        let is_meant = mangle.is_meant(name) && !kept.contains(name);
        any |= is_meant;
        let target = is_meant.then(|| CompactStr::from(format!("{name}{MARK}")));
        // What is no identifier with the mark keeps its name.
        if options.cache.insert(name.clone(), target).is_err() {
            let _ = options.cache.insert(name.clone(), None);
        }
    }
    if any {
        let mut mangler = PropertyMangler::new(options);
        mangler.collect(program);
        mangler.assign();
        mangler.rewrite(program, allocator);
    }
    parameters.retain(|name| mangle.is_meant(name) && !kept.contains(name));
    Marked { kept: kept.into_iter().filter(|name| mangle.is_meant(name)).collect(), parameters }
}

fn everything(mangle: &Mangle) -> ManglePropertiesOptions {
    let mut options =
        ManglePropertiesOptions::from_pattern("").expect("the empty pattern is a pattern");
    options.mangle_quoted = mangle.quoted;
    options
}

/// Marks the properties that TypeScript's parameters have become.
pub fn mark_parameters<'a>(marked: &Marked, program: &mut Program<'a>, allocator: &'a Allocator) {
    struct Parameters<'m, 'a> {
        names: &'m FxHashSet<CompactStr>,
        allocator: &'a Allocator,
    }
    impl<'a> Parameters<'_, 'a> {
        fn mark(&self, name: &mut IdentifierName<'a>) {
            if self.names.contains(name.name.as_str()) {
                let marked = format!("{}{MARK}", name.name);
                name.name = self.allocator.alloc_str(&marked).into();
            }
        }
    }
    impl<'a> VisitJsMut<'a> for Parameters<'_, 'a> {
        fn visit_static_member_expression(&mut self, member: &mut StaticMemberExpression<'a>) {
            if matches!(member.object, Expression::ThisExpression(_)) {
                self.mark(&mut member.property);
            }
            walk_js_mut::walk_static_member_expression(self, member);
        }
        fn visit_property_definition(&mut self, property: &mut PropertyDefinition<'a>) {
            if let PropertyKey::StaticIdentifier(name) = &mut property.key {
                self.mark(name);
            }
            walk_js_mut::walk_property_definition(self, property);
        }
    }
    if !marked.parameters.is_empty() {
        Parameters { names: &marked.parameters, allocator }.visit_program(program);
    }
}

/// Names that are said in a place where they are no property, and asked for as one: those of
/// imports and exports, of enums, which have them as values too, and of what name spaces of
/// TypeScript export.
#[derive(Default)]
struct Kept<'a> {
    names: FxHashSet<CompactStr>,
    /// Local names of `import * as`.
    namespaces: FxHashSet<&'a str>,
    parameters: FxHashSet<CompactStr>,
}

impl<'a> Kept<'a> {
    fn of(program: &Program<'a>) -> Self {
        let mut kept = Self::default();
        for statement in &program.body {
            let Statement::ImportDeclaration(import) = statement else { continue };
            for specifier in import.specifiers.iter().flatten() {
                if let ImportDeclarationSpecifier::ImportNamespaceSpecifier(namespace) = specifier {
                    kept.namespaces.insert(namespace.local.name.as_str());
                }
            }
        }
        kept.visit_program(program);
        kept
    }

    fn keep(&mut self, name: &str) {
        self.names.insert(name.into());
    }
}

impl<'a> Visit<'a> for Kept<'a> {
    fn visit_import_specifier(&mut self, specifier: &ImportSpecifier<'a>) {
        self.keep(&specifier.imported.name());
    }

    fn visit_export_specifier(&mut self, specifier: &ExportSpecifier<'a>) {
        self.keep(&specifier.exported.name());
        self.keep(&specifier.local.name());
    }

    fn visit_export_all_declaration(&mut self, export: &ExportAllDeclaration<'a>) {
        if let Some(exported) = &export.exported {
            self.keep(&exported.name());
        }
    }

    fn visit_export_declaration(&mut self, export: &ExportDeclaration<'a>) {
        export.declaration.bound_names(&mut |ident| self.keep(&ident.name));
        walk::walk_export_declaration(self, export);
    }

    fn visit_ts_enum_member(&mut self, member: &TSEnumMember<'a>) {
        self.keep(&member.id.static_name());
        walk::walk_ts_enum_member(self, member);
    }

    fn visit_formal_parameter(&mut self, parameter: &FormalParameter<'a>) {
        if parameter.has_modifier() {
            parameter.pattern.bound_names(&mut |ident| {
                self.parameters.insert(ident.name.as_str().into());
            });
        }
        walk::walk_formal_parameter(self, parameter);
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        if let Expression::Identifier(object) = &member.object
            && self.namespaces.contains(object.name.as_str())
        {
            self.keep(&member.property.name);
        }
        walk::walk_static_member_expression(self, member);
    }
}

/// What the finished tree of a module says; `marked` is what [`mark`] gave, if it was called.
pub fn observe(mangle: &Mangle, program: &Program<'_>, marked: Option<Marked>) -> Properties {
    let is_marked = marked.is_some();
    let reserved = marked.map(|marked| marked.kept).unwrap_or_default();
    let properties = Properties { reserved, ..Properties::default() };
    let mut observer = Observer { mangle, is_marked, properties };
    observer.visit_program(program);
    observer.properties
}

struct Observer<'m> {
    mangle: &'m Mangle,
    /// The module was searched for names; in others, all stay.
    is_marked: bool,
    properties: Properties,
}

impl Observer<'_> {
    fn name(&mut self, name: &str) {
        // A transformation wrote it, or nobody may touch the module.
        if !self.marked(name) && self.mangle.is_meant(name) {
            self.properties.reserved.insert(name.into());
        }
        self.occupy(name, true);
    }

    fn text(&mut self, text: &str, is_key: bool) {
        if self.marked(text) {
            return;
        }
        if is_key && !self.is_marked && self.mangle.is_meant(text) {
            self.properties.reserved.insert(text.into());
        }
        self.occupy(text, is_key);
    }

    fn marked(&mut self, name: &str) -> bool {
        let Some(name) = name.strip_suffix(MARK) else { return false };
        *self.properties.counts.entry(name.into()).or_default() += 1;
        true
    }

    fn occupy(&mut self, name: &str, is_key: bool) {
        if name.len() <= SHORT && !name.is_empty() {
            *self.properties.occupied.entry(name.into()).or_default() |= is_key;
        }
    }

    /// A key in quotes or brackets, as far as it is a text.
    fn key(&mut self, expression: &Expression<'_>) {
        if let Expression::StringLiteral(literal) = expression
            && !literal.value.ends_with(MARK)
        {
            self.text(&literal.value, true);
        }
    }
}

impl<'a> VisitJs<'a> for Observer<'_> {
    fn visit_identifier_name(&mut self, name: &IdentifierName<'a>) {
        self.name(&name.name);
    }

    fn visit_property_key(&mut self, key: &PropertyKey<'a>) {
        if let Some(expression) = key.as_expression() {
            self.key(expression);
        }
        walk_js::walk_property_key(self, key);
    }

    fn visit_computed_member_expression(&mut self, member: &ComputedMemberExpression<'a>) {
        self.key(&member.expression);
        walk_js::walk_computed_member_expression(self, member);
    }

    fn visit_string_literal(&mut self, literal: &StringLiteral<'a>) {
        self.text(&literal.value, false);
    }

    fn visit_template_element(&mut self, element: &TemplateElement<'a>) {
        if let Some(text) = element.value.cooked {
            self.text(&text, false);
        }
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        property: &AssignmentTargetPropertyIdentifier<'a>,
    ) {
        self.name(&property.binding.name);
        walk_js::walk_assignment_target_property_identifier(self, property);
    }
}
