//! One style sheet: lowered for the browsers of the target, printed, and what it asks for.
//!
//! `@import` and `@layer` statements in front are taken out, since what they name comes
//! before the rules; addresses in `url()` are replaced by marks of a fixed length, so that
//! whoever puts the sheet into a file can say where the files are.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, RwLock},
};

use lightningcss::{
    css_modules::{Config, CssModuleReference, Pattern, Segment},
    error::{Error, ParserError, SelectorError},
    printer::PrinterOptions,
    rules::{CssRule, CssRuleList, import::ImportRule},
    stylesheet::{MinifyOptions, ParserFlags, ParserOptions, StyleSheet},
    targets::{Browsers, Features, Targets},
    traits::ToCss,
    values::{image::Image, url::Url},
    visit_types,
    visitor::{Visit, VisitTypes, Visitor},
};
use parcel_sourcemap::SourceMap;

use crate::{Place, Problem, bounds};

/// The oldest browsers that must understand a sheet: `major << 16 | minor << 8`.
pub type OldestBrowsers = Browsers;

/// How a sheet is made.
#[derive(Debug, Clone, Default)]
pub struct CssOptions {
    pub minify: bool,
    pub source_map: bool,
    /// Nothing is lowered where no browser is named.
    pub browsers: OldestBrowsers,
    /// Names are local, as CSS Modules have them.
    pub modules: Option<LocalNames>,
}

/// What becomes of the names in CSS Modules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent kinds of names")]
pub struct LocalNames {
    /// What stands around the name, which is where two of these meet.
    pub around: Vec<String>,
    pub animation: bool,
    pub container: bool,
    pub grid: bool,
    pub custom_idents: bool,
    pub dashed_idents: bool,
    /// Every selector must have a local name.
    pub pure: bool,
}

/// A sheet as it goes to a file, but for the addresses in it.
#[derive(Debug, Default, Clone)]
pub struct Css {
    /// What stands in front of all rules, in order.
    pub leading: Vec<Leading>,
    /// The rules.
    pub code: String,
    /// Where in `code` a mark stands for an address, in order.
    pub marks: Vec<Mark>,
    pub urls: Vec<UrlRequest>,
    /// Layers that the rules name, in order.
    pub layers: Vec<String>,
    /// Of CSS Modules, by the name in the source.
    pub exports: BTreeMap<String, Export>,
    pub mappings: Vec<Mapping>,
    pub problems: Vec<Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leading {
    /// `@layer a, b;`
    Layers(Vec<String>),
    Import(Import),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub request: String,
    /// `Some(None)` is a layer without a name.
    pub layer: Option<Option<String>>,
    pub supports: Option<String>,
    pub media: Option<String>,
    /// Of the rule.
    pub place: Place,
}

/// `length` bytes of the code that stand for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub offset: usize,
    pub length: usize,
    /// Of `urls`.
    pub url: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlRequest {
    pub request: String,
    pub place: Place,
}

/// A local name with what it composes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    pub name: String,
    pub composes: Vec<Composed>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Composed {
    /// As it is in the output.
    Local(String),
    Global(String),
    From {
        name: String,
        request: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mapping {
    pub line: u32,
    /// In UTF-16 units.
    pub column: u32,
    pub original: Place,
}

/// Makes a sheet of `source`, whose `name` is relative to the project.
///
/// A sheet that cannot be printed is empty; its problems say why.
#[must_use]
pub fn compile(name: &str, source: &str, options: &CssOptions) -> Css {
    if let Err(problem) = bounds::check(source) {
        return failed(problem);
    }
    // What lightningcss does not expect it ends with; that is no reason for us to end.
    catch_unwind(AssertUnwindSafe(|| compile_bounded(name, source, options))).unwrap_or_else(|_| {
        failed(Problem::error(
            "css-syntax",
            "the parser of style sheets gave up on this file",
            None,
        ))
    })
}

fn failed(problem: Problem) -> Css {
    Css { problems: vec![problem], ..Css::default() }
}

fn compile_bounded(name: &str, source: &str, options: &CssOptions) -> Css {
    let warnings = Arc::new(RwLock::new(Vec::new()));
    let parser = ParserOptions {
        filename: name.to_owned(),
        css_modules: options.modules.as_ref().map(config),
        error_recovery: true,
        warnings: Some(Arc::clone(&warnings)),
        flags: ParserFlags::DEEP_SELECTOR_COMBINATOR,
        ..ParserOptions::default()
    };
    let mut css = Css::default();
    let mut sheet = match StyleSheet::parse(source, parser) {
        Ok(sheet) => sheet,
        Err(error) => return failed(syntax_problem(&error)),
    };
    if let Ok(warnings) = warnings.read() {
        css.problems.extend(warnings.iter().map(|error| {
            let mut found = syntax_problem(error);
            if error.kind == ParserError::EndOfInput {
                "this is neither a declaration nor a nested rule".clone_into(&mut found.message);
                found.place = found.place.map(|place| begin_of_statement(source, place));
            }
            found
        }));
    }
    let targets = targets(options.browsers);
    css.leading = leading(&mut sheet.rules, targets);
    layers(&sheet.rules, "", &mut css.layers);
    let mut mark = String::from("pybundle-url");
    while source.contains(&mark) {
        mark.push('x');
    }
    let mut urls = Urls { mark: &mark, found: Vec::new() };
    let Ok(()) = sheet.visit(&mut urls);
    css.urls = urls.found;
    let minify = MinifyOptions { targets, ..MinifyOptions::default() };
    if let Err(error) = sheet.minify(minify) {
        css.problems.push(problem("css-syntax", error.kind.to_string(), error.loc.as_ref()));
        return css;
    }
    let mut map = options.source_map.then(|| SourceMap::new("/"));
    let printed = sheet.to_css(PrinterOptions {
        minify: options.minify,
        source_map: map.as_mut(),
        targets,
        ..PrinterOptions::default()
    });
    match printed {
        Ok(printed) => {
            css.code = printed.code;
            css.exports = exports(printed.exports.unwrap_or_default());
        }
        Err(error) => {
            css.problems.push(problem("css-syntax", error.kind.to_string(), error.loc.as_ref()));
            return css;
        }
    }
    if let Some(map) = map {
        css.mappings = mappings(&map, &css.code);
    }
    css.marks = marks(&css.code, &mark);
    css
}

/// Without a target nothing is lowered, but nothing is made newer either: lightningcss would
/// write `(width>=10px)` for `(min-width:10px)`.
fn targets(browsers: Browsers) -> Targets {
    if browsers == Browsers::default() {
        let include = Features::MediaRangeSyntax | Features::MediaIntervalSyntax;
        return Targets { include, ..Targets::default() };
    }
    Targets { browsers: Some(browsers), ..Targets::default() }
}

fn config(names: &LocalNames) -> Config {
    let mut segments = Vec::new();
    for (index, text) in names.around.iter().enumerate() {
        if index > 0 {
            segments.push(Segment::Local);
        }
        if !text.is_empty() {
            segments.push(Segment::Literal(text.clone().into()));
        }
    }
    Config {
        pattern: Pattern { segments: segments.into() },
        dashed_idents: names.dashed_idents,
        animation: names.animation,
        grid: names.grid,
        custom_idents: names.custom_idents,
        container: names.container,
        pure: names.pure,
    }
}

/// Takes the rules out that must stand in front.
fn leading(rules: &mut CssRuleList<'_>, targets: Targets) -> Vec<Leading> {
    let mut leading = Vec::new();
    let has_imports = rules.0.iter().any(|rule| matches!(rule, CssRule::Import(_)));
    if !has_imports {
        return leading;
    }
    for rule in &mut rules.0 {
        match rule {
            CssRule::Import(import) => leading.push(Leading::Import(imported(import, targets))),
            CssRule::LayerStatement(layers) => {
                leading.push(Leading::Layers(layers.names.iter().filter_map(text).collect()));
            }
            CssRule::Ignored => continue,
            // Layers named behind the first rule belong to the rules.
            _ => break,
        }
        *rule = CssRule::Ignored;
    }
    leading
}

fn imported(rule: &ImportRule<'_>, targets: Targets) -> Import {
    let options = || PrinterOptions { targets, ..PrinterOptions::default() };
    Import {
        request: rule.url.to_string(),
        layer: rule.layer.as_ref().map(|layer| layer.as_ref().and_then(text)),
        supports: rule.supports.as_ref().and_then(|condition| {
            let text = condition.to_css_string(options()).ok()?;
            Some(if text.starts_with('(') { text } else { format!("({text})") })
        }),
        media: (!rule.media.media_queries.is_empty())
            .then(|| rule.media.to_css_string(options()).ok())
            .flatten(),
        place: Place { line: rule.loc.line, column: rule.loc.column.saturating_sub(1) },
    }
}

fn text(value: &impl ToCss) -> Option<String> {
    value.to_css_string(PrinterOptions::default()).ok()
}

/// The names of layers in the order in which they are met, with those around them.
fn layers(rules: &CssRuleList<'_>, around: &str, found: &mut Vec<String>) {
    let add = |name: String, found: &mut Vec<String>| {
        let name = if around.is_empty() { name } else { format!("{around}.{name}") };
        if !found.contains(&name) {
            found.push(name.clone());
        }
        name
    };
    for rule in &rules.0 {
        match rule {
            CssRule::LayerStatement(statement) => {
                for name in statement.names.iter().filter_map(text) {
                    add(name, found);
                }
            }
            CssRule::LayerBlock(block) => {
                // What is within a layer without a name cannot be named.
                if let Some(name) = block.name.as_ref().and_then(text) {
                    let name = add(name, found);
                    layers(&block.rules, &name, found);
                }
            }
            CssRule::Media(media) => layers(&media.rules, around, found),
            CssRule::Supports(supports) => layers(&supports.rules, around, found),
            CssRule::Container(container) => layers(&container.rules, around, found),
            _ => {}
        }
    }
}

const MARK_DIGITS: usize = 6;

/// Notes addresses of files and puts marks in their place.
struct Urls<'m> {
    mark: &'m str,
    found: Vec<UrlRequest>,
}

impl<'i> Visitor<'i> for Urls<'_> {
    type Error = Infallible;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(URLS | RULES | IMAGES)
    }

    fn visit_rule(&mut self, rule: &mut CssRule<'i>) -> Result<(), Infallible> {
        // The addresses in these are names, not places.
        if matches!(rule, CssRule::Namespace(_) | CssRule::MozDocument(_)) {
            return Ok(());
        }
        rule.visit_children(self)
    }

    fn visit_image(&mut self, image: &mut Image<'i>) -> Result<(), Infallible> {
        // Options are not visited by themselves.
        if let Image::ImageSet(set) = image {
            return set
                .options
                .iter_mut()
                .try_for_each(|option| self.visit_image(&mut option.image));
        }
        image.visit_children(self)
    }

    fn visit_url(&mut self, url: &mut Url<'i>) -> Result<(), Infallible> {
        if !is_file(&url.url) {
            return Ok(());
        }
        let number = self.found.len();
        let place = Place {
            line: url.loc.line.saturating_sub(1),
            column: url.loc.column.saturating_sub(1),
        };
        self.found.push(UrlRequest { request: url.url.to_string(), place });
        url.url = format!("{}{number:0MARK_DIGITS$}", self.mark).into();
        Ok(())
    }
}

/// Not an address with a scheme, from the root of the server, or within the page.
#[must_use]
pub fn is_file(request: &str) -> bool {
    let path = request.split(['?', '#']).next().unwrap_or(request);
    let has_scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        let mut chars = scheme.chars();
        chars.next().is_some_and(|first| first.is_ascii_alphabetic())
            && chars.all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
    });
    !(path.trim().is_empty() || has_scheme || path.starts_with('/'))
}

fn marks(code: &str, mark: &str) -> Vec<Mark> {
    let length = mark.len() + MARK_DIGITS;
    code.match_indices(mark)
        .filter_map(|(offset, _)| {
            let digits = code.get(offset + mark.len()..offset + length)?;
            Some(Mark { offset, length, url: digits.parse().ok()? })
        })
        .collect()
}

fn exports(
    found: std::collections::HashMap<String, lightningcss::css_modules::CssModuleExport>,
) -> BTreeMap<String, Export> {
    let convert = |reference: CssModuleReference| match reference {
        CssModuleReference::Local { name } => Composed::Local(name),
        CssModuleReference::Global { name } => Composed::Global(name),
        CssModuleReference::Dependency { name, specifier } => {
            Composed::From { name, request: specifier }
        }
    };
    found
        .into_iter()
        .map(|(name, export)| {
            let composes = export.composes.into_iter().map(convert).collect();
            (name, Export { name: export.name, composes })
        })
        .collect()
}

/// lightningcss counts bytes where maps count UTF-16 units.
fn mappings(map: &SourceMap, code: &str) -> Vec<Mapping> {
    let lines: Vec<&str> = if code.is_ascii() { Vec::new() } else { code.split('\n').collect() };
    let mut found: Vec<Mapping> = map
        .get_mappings()
        .into_iter()
        .filter_map(|mapping| {
            let original = mapping.original?;
            let column = match lines.get(mapping.generated_line as usize) {
                Some(line) => {
                    let bytes = line.get(..mapping.generated_column as usize)?;
                    u32::try_from(bytes.encode_utf16().count()).ok()?
                }
                None => mapping.generated_column,
            };
            let original = Place { line: original.original_line, column: original.original_column };
            Some(Mapping { line: mapping.generated_line, column, original })
        })
        .collect();
    found.sort_by_key(|mapping| (mapping.line, mapping.column));
    found
}

fn syntax_problem(error: &Error<ParserError<'_>>) -> Problem {
    let kind = &error.kind;
    let mut found = match kind {
        ParserError::AtRuleInvalid(name) => Problem {
            hint: Some("browsers skip it; was it meant for a tool that has not run?"),
            ..problem("css-unknown", format!("no browser knows `@{name}`"), error.loc.as_ref())
        },
        ParserError::SelectorError(
            SelectorError::UnsupportedPseudoClass(name)
            | SelectorError::UnsupportedPseudoElement(name),
        ) => problem("css-unknown", format!("no browser knows `:{name}`"), error.loc.as_ref()),
        ParserError::DeprecatedNestRule | ParserError::DeprecatedCssModulesValueRule => {
            problem("css-unknown", lower_first(&kind.to_string()), error.loc.as_ref())
        }
        ParserError::UnexpectedToken(token) => {
            let shown = format!("{token:?}");
            problem("css-syntax", format!("unexpected {}", token_text(&shown)), error.loc.as_ref())
        }
        kind => problem("css-syntax", lower_first(&kind.to_string()), error.loc.as_ref()),
    };
    found.is_skipped = true;
    found
}

/// Where the statement begins whose end is at a place of its line.
fn begin_of_statement(source: &str, place: Place) -> Place {
    let end = place.offset(source);
    let line = source[..end].rfind('\n').map_or(0, |at| at + 1);
    let text = &source[line..end];
    let start = text.trim_end_matches([';', '}']).rfind(['{', ';', '}']).map_or(0, |at| at + 1);
    let blank = text[start..].len() - text[start..].trim_start().len();
    let column = text[..start + blank].encode_utf16().count();
    Place { column: u32::try_from(column).unwrap_or(0), ..place }
}

/// `Delim('*')` → `*`, `Semicolon` → `semicolon`
fn token_text(debug: &str) -> String {
    match debug.split_once('(') {
        Some((_, inside)) => {
            let inside = inside.trim_end_matches(')').trim_matches(['"', '\'']);
            format!("`{inside}`")
        }
        None => debug.to_ascii_lowercase(),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + chars.as_str().trim_end_matches('.')
}

fn problem(
    code: &'static str,
    message: String,
    location: Option<&lightningcss::error::ErrorLocation>,
) -> Problem {
    let place = location.map(|at| Place { line: at.line, column: at.column.saturating_sub(1) });
    Problem::error(code, message, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(source: &str) -> Css {
        compile("a.css", source, &CssOptions { minify: true, ..CssOptions::default() })
    }

    #[test]
    fn what_stands_in_front_is_taken_out() {
        let css = made(
            "@charset \"utf-8\"; @layer a, b; @import 'x.css' layer(a) supports(display: grid) screen; @layer c; .d { color: red }",
        );
        assert_eq!(css.code, ".d{color:red}");
        let Leading::Import(import) = &css.leading[1] else { panic!("no import") };
        assert_eq!(import.layer, Some(Some("a".to_owned())));
        assert_eq!(import.supports.as_deref(), Some("(display: grid)"));
        assert_eq!(import.media.as_deref(), Some("screen"));
        assert_eq!(css.leading.len(), 3);
    }

    #[test]
    fn addresses_become_marks() {
        let css = made(
            "a { background: url(a.png), url('#x'), url(data:image/png;base64,AA); --b: url(b.png) } b { background: image-set('c.png' 1x) }",
        );
        let requests: Vec<_> = css.urls.iter().map(|url| url.request.as_str()).collect();
        assert_eq!(requests, ["a.png", "b.png", "c.png"]);
        assert_eq!(css.marks.len(), 3);
    }

    #[test]
    fn names_are_local() {
        let around = vec!["a-".to_owned(), String::new()];
        let names = LocalNames { around, animation: true, ..LocalNames::default() };
        let options = CssOptions { minify: true, modules: Some(names), ..CssOptions::default() };
        let css = compile(
            "a.module.css",
            ".x { color: red } .y { composes: x; composes: z from './z.css' } :global(.g) .x { color: blue }",
            &options,
        );
        assert_eq!(css.code, ".a-x{color:red}.a-y{}.g .a-x{color:#00f}");
        assert_eq!(css.exports["y"].composes.len(), 2);
    }
}
