//! What the output must be understood by.

use oxc::transformer::{EngineTargets, EnvOptions};

use crate::diagnostic::Diagnostic;

/// The features to lower for a target, and whether there are any.
///
/// # Errors
/// A target that is not understood, or one that is older than ES2015: half-lowered output
/// would fail where nobody looks.
pub fn environment(target: &[String]) -> Result<(EnvOptions, bool), Box<Diagnostic>> {
    if target.is_empty() || target.iter().all(|target| target.eq_ignore_ascii_case("esnext")) {
        return Ok((EnvOptions::default(), false));
    }
    let names: Vec<String> = target.iter().map(|target| target.to_ascii_lowercase()).collect();
    if names.iter().any(|name| name == "es5" || name == "es3") {
        return Err(too_old("es5"));
    }
    let joined = names.join(",");
    if names.iter().all(|name| is_edition(name)) {
        return EnvOptions::from_target(&joined)
            .map(|env| (env, true))
            .map_err(|error| not_understood(target, &error.clone()));
    }
    let queries: Vec<&str> =
        target.iter().map(String::as_str).filter(|name| !is_edition(name)).collect();
    match browserslist::resolve(&queries, &browserslist::Opts::default()) {
        Ok(engines) => {
            if engines.is_empty() {
                return Err(not_understood(target, "it names no browser"));
            }
            // Wide queries, `defaults` among them, name browsers that stood still long ago and
            // run on proxies or nowhere; who wants them says so by name.
            let asked_for =
                |name: &str| names.iter().any(|query| query.split(' ').any(|word| word == name));
            let old = engines.iter().find(|engine| {
                let (name, version) = (engine.name(), engine.version());
                (asked_for(name) || !never_had_es2015(name)) && lacks_es2015(name, version)
            });
            if let Some(engine) = old.or_else(|| {
                engines
                    .first()
                    .filter(|_| engines.iter().all(|engine| never_had_es2015(engine.name())))
            }) {
                return Err(too_old(&format!("{} {}", engine.name(), engine.version())));
            }
        }
        // Not a query: the names of engines, as `chrome80,node14`.
        Err(error) => {
            return EnvOptions::from_target(&joined)
                .map(|env| (env, true))
                .map_err(|_| not_understood(target, &error.to_string()));
        }
    }
    let editions: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| is_edition(name)).collect();
    let env = EnvOptions::from_browserslist_query(&queries.join(", "))
        .map_err(|error| not_understood(target, &error))?;
    if editions.is_empty() {
        return Ok((env, true));
    }
    // Editions beside browsers: whichever is lower counts.
    EnvOptions::from_target(&editions.join(","))
        .map(|edition| (lower_of(env, edition), true))
        .map_err(|error| not_understood(target, &error.clone()))
}

/// The engines that the output is for, for passes that ask feature by feature.
#[must_use]
pub fn engine_targets(target: &[String]) -> EngineTargets {
    if target.is_empty() {
        return EngineTargets::default();
    }
    EngineTargets::from_target(&target.join(",").to_ascii_lowercase())
        .or_else(|_| {
            let queries: Vec<&str> =
                target.iter().map(String::as_str).filter(|name| !is_edition(name)).collect();
            EngineTargets::try_from_query(&queries.join(", "))
        })
        .unwrap_or_default()
}

fn is_edition(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "esnext"
        || name
            .strip_prefix("es")
            .is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Classes, arrow functions, generators, destructuring and the rest of ES2015 came in
/// these versions (the compatibility tables of MDN); an engine without a row is a current
/// one, or never got there.
fn lacks_es2015(name: &str, version: &str) -> bool {
    let number = version
        .split(['-', ' '])
        .next()
        .and_then(|first| {
            let mut parts = first.split('.');
            let major: f64 = parts.next()?.parse().ok()?;
            let minor: f64 = parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0.0);
            Some(major + minor / 1000.0)
        })
        .unwrap_or(f64::MAX);
    let least = match name {
        "chrome" | "and_chr" | "android" => 51.0,
        "edge" => 15.0,
        "firefox" | "and_ff" => 54.0,
        "safari" | "ios_saf" => 10.0,
        "opera" | "op_mob" => 38.0,
        "samsung" => 5.0,
        "node" => 6.005,
        "ie" => return true,
        name if never_had_es2015(name) => return true,
        _ => return false,
    };
    number < least
}

/// Engines without ES2015 in any version, the one of Windows 8 and 10 left out: that one
/// is still asked for.
fn never_had_es2015(name: &str) -> bool {
    matches!(name, "ie_mob" | "op_mini" | "bb")
}

/// The features that either of the two lacks.
fn lower_of(mut one: EnvOptions, other: EnvOptions) -> EnvOptions {
    let (a, b) = (&mut one, other);
    a.es2016.exponentiation_operator |= b.es2016.exponentiation_operator;
    a.es2017.async_to_generator |= b.es2017.async_to_generator;
    a.es2018.object_rest_spread = a.es2018.object_rest_spread.or(b.es2018.object_rest_spread);
    a.es2018.async_generator_functions |= b.es2018.async_generator_functions;
    a.es2019.optional_catch_binding |= b.es2019.optional_catch_binding;
    a.es2020.nullish_coalescing_operator |= b.es2020.nullish_coalescing_operator;
    a.es2020.optional_chaining |= b.es2020.optional_chaining;
    a.es2021.logical_assignment_operators |= b.es2021.logical_assignment_operators;
    a.es2022.class_static_block |= b.es2022.class_static_block;
    a.es2022.class_properties = a.es2022.class_properties.or(b.es2022.class_properties);
    a.es2026.explicit_resource_management |= b.es2026.explicit_resource_management;
    one
}

fn too_old(what: &str) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::error(
        "unsupported-target",
        format!("`{what}` does not understand ES2015, the lowest target of this version"),
    )
    .hint("set the target to es2015 or above, or leave the oldest browsers out of the query");
    Box::new(diagnostic)
}

fn not_understood(target: &[String], error: &str) -> Box<Diagnostic> {
    let message = format!("the target `{}` is not understood: {error}", target.join(", "));
    let diagnostic = Diagnostic::error("unsupported-target", message)
        .hint("use es2015 to es2026, esnext, or a browserslist query such as \"> 0.5%, not dead\"");
    Box::new(diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment_of(target: &[&str]) -> Result<(EnvOptions, bool), Box<Diagnostic>> {
        environment(&target.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn old_engines_are_refused() {
        for old in ["es5", "ie 11", "op_mini all", "chrome 30", "safari 8", "node 0.10", "dead"] {
            let error = environment_of(&[old]).err();
            assert_eq!(error.map(|error| error.code), Some("unsupported-target"), "{old}");
        }
    }

    #[test]
    fn wide_queries_are_understood() {
        for wide in [
            "defaults",
            "> 0.5%, last 2 versions, Firefox ESR, not dead",
            "last 2 versions and not dead",
        ] {
            let lowers =
                environment_of(&[wide]).map_err(|error| error.message).map(|(_, lower)| lower);
            assert_eq!(lowers, Ok(true), "{wide}");
        }
    }

    #[test]
    fn features_follow_the_query() {
        let lowers = |target: &[&str]| {
            let (env, lower) = environment_of(target).map_err(|error| error.message).unwrap();
            (lower, env.es2020.optional_chaining, env.es2017.async_to_generator)
        };
        assert_eq!(lowers(&["esnext"]), (false, false, false));
        assert_eq!(lowers(&["es2015"]), (true, true, true));
        assert_eq!(lowers(&["es2019"]), (true, true, false));
        assert_eq!(lowers(&["chrome 70"]), (true, true, false));
        assert_eq!(lowers(&["chrome 120"]), (true, false, false));
        assert_eq!(lowers(&["chrome 120", "es2016"]), (true, true, true));
    }
}
