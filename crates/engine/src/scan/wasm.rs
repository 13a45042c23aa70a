//! WebAssembly modules as ES modules: their imports are imports, their exports exports.
//!
//! ```js
//! import { log as import0 } from "./env.js";
//! import instantiate from "pybundle:runtime/helpers/instantiateWasm";
//! const instance = await instantiate(new URL("./sum.wasm", import.meta.url), { "./env.js": { "log": import0 } });
//! const export0 = instance["add"];
//! export { export0 as "add" };
//! ```
//! The rules are those of the WebAssembly/ES Module Integration proposal, but for globals:
//! they are exported as objects, as webpack does.

use std::{collections::BTreeMap, fmt::Write};

use wasmparser::{Encoding, Parser, Payload};

use super::parse::HELPER_PACKAGE;
use crate::options::Platform;

/// The ES module that stands for the WebAssembly module `file`, a name in its own folder.
///
/// # Errors
/// Why `bytes` are no WebAssembly module, and the byte where that is seen.
pub fn module_text(bytes: &[u8], file: &str, platform: Platform) -> Result<String, (String, u64)> {
    let mut imports: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut exports: Vec<&str> = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.map_err(reason)? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import.map_err(reason)?;
                    let names = imports.entry(import.module).or_default();
                    if !names.contains(&import.name) {
                        names.push(import.name);
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    exports.push(export.map_err(reason)?.name);
                }
            }
            Payload::Version { encoding: Encoding::Component, .. } => {
                return Err(("components are not modules".to_owned(), 0));
            }
            _ => {}
        }
    }
    let mut text = String::new();
    let mut object = String::from("{");
    let mut count = 0;
    for (module, names) in &imports {
        let _ = write!(object, " {}: {{", literal(module));
        let mut list = Vec::new();
        for name in names {
            list.push(format!("{} as import{count}", literal(name)));
            let _ = write!(object, " {}: import{count},", literal(name));
            count += 1;
        }
        object.push_str(" },");
        let _ = writeln!(text, "import {{ {} }} from {};", list.join(", "), literal(module));
    }
    object.push_str(" }");
    let address = format!("new URL({}, import.meta.url)", literal(&format!("./{file}")));
    if platform == Platform::Node {
        let _ = writeln!(text, "import {{ readFile }} from \"node:fs/promises\";");
        let _ = writeln!(
            text,
            "const instance = (await WebAssembly.instantiate(await readFile({address}), {object})).instance.exports;"
        );
    } else {
        let _ =
            writeln!(text, "import instantiate from \"{HELPER_PACKAGE}/helpers/instantiateWasm\";");
        let _ = writeln!(text, "const instance = await instantiate({address}, {object});");
    }
    for (index, name) in exports.iter().enumerate() {
        let name = literal(name);
        let _ = writeln!(text, "const export{index} = instance[{name}];");
        let _ = writeln!(text, "export {{ export{index} as {name} }};");
    }
    Ok(text)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` calls it")]
fn reason(error: wasmparser::BinaryReaderError) -> (String, u64) {
    // Behind the colon it may quote bytes.
    let message = error.message().split(':').next().unwrap_or_default();
    (message.to_owned(), error.offset())
}

fn literal(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
