//! The loaders that are a part of the engine, by name.
//!
//! What they do to a text is in `crates/loaders`; here they meet chains.

use pybundle_loaders::data;
use serde_json::{Map, Value};

use crate::{rules::ModuleKind, sourcemap::append_base64};

/// Their names, sorted.
pub const NAMES: &[&str] = &["base64", "csv", "graphql", "json5", "text", "toml", "tsv", "yaml"];

/// What a loader is given.
pub struct Input<'i> {
    pub content: &'i [u8],
    pub options: &'i Map<String, Value>,
}

/// What it makes of that.
pub struct Made {
    pub content: Vec<u8>,
    pub kind: Option<ModuleKind>,
}

/// Runs the loader of this name.
///
/// # Errors
/// What is wrong with the content, and where.
pub fn run(name: &str, input: &Input<'_>) -> Result<Made, data::Problem> {
    let text = || {
        std::str::from_utf8(input.content).map_err(|error| data::Problem {
            message: "the file is not valid UTF-8".to_owned(),
            offset: Some(error.valid_up_to()),
        })
    };
    let json = |content: String| Made { content: content.into(), kind: Some(ModuleKind::Json) };
    match name {
        "yaml" => data::yaml(text()?).map(json),
        "toml" => data::toml(text()?).map(json),
        "json5" => data::json5(text()?).map(json),
        "csv" | "tsv" => {
            let delimiter = if name == "tsv" { b'\t' } else { b',' };
            data::csv(text()?, &csv_options(input.options, delimiter)?).map(json)
        }
        // A document is a text to whoever takes one: `graphql()`, a request.
        "graphql" | "text" => Ok(json(serde_json::to_string(text()?).unwrap_or_default())),
        "base64" => {
            let mut text = vec![b'"'];
            append_base64(input.content, &mut text);
            text.push(b'"');
            Ok(Made { content: text, kind: Some(ModuleKind::Json) })
        }
        _ => Err(data::Problem::new(format!("there is no loader `{name}`"))),
    }
}

fn csv_options(
    options: &Map<String, Value>,
    delimiter: u8,
) -> Result<data::CsvOptions, data::Problem> {
    let mut said = data::CsvOptions { delimiter, header: true, numbers: false };
    for (key, value) in options {
        match (key.as_str(), value) {
            ("header", Value::Bool(header)) => said.header = *header,
            ("numbers", Value::Bool(numbers)) => said.numbers = *numbers,
            ("delimiter", Value::String(text)) if text.len() == 1 => {
                said.delimiter = text.as_bytes()[0];
            }
            _ => {
                return Err(data::Problem::new(format!(
                    "`{key} = {value}` is no option of `csv`: it has `header`, `numbers` (true or \
                     false) and `delimiter` (one character)"
                )));
            }
        }
    }
    Ok(said)
}
