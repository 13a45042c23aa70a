//! `lower [--target TARGET] [--out FOLDER] [--repeat COUNT] FILES…`: writes the files,
//! lowered, under their names, or to the standard output; repeated, it tells how long
//! parsing, lowering and printing took, in seconds.
//!
//! For work on the lowering itself. Run the output with
//! `node --import crates/lower/examples/hooks.mjs`.

use std::{fs, path::PathBuf, process::ExitCode, time::Instant};

use oxc::{
    allocator::Allocator,
    codegen::Codegen,
    parser::{ParseOptions, Parser},
    semantic::SemanticBuilder,
    span::SourceType,
    transformer::{
        ES2015Options, EngineTargets, EnvOptions, HelperLoaderMode, HelperLoaderOptions,
        TransformOptions, Transformer,
    },
};
use pybundle_lower::{
    Features, HELPER_PACKAGE, Options, Printing, lower, needs, needs_transform, prepare,
    prepare_fields, restrict_printing, scopes_again,
};

#[expect(clippy::disallowed_methods, reason = "a program of its own")]
fn main() -> ExitCode {
    let mut out = None;
    let mut files = Vec::new();
    let mut target = String::from("es5");
    let mut repeat = 0;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next().map(PathBuf::from),
            "--target" => target = arguments.next().unwrap_or_default(),
            "--repeat" => {
                repeat = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1);
            }
            _ => files.push(PathBuf::from(argument)),
        }
    }
    let mut failed = false;
    for file in files {
        let source = fs::read_to_string(&file).expect("a file to read");
        for _ in 0..repeat {
            let started = Instant::now();
            let _ = std::hint::black_box(lowered(&source, &file, &target, false));
            println!("{}", started.elapsed().as_secs_f64());
        }
        if repeat > 0 {
            continue;
        }
        match lowered(&source, &file, &target, true) {
            Ok(code) => match &out {
                Some(out) => {
                    fs::create_dir_all(out).expect("a folder");
                    fs::write(out.join(file.file_name().unwrap()), code).expect("written");
                }
                None => println!("{code}"),
            },
            Err(message) => {
                failed = true;
                eprintln!("{}: {message}", file.display());
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// As the engine does it, from text to text; `checks` looks at the outcome once more.
fn lowered(
    source: &str,
    file: &std::path::Path,
    target: &str,
    checks: bool,
) -> Result<String, String> {
    let allocator = Allocator::default();
    let source_type = SourceType::from_path(file).unwrap_or_default();
    let source_type = if file.extension().is_some_and(|extension| extension == "js") {
        source_type.with_unambiguous(true)
    } else {
        source_type
    };
    let options = ParseOptions { preserve_parens: false, ..ParseOptions::default() };
    let mut parsed = Parser::new(&allocator, source, source_type).with_options(options).parse();
    if let Some(error) = parsed.diagnostics.first() {
        return Err(error.message.to_string());
    }
    let program = &mut parsed.program;
    let mut scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
    let targets = match target {
        "es5" => EngineTargets::parse_versions(vec![("ie".into(), "11".into())]),
        target => EngineTargets::from_target(target)?,
    };
    let features = Features::new(&targets);
    let lowest = if target == "es5" { "es2015" } else { target };
    let mut env = EnvOptions::from_target(lowest)?;
    env.es2015 = ES2015Options::default();
    if features.generators {
        env.es2017.async_to_generator = false;
        env.es2018.async_generator_functions = false;
    }
    env.regexp = EnvOptions::default().regexp;
    if features.classes {
        env.es2022.class_properties = None;
        env.es2022.class_static_block = false;
    }
    if features.destructuring {
        env.es2018.object_rest_spread = None;
    }
    env.es2020.export_namespace_from = false;
    env.es2020.big_int = false;
    env.es2020.arbitrary_module_namespace_names = false;
    env.es2022.top_level_await = false;
    if needs_transform(program, &env) {
        if prepare(program, &scoping, &allocator, &env) {
            scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
        }
        let options = TransformOptions {
            env,
            helper_loader: HelperLoaderOptions {
                mode: HelperLoaderMode::Runtime,
                module_name: HELPER_PACKAGE.into(),
            },
            ..TransformOptions::default()
        };
        let done =
            Transformer::new(&allocator, file, &options).build_with_scoping(scoping, program);
        scoping = scopes_again(program, &done.scoping);
    }
    let found = needs(program, &features);
    if found.fields {
        prepare_fields(program, &allocator);
        scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
    }
    if found.any() {
        let options = Options { features, ..Options::default() };
        let problems = lower(program, &scoping, &allocator, &options);
        if let Some(problem) = problems.iter().find(|problem| problem.is_error) {
            return Err(problem.message.clone());
        }
        if checks && let Some(error) = SemanticBuilder::new().build(program).diagnostics.first() {
            return Err(format!("after lowering: {}", error.message));
        }
    }
    restrict_printing(program, &allocator, &features, Printing::Plain);
    Ok(Codegen::new().build(program).code)
}
