//! `lower [--target TARGET] [--check] --out FOLDER FILES…`: writes the files, lowered, under their names.
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
use pybundle_lower::{Features, HELPER_PACKAGE, Options, forbid_shorthands, lower};

#[expect(clippy::disallowed_methods, reason = "a program of its own")]
fn main() -> ExitCode {
    let mut out = None;
    let mut files = Vec::new();
    let mut target = String::from("es5");
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next().map(PathBuf::from),
            "--target" => target = arguments.next().unwrap_or_default(),
            _ => files.push(PathBuf::from(argument)),
        }
    }
    let mut failed = false;
    for file in files {
        let source = fs::read_to_string(&file).expect("a file to read");
        let started = Instant::now();
        match lowered(&source, &file, &target) {
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
        if std::env::args().any(|argument| argument == "--time") {
            eprintln!("{:?}", started.elapsed());
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn lowered(source: &str, file: &std::path::Path, target: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let source_type = SourceType::from_path(file).unwrap_or_default();
    let source_type = if file.extension().is_some_and(|extension| extension == "js") {
        source_type.with_script(true)
    } else {
        source_type
    };
    let options = ParseOptions { preserve_parens: false, ..ParseOptions::default() };
    let mut parsed = Parser::new(&allocator, source, source_type).with_options(options).parse();
    if let Some(error) = parsed.diagnostics.first() {
        return Err(error.message.to_string());
    }
    let program = &mut parsed.program;
    let scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
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
    env.es2020.export_namespace_from = false;
    env.es2020.big_int = false;
    env.es2020.arbitrary_module_namespace_names = false;
    env.es2022.top_level_await = false;
    env.regexp = Default::default();
    let options = TransformOptions {
        env,
        helper_loader: HelperLoaderOptions {
            mode: HelperLoaderMode::Runtime,
            module_name: HELPER_PACKAGE.into(),
        },
        ..TransformOptions::default()
    };
    Transformer::new(&allocator, file, &options).build_with_scoping(scoping, program);
    let scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
    let options = Options { features, ..Options::default() };
    let problems = lower(program, &scoping, &allocator, &options);
    if let Some(problem) = problems.iter().find(|problem| problem.is_error) {
        return Err(problem.message.clone());
    }
    let again = SemanticBuilder::new().build(program);
    if let Some(error) = again.diagnostics.first() {
        return Err(format!("after lowering: {}", error.message));
    }
    if features.object_literals {
        forbid_shorthands(program, &allocator);
    }
    Ok(Codegen::new().build(program).code)
}
