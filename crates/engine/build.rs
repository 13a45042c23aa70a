//! Lists the helper functions in `runtime/helpers`, so that a new file there is known.

use std::{env, fmt::Write, fs, path::Path};

#[expect(clippy::disallowed_methods, reason = "a build script has no host")]
fn main() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("runtime/helpers");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".js").map(str::to_owned))
        .collect();
    names.sort_unstable();
    let mut list = String::from("[\n");
    for name in names {
        let path = folder.join(format!("{name}.js"));
        writeln!(list, "    ({name:?}, include_str!({:?})),", path.display().to_string()).unwrap();
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("helpers.rs"), list).unwrap();
}
