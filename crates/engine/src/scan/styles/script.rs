//! What scripts get of a style sheet, and what TypeScript is told of it.

use std::{collections::BTreeMap, fmt::Write, path::Path, sync::Arc};

use oxc::syntax::{identifier::is_identifier_name, keyword::is_reserved_keyword};
use pybundle_loaders::css::Composed;
use rustc_hash::FxHashSet;

use super::{Imported, Scanner, Sheet, StyleItem, StyleUrl, style_kind};
use crate::{
    diagnostic::{Diagnostic, Location, nearest},
    options::{Convention, StyleOptions},
};

impl Scanner<'_> {
    /// The ES module of a sheet, and the names that TypeScript should know.
    pub(super) fn script(&self, sheet: &Arc<Sheet>) -> (String, Vec<String>) {
        let options = &self.options.styles;
        let mut text = String::new();
        if !sheet.is_local {
            return (text, Vec::new());
        }
        let mut requests: Vec<String> = Vec::new();
        let mut names: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut values: Vec<(String, Vec<String>)> = Vec::new();
        for name in sheet.css.exports.keys() {
            let composed = self.composed(sheet, name, &mut requests);
            values.push((name.clone(), composed));
        }
        for request in requests {
            let _ = writeln!(text, "import {};", literal(&request));
        }
        for (name, value) in &sheet.values {
            values.push((name.clone(), vec![value.clone()]));
        }
        for (index, (name, value)) in values.iter().enumerate() {
            let value = literal(&value.join(" "));
            let _ = writeln!(text, "const name{index} = {value};");
            for called in called(name, options.convention) {
                names.entry(called).or_insert_with(|| (format!("name{index}"), value.clone()));
            }
        }
        if options.named_exports {
            for (called, (variable, _)) in &names {
                // The default is all of them.
                if !(called == "default" && options.default_export) {
                    let _ = writeln!(text, "export {{ {variable} as {} }};", literal(called));
                }
            }
        }
        if options.default_export {
            text.push_str("export default {");
            for (called, (_, value)) in &names {
                let key = literal(called);
                let key = if called == "__proto__" { format!("[{key}]") } else { key };
                // Not by the variables, which are left out where this alone is used.
                let _ = write!(text, " {key}: {value},");
            }
            text.push_str(" };\n");
        }
        (text, names.into_keys().collect())
    }

    /// The class names behind a local name: its own, and what it composes, each once.
    fn composed(&self, root: &Arc<Sheet>, name: &str, requests: &mut Vec<String>) -> Vec<String> {
        let mut classes: Vec<String> = Vec::new();
        let mut seen = FxHashSet::default();
        // Without a sheet: as it is.
        let mut open = vec![(Some(Arc::clone(root)), name.to_owned())];
        while let Some((sheet, name)) = open.pop() {
            let Some(sheet) = sheet else {
                if !classes.contains(&name) {
                    classes.push(name);
                }
                continue;
            };
            if !seen.insert((sheet.path.clone(), name.clone())) {
                continue;
            }
            let Some(export) = sheet.css.exports.get(&name) else { continue };
            if !classes.contains(&export.name) {
                classes.push(export.name.clone());
            }
            let mut more = Vec::new();
            for composed in &export.composes {
                match composed {
                    Composed::Global(name) => more.push((None, name.clone())),
                    Composed::Local(made) => {
                        let exports = &sheet.css.exports;
                        if let Some((name, _)) = exports.iter().find(|(_, it)| it.name == *made) {
                            more.push((Some(Arc::clone(&sheet)), name.clone()));
                        }
                    }
                    Composed::From { name, request } => {
                        let is_root = Arc::ptr_eq(&sheet, root);
                        let found = self.composed_from(&sheet, name, request, is_root);
                        let Some(other) = found else { continue };
                        if is_root && other.path != root.path {
                            let request = relative(&root.path, &other.path);
                            if !requests.contains(&request) {
                                requests.push(request);
                            }
                        }
                        more.push((Some(other), name.clone()));
                    }
                }
            }
            open.extend(more.into_iter().rev());
        }
        classes
    }

    fn composed_from(
        &self,
        sheet: &Arc<Sheet>,
        name: &str,
        request: &str,
        report: bool,
    ) -> Option<Arc<Sheet>> {
        // lightningcss does not say where it stands.
        let start = sheet.source.find(request).unwrap_or(0);
        let end = start + request.len();
        let Some(Imported::File(path)) = self.style_target(sheet, request, start, end) else {
            return None;
        };
        let kind = style_kind(&path, "")?;
        let other = self.sheet(&path, super::StyleKind { is_local: true, ..kind });
        if report && !other.css.exports.contains_key(name) {
            let message = format!("there is no class `{name}` in {}", other.name);
            let mut diagnostic = Diagnostic::error("missing-class", message).at(Location::new(
                &sheet.name,
                &sheet.source,
                start,
                end,
            ));
            let known = other.css.exports.keys().map(String::as_str);
            if let Some(meant) = nearest(name, known) {
                diagnostic = diagnostic.hint(format!("did you mean `{meant}`?"));
            }
            self.report(diagnostic);
        }
        Some(other)
    }

    /// `?inline`: the text of the sheet with all that it imports.
    pub(super) fn inline_text(&self, path: &Path, items: &[StyleItem]) -> String {
        let folder = path.parent().unwrap_or(path);
        let mut text = String::from("export default ");
        let mut css = String::new();
        let minify = self.options.minify;
        for item in items {
            let StyleItem::External { request, conditions } = item else { continue };
            css.push_str(&crate::render::styles::external_import(request, conditions, minify));
        }
        for item in items {
            let (before, after) = crate::render::styles::around(item, minify);
            css.push_str(&before);
            if let StyleItem::Sheet { sheet, urls, .. } = item {
                let mut at = 0;
                for mark in &sheet.css.marks {
                    css.push_str(&sheet.css.code[at..mark.offset]);
                    at = mark.offset + mark.length;
                    match urls.get(mark.url) {
                        Some(StyleUrl::Asset { asset, suffix }) => {
                            let request = relative(&folder.join("x"), &asset.path);
                            let _ = write!(
                                text,
                                "{} + new URL({}, import.meta.url).href + ",
                                literal(&css),
                                literal(&request)
                            );
                            css.clear();
                            css.push_str(suffix);
                        }
                        Some(StyleUrl::Text(text)) => css.push_str(text),
                        None => {}
                    }
                }
                css.push_str(&sheet.css.code[at..]);
            }
            css.push_str(&after);
        }
        let _ = writeln!(text, "{};", literal(&css));
        text
    }
}

/// The names under which scripts know what a sheet calls `name`.
fn called(name: &str, convention: Convention) -> Vec<String> {
    let other = match convention {
        Convention::AsIs => return vec![name.to_owned()],
        Convention::CamelCase | Convention::CamelCaseOnly => {
            camel_case(name, &['-', '_', '.', ' '])
        }
        Convention::Dashes | Convention::DashesOnly => camel_case(name, &['-']),
    };
    match convention {
        Convention::CamelCase | Convention::Dashes if other != name => {
            vec![name.to_owned(), other]
        }
        _ => vec![other],
    }
}

/// `btn--primary` → `btnPrimary`
fn camel_case(name: &str, separators: &[char]) -> String {
    let mut made = String::new();
    let mut upper = false;
    for char in name.trim_matches(separators).chars() {
        if separators.contains(&char) {
            upper = true;
        } else if std::mem::take(&mut upper) {
            made.extend(char.to_uppercase());
        } else {
            made.push(char);
        }
    }
    made
}

/// The request that leads from the file `from` to the file `to`.
fn relative(from: &Path, to: &Path) -> String {
    let from: Vec<_> = from.parent().unwrap_or(from).components().collect();
    let parts: Vec<_> = to.components().collect();
    let common = from.iter().zip(&parts).take_while(|(one, other)| one == other).count();
    let mut request = if common == from.len() { "./".to_owned() } else { String::new() };
    request.push_str(&"../".repeat(from.len() - common));
    let rest: Vec<_> =
        parts[common..].iter().map(|part| part.as_os_str().to_string_lossy()).collect();
    request + &rest.join("/")
}

/// The declarations of a CSS module, for TypeScript.
#[must_use]
pub fn declarations(names: &[String], options: &StyleOptions) -> String {
    let mut text = String::from("// Written by pybundle; what is changed here is lost.\n");
    if options.named_exports {
        for name in names {
            if is_identifier_name(name) && !is_reserved_keyword(name) && name != "default" {
                let _ = writeln!(text, "export const {name}: string;");
            }
        }
    }
    if options.default_export {
        text.push_str("declare const styles: {\n");
        for name in names {
            let _ = writeln!(text, "  readonly {}: string;", literal(name));
        }
        text.push_str("};\nexport default styles;\n");
    }
    text
}

fn literal(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conventions() {
        assert_eq!(called("a-b_c", Convention::AsIs), ["a-b_c"]);
        assert_eq!(called("a-b_c", Convention::CamelCase), ["a-b_c", "aBC"]);
        assert_eq!(called("a--b_c", Convention::DashesOnly), ["aB_c"]);
    }

    #[test]
    fn requests_between_files() {
        let request = |from, to| relative(Path::new(from), Path::new(to));
        assert_eq!(request("/p/src/a.css", "/p/src/b.css"), "./b.css");
        assert_eq!(request("/p/src/a.css", "/p/x/b.css"), "../x/b.css");
    }
}
