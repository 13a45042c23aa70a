//! What properties stand for that modules read of their imports.
//!
//! `ns.name` is an export, `ns.inner.name` may be one of another module, `Color.Red` a
//! constant. What is left of the chain stays a property.

use oxc::{semantic::SymbolId, str::CompactStr};
use oxc_index::IndexVec;
use rustc_hash::FxHashMap;

use super::{Binding, CommonJsName, Exports, constants::Inliner};
use crate::{
    graph::ModuleGraph,
    module::{ImportedName, MemberId, ModuleId, Path},
};

/// The beginning of a chain of properties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// How many names the binding stands for; none: it is the import itself.
    pub depth: usize,
    pub binding: Binding,
}

pub type Members = IndexVec<ModuleId, IndexVec<MemberId, Option<Member>>>;

/// Follows the chains of all modules.
pub fn resolve(
    graph: &ModuleGraph,
    exports: &IndexVec<ModuleId, Exports>,
    imports: &IndexVec<ModuleId, FxHashMap<SymbolId, Binding>>,
    inliner: &mut Inliner<'_>,
) -> Members {
    graph
        .modules
        .iter_enumerated()
        .map(|(id, module)| {
            let members = module.facts().members.iter();
            members
                .map(|member| {
                    let binding = imports[id].get(&member.symbol)?;
                    let mut found = follow(exports, binding, &member.path);
                    inliner.of_member(id, &mut found, &member.path);
                    Some(found)
                })
                .collect()
        })
        .collect()
}

/// Follows a chain from what its first name is looked up in.
pub fn follow(exports: &IndexVec<ModuleId, Exports>, from: &Binding, path: &Path) -> Member {
    let mut found = Member { depth: 0, binding: from.clone() };
    while let Some(name) = path.names.get(found.depth) {
        let next = match &found.binding {
            Binding::Namespace(target) => exports[*target].get(name).cloned(),
            // A name of it is read without making the object.
            Binding::CommonJs(target, CommonJsName::Namespace { strict }) => {
                Some(Binding::CommonJs(*target, common_js_name(name, *strict)))
            }
            Binding::External(external, ImportedName::Namespace) => {
                Some(Binding::External(*external, ImportedName::Name(name.clone())))
            }
            _ => None,
        };
        let Some(next) = next else { break };
        found = Member { depth: found.depth + 1, binding: next };
    }
    found
}

fn common_js_name(name: &CompactStr, strict: bool) -> CommonJsName {
    match name.as_str() {
        "default" if strict => CommonJsName::Whole,
        "default" => CommonJsName::Default,
        _ => CommonJsName::Name(name.clone()),
    }
}
