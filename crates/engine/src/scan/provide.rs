//! `provide`: a free identifier becomes an import of a module.
//!
//! ```js
//! $("p")   →   import $ from "jquery"; $("p")           in an ES module
//!          →   var $ = require("jquery"); $("p")        elsewhere
//! ```

use oxc::{
    allocator::Allocator,
    ast::ast::*,
    parser::Parser,
    semantic::{Scoping, SemanticBuilder},
    span::SourceType,
};

use crate::options;

/// Adds the requests for all of `provide` that `program` uses and does not declare.
pub fn provide<'a>(
    provide: &[options::Provide],
    program: &mut Program<'a>,
    scoping: &mut Scoping,
    allocator: &'a Allocator,
) {
    let used: Vec<&options::Provide> = provide
        .iter()
        .filter(|item| scoping.root_unresolved_references().contains_key(item.name.as_str()))
        .collect();
    if used.is_empty() {
        return;
    }
    let module = program.body.iter().any(oxc::ast::ast::Statement::is_module_declaration);
    let code: String = used.iter().map(|item| request(item, module)).collect();
    let code = allocator.alloc_str(&code);
    let source_type = if module { SourceType::mjs() } else { SourceType::cjs() };
    let added = Parser::new(allocator, code, source_type).parse().program.body;
    let place = program
        .body
        .iter()
        .position(|statement| !matches!(statement, Statement::ImportDeclaration(_)))
        .unwrap_or(program.body.len());
    for (offset, statement) in added.into_iter().enumerate() {
        program.body.insert(place + offset, statement);
    }
    *scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
}

fn request(item: &options::Provide, module: bool) -> String {
    let name = &item.name;
    let request = serde_json::to_string(&item.request).unwrap_or_default();
    match (module, item.export.as_deref()) {
        (true, None | Some("default")) => format!("import {name} from {request};"),
        (true, Some("*")) => format!("import * as {name} from {request};"),
        (true, Some(export)) => format!("import {{ {export} as {name} }} from {request};"),
        (false, None | Some("*")) => format!("var {name} = require({request});"),
        (false, Some(export)) => format!("var {name} = require({request}).{export};"),
    }
}
