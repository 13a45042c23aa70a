//! webpack's defaults (<https://webpack.js.org/configuration/resolve/>) as options of
//! the resolver, with what TypeScript sources need on top.

use std::path::Path;

use oxc_resolver::{
    AliasValue, ResolveOptions, TsconfigDiscovery, TsconfigOptions, TsconfigReferences,
};

use crate::options::{self, Mode, Options, Platform};

/// Which of two module systems a request is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Import,
    Require,
}

/// Whose files are asking: sources of the project are tried as TypeScript first, while
/// packages that ship their sources beside the result mean the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Project,
    Package,
}

const PROJECT_EXTENSIONS: [&str; 7] = [".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".json"];
const PACKAGE_EXTENSIONS: [&str; 7] = [".js", ".mjs", ".cjs", ".jsx", ".json", ".ts", ".tsx"];

/// TypeScript writes the name of the file it will become: `./a.js` may be `./a.ts`.
const EXTENSION_ALIAS: [(&str, &[&str]); 4] = [
    (".js", &[".js", ".ts", ".tsx"]),
    (".mjs", &[".mjs", ".mts"]),
    (".cjs", &[".cjs", ".cts"]),
    (".jsx", &[".jsx", ".tsx"]),
];

pub fn resolver_options(options: &Options, system: System, owner: Owner) -> ResolveOptions {
    let resolve = &options.resolve;
    let browser = options.platform != Platform::Node;
    let extensions = match owner {
        Owner::Project => PROJECT_EXTENSIONS,
        Owner::Package => PACKAGE_EXTENSIONS,
    };
    let main_fields: &[&str] =
        if browser { &["browser", "module", "main"] } else { &["module", "main"] };
    ResolveOptions {
        alias: aliases(&resolve.alias, &options.root),
        fallback: aliases(&resolve.fallback, &options.root),
        alias_fields: if browser { vec![vec!["browser".to_owned()]] } else { Vec::new() },
        condition_names: conditions(options, system),
        extension_alias: match owner {
            Owner::Project => {
                EXTENSION_ALIAS.iter().map(|(from, to)| ((*from).to_owned(), strings(to))).collect()
            }
            Owner::Package => Vec::new(),
        },
        extensions: resolve.extensions.clone().unwrap_or_else(|| strings(&extensions)),
        main_fields: resolve.main_fields.clone().unwrap_or_else(|| strings(main_fields)),
        main_files: resolve.main_files.clone().unwrap_or_else(|| strings(&["index"])),
        modules: resolve.modules.as_ref().map_or_else(
            || strings(&["node_modules"]),
            |modules| modules.iter().map(|name| rooted(name, &options.root)).collect(),
        ),
        symlinks: resolve.symlinks.unwrap_or(true),
        tsconfig: match owner {
            Owner::Project => tsconfig(options),
            Owner::Package => None,
        },
        roots: vec![options.root.clone()],
        // What the environment says must not change a build.
        node_path: false,
        builtin_modules: false,
        ..ResolveOptions::default()
    }
}

/// Requests in style sheets: packages say by `style` what they mean for those.
pub fn style_options(options: &Options, owner: Owner) -> ResolveOptions {
    let mut found = resolver_options(options, System::Import, owner);
    found.prefer_relative = true;
    found.extensions = strings(&[".css", ".scss", ".sass"]);
    found.extension_alias = Vec::new();
    found.main_fields = strings(&["style", "sass", "main"]);
    found.condition_names = strings(&["style", "sass"]);
    found.condition_names.extend(conditions(options, System::Import));
    found
}

fn tsconfig(options: &Options) -> Option<TsconfigDiscovery> {
    match &options.resolve.tsconfig {
        options::Tsconfig::Auto => Some(TsconfigDiscovery::Auto),
        options::Tsconfig::Off => None,
        options::Tsconfig::File(file) => Some(TsconfigDiscovery::Manual(TsconfigOptions {
            config_file: options.root.join(file),
            references: TsconfigReferences::Auto,
        })),
    }
}

fn conditions(options: &Options, system: System) -> Vec<String> {
    let mut names = vec!["module"];
    names.push(match system {
        System::Import => "import",
        System::Require => "require",
    });
    names.push(match options.mode {
        Mode::Development => "development",
        Mode::Production | Mode::None => "production",
    });
    match options.platform {
        Platform::Web => names.push("browser"),
        Platform::Webworker => names.extend(["worker", "browser"]),
        Platform::Node => names.push("node"),
    }
    let mut names = strings(&names);
    names.extend(options.resolve.conditions.iter().cloned());
    names
}

fn aliases(pairs: &[(String, Option<String>)], root: &Path) -> Vec<(String, Vec<AliasValue>)> {
    pairs
        .iter()
        .map(|(key, target)| {
            let target = match target {
                Some(target) => AliasValue::Path(rooted(target, root)),
                None => AliasValue::Ignore,
            };
            (key.clone(), vec![target])
        })
        .collect()
}

/// A relative path in the configuration is relative to the project, whoever imports.
fn rooted(target: &str, root: &Path) -> String {
    if target == "." {
        root.to_string_lossy().into_owned()
    } else if target.starts_with("./") || target.starts_with("../") {
        root.join(target.strip_prefix("./").unwrap_or(target)).to_string_lossy().into_owned()
    } else {
        target.to_owned()
    }
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}
