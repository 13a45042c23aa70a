//! What the output must be understood by.

use oxc::transformer::{
    ClassPropertiesOptions, ES2015Options, ES2016Options, ES2017Options, ES2018Options,
    ES2019Options, ES2020Options, ES2021Options, ES2022Options, ES2026Options, ESFeature, Engine,
    EngineTargets, EnvOptions,
};
use pybundle_loaders::css::OldestBrowsers;
use pybundle_lower::Features;

use crate::diagnostic::Diagnostic;

/// The engines that all output is for: the code of the user and of packages, the functions
/// that bundles carry, and what the minifier writes.
#[derive(Debug, Clone, Default)]
pub struct Target {
    /// Engines that are there together; a feature is lacking where one of them lacks it.
    /// Nothing is lacking where there are none.
    groups: Vec<EngineTargets>,
    /// What `oxc_transformer` takes away: syntax newer than ES2015.
    pub env: EnvOptions,
    /// What [`pybundle_lower`] takes away: syntax of ES2015.
    pub features: Features,
    /// The engines as the minifier asks for them.
    pub minifier: EngineTargets,
}

impl Target {
    /// # Errors
    /// A target that is not understood.
    pub fn new(target: &[String]) -> Result<Self, Box<Diagnostic>> {
        let mut groups = Vec::new();
        let mut queries: Vec<&str> = Vec::new();
        for name in target {
            if name.eq_ignore_ascii_case("esnext") {
                continue;
            }
            if is_edition(name) {
                groups
                    .push(edition(name).ok_or_else(|| not_understood(target, "no such edition"))?);
            } else {
                queries.push(name);
            }
        }
        if !queries.is_empty() {
            groups.push(engines(&queries).map_err(|error| not_understood(target, &error))?);
        }
        let mut found = Self { groups, ..Self::default() };
        found.features = Features::lacking(|feature| found.lacks(feature));
        found.env = found.environment();
        // What is lowered for it is not written by the minifier either.
        let mut minifier = found.groups.iter().flat_map(|group| group.iter());
        if found.lacks(ESFeature::ES2015TemplateLiterals) {
            found.minifier = oldest_engine();
        } else if let [group] = &*found.groups {
            found.minifier = group.clone();
        } else if minifier.next().is_some() {
            found.minifier = found
                .groups
                .iter()
                .find(|group| group.has_feature(ESFeature::ES2021LogicalAssignmentOperators))
                .unwrap_or(&found.groups[0])
                .clone();
        }
        Ok(found)
    }

    /// Some engine of the target does not understand `feature`. An engine that the
    /// compatibility table does not name for a feature never got it.
    #[must_use]
    pub fn lacks(&self, feature: ESFeature) -> bool {
        self.groups.iter().any(|group| !group.supports_es_feature(feature))
    }

    /// Every engine of the target has `async` functions.
    #[must_use]
    pub fn has_async(&self) -> bool {
        !self.lacks(ESFeature::ES2017AsyncToGenerator)
    }

    /// Whether `oxc_transformer` has anything to do for plain JavaScript.
    #[must_use]
    pub fn transforms(&self) -> bool {
        !self.groups.is_empty()
    }

    /// The engines as style sheets know them: browsers, each with its oldest version. An
    /// edition of ECMAScript stands for the first browsers that had it.
    #[must_use]
    pub fn browsers(&self) -> OldestBrowsers {
        let mut oldest = OldestBrowsers::default();
        let mut add = |engine, version: u32| {
            let slot = match engine {
                Engine::Chrome => &mut oldest.chrome,
                Engine::Edge => &mut oldest.edge,
                Engine::Firefox => &mut oldest.firefox,
                Engine::Ie => &mut oldest.ie,
                Engine::Ios => &mut oldest.ios_saf,
                Engine::Opera | Engine::OperaMobile => &mut oldest.opera,
                Engine::Safari => &mut oldest.safari,
                Engine::Samsung => &mut oldest.samsung,
                Engine::Android => &mut oldest.android,
                _ => return,
            };
            *slot = Some(slot.map_or(version, |known| known.min(version)));
        };
        for (engine, version) in self.groups.iter().flat_map(|group| group.iter()) {
            if *engine == Engine::Es {
                for (engine, major) in edition_browsers(version.0.into()) {
                    add(engine, major << 16);
                }
            } else {
                let (major, minor) = (u32::from(version.0), u32::from(version.1.min(255)));
                add(*engine, (major << 16) | (minor << 8));
            }
        }
        oldest
    }

    #[allow(clippy::enum_glob_use, reason = "the names of the table")]
    fn environment(&self) -> EnvOptions {
        use ESFeature::*;
        let lacks = |feature| self.lacks(feature);
        let generators = self.features.generators;
        // Members go the way of their classes.
        let classes = self.features.classes;
        EnvOptions {
            es2015: ES2015Options::default(),
            es2016: ES2016Options { exponentiation_operator: lacks(ES2016ExponentiationOperator) },
            // Where generators are lowered too, `async` functions are lowered directly.
            es2017: ES2017Options {
                async_to_generator: lacks(ES2017AsyncToGenerator) && !generators,
            },
            es2018: ES2018Options {
                // Where patterns are lowered, so is what rests of them.
                object_rest_spread: (lacks(ES2018ObjectRestSpread) && !self.features.destructuring)
                    .then(Default::default),
                async_generator_functions: lacks(ES2018AsyncGeneratorFunctions) && !generators,
            },
            es2019: ES2019Options { optional_catch_binding: lacks(ES2019OptionalCatchBinding) },
            es2020: ES2020Options {
                nullish_coalescing_operator: lacks(ES2020NullishCoalescingOperator),
                // Private names in chains become calls.
                optional_chaining: classes || lacks(ES2020OptionalChaining),
                // The literals stay, with a warning of ours.
                big_int: false,
                export_namespace_from: false,
                arbitrary_module_namespace_names: false,
            },
            es2021: ES2021Options {
                logical_assignment_operators: lacks(ES2021LogicalAssignmentOperators),
            },
            es2022: ES2022Options {
                class_static_block: !classes && lacks(ES2022ClassStaticBlock),
                class_properties: (!classes
                    && (lacks(ES2022ClassProperties)
                        || lacks(ES2022PrivateMethods)
                        || lacks(ES2022PrivatePropertyInObject)))
                .then(ClassPropertiesOptions::default),
                top_level_await: false,
            },
            es2026: ES2026Options {
                explicit_resource_management: lacks(ES2026ExplicitResourceManagement),
            },
            ..EnvOptions::default()
        }
    }
}

/// `es3` and `es5` are what the last engine without ES2015 understands.
fn edition(name: &str) -> Option<EngineTargets> {
    match name.to_ascii_lowercase().as_str() {
        "es3" | "es5" => Some(EngineTargets::parse_versions(vec![("ie".into(), "11".into())])),
        // Its other name.
        "es6" => EngineTargets::from_target("es2015").ok(),
        name => EngineTargets::from_target(name).ok(),
    }
}

/// For passes that ask engine by engine and take an engine without a row for a new one:
/// Chrome has a row for everything.
#[must_use]
pub fn oldest_engine() -> EngineTargets {
    EngineTargets::parse_versions(vec![("chrome".into(), "5".into())])
}

/// The engines of browserslist queries, or of names such as `chrome80`.
fn engines(queries: &[&str]) -> Result<EngineTargets, String> {
    let found = match browserslist::resolve(queries, &browserslist::Opts::default()) {
        Ok(found) => found,
        // Not a query: the names of engines, as `hermes0.7`.
        Err(error) => {
            let names = queries.join(",").to_ascii_lowercase();
            let mut engines = EngineTargets::from_target(&names).map_err(|_| error.to_string())?;
            engines.retain(|engine, _| *engine != oxc::transformer::Engine::Es);
            return Ok(engines);
        }
    };
    if found.is_empty() {
        return Err("it names no browser".to_owned());
    }
    // Wide queries, `defaults` among them, name browsers that stood still long ago and run on
    // proxies or nowhere; who wants them says so by name.
    let asked_for = |name: &str| {
        queries.iter().any(|query| query.to_ascii_lowercase().split(' ').any(|word| word == name))
    };
    let only_old = found.iter().all(|engine| never_had_es2015(engine.name()));
    if only_old
        || found.iter().any(|engine| never_had_es2015(engine.name()) && asked_for(engine.name()))
    {
        return Ok(EngineTargets::parse_versions(vec![("ie".into(), "11".into())]));
    }
    let versions = found
        .iter()
        .filter(|engine| !never_had_es2015(engine.name()))
        .map(|engine| (table_name(engine.name(), engine.version()), engine.version().to_owned()))
        .collect();
    let engines = EngineTargets::parse_versions(versions);
    // Browsers that no table knows are current ones.
    Ok(if engines.is_any_target() {
        EngineTargets::from_target("es2020").unwrap_or_default()
    } else {
        engines
    })
}

/// The name under which the compatibility table has an engine: the browser of Android has
/// been Chrome since it got its numbers.
fn table_name(name: &str, version: &str) -> String {
    let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
    let is_chrome = name == "android" && major.is_some_and(|major| major >= 37);
    if is_chrome { "chrome".to_owned() } else { name.to_owned() }
}

/// The first versions of browsers with nearly all of an edition, by
/// <https://compat-table.github.io/compat-table/es2016plus/>.
fn edition_browsers(edition: u32) -> [(Engine, u32); 4] {
    let [chrome, edge, firefox, safari] = match edition {
        ..=2015 => [51, 15, 54, 10],
        2016 => [52, 15, 54, 10],
        2017 => [58, 16, 54, 11],
        2018 => [64, 79, 78, 12],
        2019 => [73, 79, 78, 12],
        2020 => [80, 80, 78, 14],
        2021 => [85, 85, 79, 14],
        2022 => [94, 94, 93, 16],
        2023 => [110, 110, 115, 17],
        _ => [120, 120, 121, 17],
    };
    [
        (Engine::Chrome, chrome),
        (Engine::Edge, edge),
        (Engine::Firefox, firefox),
        (Engine::Safari, safari),
    ]
}

fn is_edition(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "esnext"
        || name
            .strip_prefix("es")
            .is_some_and(|year| !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Engines without ES2015 in any version, the one of Windows 8 and 10 left out: that one
/// is still asked for.
fn never_had_es2015(name: &str) -> bool {
    matches!(name, "ie_mob" | "op_mini" | "bb")
}

fn not_understood(target: &[String], error: &str) -> Box<Diagnostic> {
    let message = format!("the target `{}` is not understood: {error}", target.join(", "));
    let diagnostic = Diagnostic::error("unsupported-target", message)
        .hint("use es5 to es2026, esnext, or a browserslist query such as \"> 0.5%, not dead\"");
    Box::new(diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(names: &[&str]) -> Target {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        Target::new(&names).map_err(|error| error.message).unwrap()
    }

    #[test]
    fn old_engines_get_es5() {
        for old in ["es5", "ie 11", "op_mini all", "bb 10", "chrome 5", "dead"] {
            let features = target(&[old]).features;
            assert!(features.classes && features.generators && features.arrow_functions, "{old}");
        }
    }

    #[test]
    fn wide_queries_are_understood() {
        for wide in [
            "defaults",
            "> 0.5%, last 2 versions, Firefox ESR, not dead",
            "last 2 versions and not dead",
        ] {
            let target = target(&[wide]);
            assert!(target.transforms() && !target.features.classes, "{wide}");
        }
    }

    #[test]
    fn what_is_no_target_is_refused() {
        for bad in ["es20", "banana", "chrome"] {
            assert!(Target::new(&[bad.to_owned()]).is_err(), "{bad}");
        }
    }

    #[test]
    fn features_follow_the_query() {
        let lowers = |names: &[&str]| {
            let target = target(names);
            let env = target.env;
            (
                target.features.classes,
                target.features.generators,
                env.es2020.optional_chaining,
                !target.has_async(),
            )
        };
        assert_eq!(lowers(&["esnext"]), (false, false, false, false));
        assert_eq!(lowers(&["es5"]), (true, true, true, true));
        assert_eq!(lowers(&["es2015"]), (false, false, true, true));
        assert_eq!(lowers(&["es2019"]), (false, false, true, false));
        // State machines and temporary variables take the rest with them.
        assert_eq!(lowers(&["chrome 48"]), (true, true, true, true));
        assert_eq!(lowers(&["chrome 70"]), (false, false, true, false));
        assert_eq!(lowers(&["chrome 120"]), (false, false, false, false));
        assert_eq!(lowers(&["chrome 120", "es2016"]), (false, false, true, true));
        assert_eq!(lowers(&["chrome 120", "ie 11"]), (true, true, true, true));
    }
}
