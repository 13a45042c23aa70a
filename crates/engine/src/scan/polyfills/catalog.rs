//! The features of the standard library that the target lacks, by the names that code uses.
//!
//! Which modules a feature needs is read off core-js's entry points: what
//! `core-js/stable/array/from` holds is what `Array.from` needs. An entry point of a whole
//! constructor holds all its methods too; those are taken out again, since the code that
//! uses one names it.

use std::collections::BTreeSet;

use oxc::str::CompactStr;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    compat::{CompatData, ModuleIndex},
    places::{self, Place, place},
    results,
    values::Kinds,
};

/// Modules that a feature needs and the target lacks, in the order of importing.
pub type Needs = Box<[ModuleIndex]>;

/// What has to be imported where something is used.
#[derive(Debug, Default, Clone)]
pub struct Feature {
    pub needs: Needs,
    /// Needed on top to go over the first argument, by what it is.
    pub iterates: Needs,
}

impl Feature {
    fn is_empty(&self) -> bool {
        self.needs.is_empty() && self.iterates.is_empty()
    }
}

#[derive(Debug, Default)]
pub struct Global {
    /// The use of the name itself.
    pub itself: Feature,
    pub statics: FxHashMap<CompactStr, Feature>,
}

/// Modules that make something iterable, as far as the target lacks them.
#[derive(Debug, Default, Clone, Copy)]
pub struct Iterators {
    pub array: Option<ModuleIndex>,
    pub string: Option<ModuleIndex>,
    pub dom: Option<ModuleIndex>,
}

#[derive(Debug, Default)]
pub struct Catalog {
    /// Names of all modules of core-js, `es.array.flat`.
    modules: Vec<CompactStr>,
    pub globals: FxHashMap<CompactStr, Global>,
    /// Methods and accessors by name, with the kinds of values that have them.
    pub members: FxHashMap<CompactStr, Vec<(Kinds, Needs)>>,
    pub iterators: Iterators,
    /// `new Error(message, { cause })`
    pub error_cause: Needs,
    /// `RegExp(pattern)`, where the pattern may hold what is new; the flags `s` and `y`.
    pub pattern: Needs,
    pub dot_all: Needs,
    pub sticky: Needs,
}

/// Modules of members that have no entry points, though their constructors have.
const UNLISTED: [(&str, &str); 3] = [
    ("web.url-search-params.delete", "delete"),
    ("web.url-search-params.has", "has"),
    ("web.url-search-params.size", "size"),
];

const ITERATORS: [&str; 3] =
    ["es.array.iterator", "es.string.iterator", "web.dom-collections.iterator"];

impl Catalog {
    /// The features that need modules which are `lacking`.
    #[must_use]
    pub fn new(data: &CompatData, lacking: &[bool]) -> Self {
        let available: Vec<bool> = lacking
            .iter()
            .zip(&data.modules)
            // Proposals are not asked for by names that code happens to use.
            .map(|(lacking, module)| *lacking && !module.name.starts_with("esnext."))
            .collect();
        let folders = Folders::new(data, &available);
        let mut catalog = Self {
            modules: data.modules.iter().map(|module| module.name.as_str().into()).collect(),
            iterators: folders.iterators(),
            error_cause: folders.needs("error/constructor"),
            dot_all: folders.needs("regexp/dot-all"),
            sticky: folders.needs("regexp/sticky"),
            ..Self::default()
        };
        catalog.pattern = folders.named(&["es.regexp.constructor", "es.regexp.exec"]);
        for path in folders.entries.keys() {
            match path.split_once('/') {
                None => catalog.add_global(&folders, path),
                Some(("instance", name)) => catalog.add_dom_member(&folders, path, name),
                Some(("typed-array", name)) if name.ends_with("-array") => {
                    let name = CompactStr::from(places::constructor(name));
                    let itself = folders.of_constructor("typed-array", path, true);
                    catalog.global(name).itself = itself;
                }
                // `array/virtual/at` is `array/at` again.
                Some((_, name)) if name.contains('/') => {}
                Some((folder, name)) => catalog.add_property(&folders, folder, path, name),
            }
        }
        catalog.add_unlisted(&folders);
        catalog.globals.retain(|_, global| {
            global.statics.retain(|_, feature| !feature.is_empty());
            !global.itself.is_empty() || !global.statics.is_empty()
        });
        catalog
    }

    #[must_use]
    pub fn module(&self, at: ModuleIndex) -> &CompactStr {
        &self.modules[usize::from(at)]
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.globals.is_empty() && self.members.is_empty()
    }

    fn global(&mut self, name: CompactStr) -> &mut Global {
        self.globals.entry(name).or_default()
    }

    fn add_global(&mut self, folders: &Folders<'_>, folder: &str) {
        if !places::is_global(folder) {
            return;
        }
        let constructor = places::constructor(folder);
        let iterates = matches!(
            constructor.as_str(),
            "AggregateError" | "Map" | "Set" | "WeakMap" | "WeakSet"
        );
        let own = format!("{folder}/constructor");
        let path = if folders.entries.contains_key(own.as_str()) { own.as_str() } else { folder };
        let mut itself = folders.of_constructor(folder, path, iterates);
        if matches!(folder, "map" | "weak-map") {
            itself.iterates = folders.lists(&itself.iterates);
        }
        self.global(constructor.as_str().into()).itself = itself;
        if results::standard(&constructor).is_none() {
            // A constructor is written `DisposableStack`, a function `structuredClone`.
            let feature = Feature { needs: folders.needs(folder), iterates: Needs::default() };
            self.global(places::camel_case(folder).into()).itself = feature;
        }
    }

    fn add_property(&mut self, folders: &Folders<'_>, folder: &str, path: &str, name: &str) {
        let property = CompactStr::from(places::property(folder, name));
        match place(folder, name) {
            Place::Static => {
                let iterates = matches!(
                    (folder, name),
                    ("array", "from" | "from-async")
                        | ("object", "from-entries" | "group-by")
                        | ("map", "group-by")
                        | ("promise", "all-settled" | "any")
                        | ("math", "sum-precise")
                        | ("typed-array", "from")
                );
                let mut feature = folders.of_static(folder, path, iterates);
                if name == "group-by" && !feature.needs.is_empty() {
                    // These entry points forget what their functions go over.
                    feature.iterates = folders.named(&ITERATORS);
                }
                if (folder, name) == ("symbol", "iterator") {
                    let needs = std::mem::take(&mut feature.needs);
                    feature = folders.parted(&needs);
                }
                if name == "from-entries" {
                    feature.iterates = folders.lists(&feature.iterates);
                }
                for owner in places::owners(folder, name) {
                    self.global(owner.into()).statics.insert(property.clone(), feature.clone());
                }
            }
            Place::Prototype(kinds) => self.add_member(property, kinds, folders.needs(path)),
            Place::Nowhere => {}
        }
    }

    fn add_member(&mut self, name: CompactStr, kinds: Kinds, needs: Needs) {
        if !needs.is_empty() {
            self.members.entry(name).or_default().push((kinds, needs));
        }
    }

    /// What `core-js/stable/instance/name` holds for the collections of the DOM.
    fn add_dom_member(&mut self, folders: &Folders<'_>, path: &str, name: &str) {
        let needs = folders.filtered_by(path, |at| folders.name(at).starts_with("web."));
        self.add_member(places::camel_case(name).into(), Kinds::DOM, needs);
    }

    /// What core-js has modules for, but no entry points.
    fn add_unlisted(&mut self, folders: &Folders<'_>) {
        self.global("Number".into()).itself.needs = folders.needs("number/constructor");
        self.add_member("exec".into(), Kinds::REGEXP, folders.named(&["es.regexp.exec"]));
        for (module, name) in UNLISTED {
            let needs = folders.named(&["web.url-search-params", module]);
            self.add_member(name.into(), Kinds::URL_SEARCH_PARAMS, needs);
        }
        let promise = folders.of_constructor("promise", "promise", true);
        for name in ["all", "race"] {
            self.global("Promise".into()).statics.insert(name.into(), promise.clone());
        }
    }
}

/// The entry points below `core-js/stable`.
struct Folders<'d> {
    data: &'d CompatData,
    available: &'d [bool],
    entries: FxHashMap<&'d str, &'d [ModuleIndex]>,
    /// By folder: modules of methods, which are looked for by their own names.
    methods: FxHashMap<&'d str, FxHashSet<ModuleIndex>>,
    /// By folder: modules of any entry point below it.
    parts: FxHashMap<&'d str, FxHashSet<ModuleIndex>>,
}

impl<'d> Folders<'d> {
    fn new(data: &'d CompatData, available: &'d [bool]) -> Self {
        let entries: FxHashMap<&str, &[ModuleIndex]> = data
            .entries
            .iter()
            .filter_map(|(entry, modules)| {
                Some((entry.strip_prefix("core-js/stable/")?, modules.as_ref()))
            })
            .collect();
        let mut methods: FxHashMap<&str, FxHashSet<ModuleIndex>> = FxHashMap::default();
        let mut parts: FxHashMap<&str, FxHashSet<ModuleIndex>> = FxHashMap::default();
        for (path, modules) in &entries {
            let Some((folder, name)) = path.split_once('/') else { continue };
            let constructor =
                name == "constructor" || (folder == "typed-array" && name.ends_with("-array"));
            if constructor || name.contains('/') {
                continue;
            }
            parts.entry(folder).or_default().extend(*modules);
            if matches!(place(folder, name), Place::Prototype(_)) {
                let own = modules.iter().filter(|at| {
                    let module = &data.modules[usize::from(**at)].name;
                    let mut words = module.splitn(3, '.').skip(1);
                    words.next() == Some(folder)
                        && words.next().is_some_and(|word| word.trim_end_matches(".v2") == name)
                });
                methods.entry(folder).or_default().extend(own);
            }
        }
        Self { data, available, entries, methods, parts }
    }

    fn name(&self, at: ModuleIndex) -> &'d str {
        &self.data.modules[usize::from(at)].name
    }

    fn filtered_by(&self, path: &str, keep: impl Fn(ModuleIndex) -> bool) -> Needs {
        let modules = self.entries.get(path).copied().unwrap_or_default();
        let needed = modules.iter().copied().filter(|at| self.available[usize::from(*at)]);
        needed.filter(|at| keep(*at)).collect()
    }

    fn needs(&self, path: &str) -> Needs {
        self.filtered_by(path, |_| true)
    }

    fn named(&self, names: &[&str]) -> Needs {
        (0..)
            .zip(&self.data.modules)
            .filter(|(at, module)| {
                self.available[usize::from(*at)] && names.contains(&module.name.as_str())
            })
            .map(|(at, _)| at)
            .collect()
    }

    fn iterators(&self) -> Iterators {
        let [array, string, dom] = ITERATORS.map(|name| self.named(&[name]).first().copied());
        Iterators { array, string, dom }
    }

    /// Of iterators: those of lists. What takes pairs is given lists of them, neither texts
    /// nor elements.
    fn lists(&self, iterators: &Needs) -> Needs {
        iterators.iter().copied().filter(|at| self.name(*at) == ITERATORS[0]).collect()
    }

    fn parted(&self, needs: &Needs) -> Feature {
        let (iterates, needs) = needs
            .iter()
            .partition::<Vec<ModuleIndex>, _>(|at| ITERATORS.contains(&self.name(**at)));
        Feature { needs: needs.into(), iterates: iterates.into() }
    }

    fn split(&self, needs: &Needs) -> Feature {
        let feature = self.parted(needs);
        // What is native goes over native iterators.
        if feature.needs.is_empty() { Feature::default() } else { feature }
    }

    /// What the constructor of `folder`, whole in the entry point `path`, needs itself. Where
    /// the target has the constructor, what it goes with is not its business.
    fn of_constructor(&self, folder: &str, path: &str, iterates: bool) -> Feature {
        let parts = self.parts.get(folder);
        let is_part = |at: ModuleIndex| parts.is_some_and(|parts| parts.contains(&at));
        let last = path.rsplit('/').next().unwrap_or(path);
        let own = |at: ModuleIndex| {
            let name = self.name(at);
            let name = name.split_once('.').map_or(name, |(_, name)| name);
            match name.strip_prefix(folder) {
                // Whoever goes over a typed array names no method.
                Some("" | ".constructor") => true,
                Some(".iterator") if folder == "typed-array" => true,
                Some(rest) => {
                    rest.strip_prefix('.').is_some_and(|rest| rest == last || !is_part(at))
                }
                None => false,
            }
        };
        let needs = self.filtered_by(path, |at| {
            let name = self.name(at);
            // The tags of its values are its own.
            !UNLISTED.iter().any(|(module, _)| *module == name)
                && (own(at)
                    || name == "es.object.to-string"
                    || ITERATORS.contains(&name)
                    || !is_part(at))
        });
        if !needs.iter().any(|at| own(*at)) {
            return Feature::default();
        }
        let feature = self.split(&needs);
        if iterates { feature } else { Feature { iterates: Needs::default(), ..feature } }
    }

    /// What the static property in the entry point `path` needs, its owner included.
    fn of_static(&self, folder: &str, path: &str, iterates: bool) -> Feature {
        let methods = self.methods.get(folder);
        // Name spaces are made by the modules of what is in them.
        let owner = if places::is_global(folder) && folder != "array-buffer" {
            self.of_constructor(folder, folder, false).needs
        } else {
            Needs::default()
        };
        let own = self.needs(path);
        let own = own.iter().filter(|at| !methods.is_some_and(|methods| methods.contains(at)));
        let needs: BTreeSet<ModuleIndex> = owner.iter().chain(own).copied().collect();
        let needs: Needs = needs.into_iter().collect();
        if iterates { self.split(&needs) } else { Feature { needs, iterates: Needs::default() } }
    }
}
