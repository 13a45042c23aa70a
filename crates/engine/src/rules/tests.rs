use std::path::Path;

use serde_json::json;

use super::*;

fn rules(value: serde_json::Value) -> Rules {
    serde_json::from_value(json!({ "rules": value, "inline_limit": 8096 })).unwrap()
}

fn resource<'r>(path: &'r str, query: &'r str) -> Resource<'r> {
    Resource { path: Path::new(path), query, issuer: None, attributes: &[] }
}

fn labels(chain: Option<Arc<Chain>>) -> Vec<String> {
    chain.map_or_else(Vec::new, |chain| chain.steps.iter().map(|step| step.label.clone()).collect())
}

#[test]
fn every_type_has_its_name() {
    assert!(ModuleKind::NAMES.iter().all(|name| ModuleKind::named(name).is_some()));
    assert_eq!(ModuleKind::named("asset/none"), None);
}

#[test]
fn plain_scripts_have_no_chain() {
    assert!(Rules::default().chain(resource("/p/a.js", "?x"), None).is_none());
    assert!(Rules::default().chain(resource("/p/a.tsx", ""), None).is_none());
}

#[test]
fn loaders_run_as_webpack_runs_them() {
    let rules = rules(json!([
        { "test": { "suffix": ".md" }, "use": [{ "label": "a", "host": 0 }, { "label": "b", "host": 1 }] },
        { "test": { "suffix": ".md" }, "enforce": "pre", "use": [{ "label": "pre", "host": 2 }] },
        { "test": { "suffix": ".md" }, "enforce": "post", "use": [{ "label": "post", "host": 3 }] },
        { "test": { "suffix": ".md" }, "use": [{ "label": "c", "host": 4 }] },
    ]));
    let chain = |request: &str| {
        let inline = split_inline(request);
        labels(rules.chain(resource("/p/a.md", ""), inline.as_ref().map(|(inline, _)| inline)))
    };
    assert_eq!(chain("./a.md"), ["pre", "c", "b", "a", "post"]);
    assert_eq!(chain("!x!./a.md"), ["pre", "x", "post"]);
    assert_eq!(chain("y!x?q=1!./a.md"), ["pre", "c", "b", "a", "x", "y", "post"]);
    assert_eq!(chain("-!x!./a.md"), ["x", "post"]);
    assert_eq!(chain("!!x!./a.md"), ["x"]);
}

#[test]
fn queries_ask_for_the_file_itself() {
    let rules = rules(json!([
        { "test": { "suffix": ".svg" }, "use": [{ "label": "svgr", "host": 0 }] },
        { "test": { "suffix": ".svg" }, "resource_query": { "parameter": "inline" }, "type": "asset" },
    ]));
    let kind = |query: &str| {
        let chain = rules.chain(resource("/p/a.svg", query), None).unwrap();
        (chain.steps.len(), chain.kind)
    };
    assert_eq!(kind(""), (1, None));
    assert_eq!(kind("?url"), (0, Some(ModuleKind::AssetResource)));
    // A rule that looks at the query decides itself.
    assert_eq!(kind("?inline"), (1, Some(ModuleKind::Asset)));
}
