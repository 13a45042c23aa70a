//! Style sheets as modules.
//!
//! To the graph such a module is a small ES module: what scripts get of it, the names of a
//! CSS module or the text of `?inline`. Beside it stands a [`Style`]: what the sheet and all
//! that it imports add to the style sheet of the chunk, in the order of the cascade.
//!
//! ```js
//! // of `a.module.css`, with `.title { composes: base from "./base.module.css" }`
//! import "./base.module.css";
//! const name0 = "a-x1y2z3_title base-p4q5r6_base";
//! export { name0 as "title" };
//! export default { "title": "a-x1y2z3_title base-p4q5r6_base" };
//! ```
//! A request of another sheet within a sheet (`@import`) is none of the graph: as in browsers,
//! a sheet has all that it imports, wherever else that may be, and the last place counts.

mod names;
mod script;
mod sheet;
mod urls;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use pybundle_loaders::css::Leading;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_128;

use super::{
    Found, Scanner,
    parse::{self, Goal, Language, SourceKind},
};
use crate::{
    diagnostic::{Diagnostic, Location},
    graph::{Asset, ModuleGraph},
    module::Module,
    resolve::{Importer, RequestKind, Target},
};
pub use names::local_names;
pub use script::declarations;
pub use sheet::{Sheet, Sheets};

/// What a file says of itself by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StyleKind {
    pub syntax: Syntax,
    /// A CSS module: its names are its own.
    pub is_local: bool,
    /// Scripts get the text, and nothing goes to a style sheet.
    pub is_inline: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    Css,
    Scss,
    Sass,
}

/// `None` for what is no style sheet. Who asks for one as a file or a text (`?url`, `?raw`) has
/// a chain that says so, and does not come here.
#[must_use]
pub fn style_kind(path: &Path, query: &str) -> Option<StyleKind> {
    let syntax = match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "css" => Syntax::Css,
        "scss" => Syntax::Scss,
        "sass" => Syntax::Sass,
        _ => return None,
    };
    Some(StyleKind { syntax, is_local: is_module_name(path), is_inline: is_inline(query) })
}

/// `*.module.css`, or any other end.
#[must_use]
pub fn is_module_name(path: &Path) -> bool {
    path.file_stem()
        .and_then(|stem| Path::new(stem).extension())
        .is_some_and(|extension| extension.eq_ignore_ascii_case("module"))
}

/// `?inline`
#[must_use]
pub fn is_inline(query: &str) -> bool {
    query.trim_start_matches('?').split('&').any(|word| word == "inline")
}

/// What a module adds to the style sheet of its chunk.
#[derive(Debug, Default)]
pub struct Style {
    /// In the order of the cascade.
    pub items: Vec<StyleItem>,
    /// What scripts know of it, for TypeScript.
    pub names: Vec<String>,
    pub is_local: bool,
}

#[derive(Debug, Clone)]
pub enum StyleItem {
    /// `@import` of what is no file of the project.
    External {
        request: String,
        conditions: Conditions,
    },
    /// `@layer a, b;`
    Layers {
        names: Vec<String>,
        conditions: Conditions,
    },
    Sheet {
        sheet: Arc<Sheet>,
        urls: Arc<[StyleUrl]>,
        conditions: Conditions,
    },
}

/// From the outermost `@import` to the innermost.
pub type Conditions = Arc<[Condition]>;

/// What an `@import` says of when a sheet counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Condition {
    pub layer: Option<String>,
    pub supports: Option<String>,
    pub media: Option<String>,
}

/// What stands for an address in a sheet.
#[derive(Debug, Clone)]
pub enum StyleUrl {
    /// With its `?query#fragment`.
    Asset { asset: Asset, suffix: String },
    /// As it is to be written.
    Text(String),
}

/// More of them come from imports that multiply, not from anybody's hand.
const MOST_ITEMS: usize = 10_000;

impl Scanner<'_> {
    /// The module that scripts see, and what goes to a style sheet.
    pub(super) fn style_module(
        &self,
        found: &Found,
        path: &Path,
        kind: StyleKind,
    ) -> (Arc<Module>, Option<Arc<Style>>) {
        self.module_of_sheet(found, &self.sheet(path, kind), kind)
    }

    /// The same of a sheet that is made.
    pub(super) fn module_of_sheet(
        &self,
        found: &Found,
        sheet: &Arc<Sheet>,
        kind: StyleKind,
    ) -> (Arc<Module>, Option<Arc<Style>>) {
        for problem in &sheet.problems {
            self.report(problem.clone());
        }
        let items = self.items(sheet);
        let (text, names) = if kind.is_inline {
            (self.inline_text(&sheet.path, &items), Vec::new())
        } else {
            self.script(sheet)
        };
        let source = SourceKind::new(Language::JavaScript, Goal::Module);
        let module = parse::parse(self.context, &parse::virtual_path(&found.name), text, source);
        let style = (!kind.is_inline && !self.options.styles.exports_only)
            .then(|| Arc::new(Style { items, names, is_local: kind.is_local }));
        (Arc::new(module), style)
    }

    /// The sheet and what it imports. Walked from the end, since of two that are the same the
    /// last one counts: the first met is then the one that stays.
    fn items(&self, root: &Arc<Sheet>) -> Vec<StyleItem> {
        struct Open {
            sheet: Arc<Sheet>,
            conditions: Conditions,
            left: usize,
        }
        let mut items = Vec::new();
        let mut seen: FxHashSet<(PathBuf, Conditions)> = FxHashSet::default();
        let none: Conditions = Arc::from([]);
        seen.insert((root.path.clone(), Arc::clone(&none)));
        let left = root.css.leading.len();
        items.push(self.item(root, &none));
        let mut open = vec![Open { sheet: Arc::clone(root), conditions: none, left }];
        while let Some(top) = open.last_mut() {
            let Some(left) = top.left.checked_sub(1) else {
                open.pop();
                continue;
            };
            top.left = left;
            let (sheet, conditions) = (Arc::clone(&top.sheet), Arc::clone(&top.conditions));
            let import = match &sheet.css.leading[left] {
                Leading::Layers(names) => {
                    items.push(StyleItem::Layers { names: names.clone(), conditions });
                    continue;
                }
                Leading::Import(import) => import,
            };
            let layer = import.layer.as_ref().map(|layer| match layer {
                Some(name) => name.clone(),
                // What such a sheet imports is in the same layer, so it needs a name.
                None => names::anonymous_layer(&sheet.name, left),
            });
            let (supports, media) = (import.supports.clone(), import.media.clone());
            let own = Condition { layer, supports, media };
            let conditions: Conditions = if own == Condition::default() {
                conditions
            } else {
                conditions.iter().cloned().chain([own]).collect()
            };
            let path = match self.import_target(&sheet, import) {
                Some(Imported::File(path)) => path,
                Some(Imported::External(request)) => {
                    items.push(StyleItem::External { request, conditions });
                    continue;
                }
                None => continue,
            };
            // Browsers leave out what imports itself.
            if open.iter().any(|open| open.sheet.path == path) {
                continue;
            }
            let Some(kind) = style_kind(&path, "") else { continue };
            if items.len() > MOST_ITEMS {
                let message = format!("there are more than {MOST_ITEMS} imported style sheets");
                let start = import.place.offset(&sheet.source);
                self.report(Diagnostic::error("style-too-deep", message).at(Location::new(
                    &sheet.name,
                    &sheet.source,
                    start,
                    start + 7,
                )));
                break;
            }
            let imported = self.sheet(&path, kind);
            if !seen.insert((path, Arc::clone(&conditions))) {
                // Its layers have their rank from where it stood first.
                if !imported.css.layers.is_empty() || !conditions.is_empty() {
                    let names = imported.css.layers.clone();
                    items.push(StyleItem::Layers { names, conditions });
                }
                continue;
            }
            for problem in &imported.problems {
                self.report(problem.clone());
            }
            items.push(self.item(&imported, &conditions));
            let left = imported.css.leading.len();
            open.push(Open { sheet: imported, conditions, left });
        }
        items.reverse();
        items
    }

    fn item(&self, sheet: &Arc<Sheet>, conditions: &Conditions) -> StyleItem {
        StyleItem::Sheet {
            sheet: Arc::clone(sheet),
            urls: self.urls(sheet),
            conditions: Arc::clone(conditions),
        }
    }

    fn import_target(
        &self,
        sheet: &Sheet,
        import: &pybundle_loaders::css::Import,
    ) -> Option<Imported> {
        let request = import.request.as_str();
        if !pybundle_loaders::css::is_file(request) {
            return Some(Imported::External(request.to_owned()));
        }
        let start = import.place.offset(&sheet.source);
        let rest = sheet.source[start..].split([';', '\n']).next().unwrap_or_default();
        let end = start + rest.trim_end().len();
        self.style_target(sheet, request, start, end)
    }

    /// The file of a request in a sheet. What is wrong is said of the bytes `start..end`.
    fn style_target(
        &self,
        sheet: &Sheet,
        request: &str,
        start: usize,
        end: usize,
    ) -> Option<Imported> {
        let request = request.strip_prefix('~').unwrap_or(request);
        let importer = Importer::File(&sheet.path);
        match self.resolvers.resolve(importer, request, RequestKind::Style) {
            Ok(Target::File(file)) if style_kind(&file.path, "").is_some() => {
                Some(Imported::File(file.path))
            }
            Ok(Target::External { request, .. }) => Some(Imported::External(request)),
            Ok(Target::File(_) | Target::NodeBuiltin { .. } | Target::Data { .. }) => {
                let message = format!("`{request}` is no style sheet");
                self.report(Diagnostic::error("no-style-sheet", message).at(Location::new(
                    &sheet.name,
                    &sheet.source,
                    start,
                    end,
                )));
                None
            }
            Ok(Target::Ignored) => None,
            Err(unresolved) => {
                let (_, watched) =
                    self.resolvers.resolve_watched(importer, request, RequestKind::Style);
                self.store.add_missing(watched.missing);
                let at = Location::new(&sheet.name, &sheet.source, start, end);
                self.report(self.resolvers.explain(&unresolved, Some(at)));
                None
            }
        }
    }
}

enum Imported {
    File(PathBuf),
    External(String),
}

/// Gives the files that style sheets name their places among the assets of the graph.
pub fn collect_assets(graph: &mut ModuleGraph) {
    // What a loader made of a file is another asset than the file.
    let key = |asset: &Asset| (asset.path.clone(), xxh3_128(&asset.content));
    let mut known: FxHashMap<_, _> =
        graph.assets.iter_enumerated().map(|(id, asset)| (key(asset), id)).collect();
    let mut named = FxHashMap::default();
    for style in graph.modules.iter().filter_map(|module| module.style.as_ref()) {
        for asset in style.assets() {
            let id = *known.entry(key(asset)).or_insert_with(|| graph.assets.push(asset.clone()));
            named.insert(asset.path.clone(), id);
        }
    }
    graph.style_assets = named;
}

impl Style {
    /// Bytes of CSS.
    #[must_use]
    pub fn size(&self) -> u64 {
        let sizes = self.items.iter().map(|item| match item {
            StyleItem::Sheet { sheet, .. } => sheet.css.code.len() as u64,
            _ => 0,
        });
        sizes.sum()
    }

    /// The files that it names, in order.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        let urls = self.items.iter().flat_map(|item| match item {
            StyleItem::Sheet { urls, .. } => &**urls,
            _ => &[],
        });
        urls.filter_map(|url| match url {
            StyleUrl::Asset { asset, .. } => Some(asset),
            StyleUrl::Text(_) => None,
        })
    }
}
