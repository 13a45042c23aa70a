//! Lists the helper functions in `runtime/helpers`, so that a new file there is known.

use std::{env, fmt::Write, fs, path::Path};

#[expect(clippy::disallowed_methods, reason = "a build script has no host")]
fn main() {
    println!("cargo::rerun-if-changed=runtime/helpers");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("runtime/helpers");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".js").map(str::to_owned))
        .collect();
    names.sort_unstable();
    let mut list = String::from("[\n");
    for name in names {
        // Seen from the crate that is compiled: its target folder may be a copy of another's.
        let path = format!("/runtime/helpers/{name}.js");
        let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})");
        writeln!(list, "    ({name:?}, include_str!({path})),").unwrap();
    }
    list.push(']');
    let output = Path::new(&env::var("OUT_DIR").unwrap()).join("helpers.rs");
    // And a copy may be made of links: what is written here must not appear there.
    let _ = fs::remove_file(&output);
    fs::write(output, list).unwrap();
}
