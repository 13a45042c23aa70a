//! Data of other notations as JSON, in the order in which they were written, which the engine
//! takes as it takes any JSON module.

mod value;

use value::Data;

/// What is wrong with a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// One sentence, without a period.
    pub message: String,
    /// Byte of the content; `None` where no place is to blame.
    pub offset: Option<usize>,
}

impl Problem {
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), offset: None }
    }
}

/// How [`csv`] reads.
#[derive(Debug, Clone, Copy)]
pub struct CsvOptions {
    pub delimiter: u8,
    /// The first line has the names of the columns: rows are objects, otherwise lists.
    pub header: bool,
    /// What JSON reads as a number is one.
    pub numbers: bool,
}

/// YAML 1.2 to JSON. One document; anchors, aliases and merge keys are followed, within
/// bounds.
///
/// # Errors
/// What is no YAML, or has no form in JSON.
pub fn yaml(text: &str) -> Result<String, Problem> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Ok("null".to_owned());
    }
    // `yes` and `off` are texts since YAML 1.2.
    let options = serde_saphyr::options! { strict_booleans: true };
    let data: Data = serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let offset = error.location().map(|location| {
            let whole = |number: u64| usize::try_from(number).unwrap_or(1);
            offset_of(text, whole(location.line()), whole(location.column()))
        });
        let error = error.without_snippet().to_string();
        Problem { message: format!("invalid YAML: {}", first_line(&error)), offset }
    })?;
    Ok(data.json())
}

/// TOML 1.0 to JSON; dates and times become texts.
///
/// # Errors
/// What is no TOML.
pub fn toml(text: &str) -> Result<String, Problem> {
    let data: Data = ::toml::from_str(text).map_err(|error| Problem {
        message: format!("invalid TOML: {}", first_line(error.message())),
        offset: error.span().map(|span| span.start),
    })?;
    Ok(data.json())
}

/// JSON5 (and so JSON with comments) to JSON.
///
/// # Errors
/// What is no JSON5.
pub fn json5(text: &str) -> Result<String, Problem> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let data: Data = ::json5::from_str(&text[start..]).map_err(|error| {
        let offset = error
            .position()
            .map(|position| offset_of(text, position.line + 1, position.column + 1));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        Problem { message: format!("invalid JSON5: {message}"), offset }
    })?;
    Ok(data.json())
}

/// Values between delimiters (RFC 4180) to a list of rows.
///
/// # Errors
/// Rows of another length than the first.
pub fn csv(text: &str, options: &CsvOptions) -> Result<String, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(options.delimiter)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        records.push(record.map_err(|error| {
            let offset = error.position().and_then(|place| usize::try_from(place.byte()).ok());
            let message = match error.kind() {
                ::csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("this row has {len} values, the first one has {expected_len}")
                }
                _ => error.to_string(),
            };
            Problem { message: format!("invalid CSV: {message}"), offset }
        })?);
    }
    let value = |text: &str| {
        let number = options.numbers.then(|| serde_json::from_str(text).ok()).flatten();
        number.map_or_else(|| Data::Text(text.to_owned()), Data::Number)
    };
    let rows = if options.header {
        let mut records = records.into_iter();
        let header = records.next().unwrap_or_default();
        records
            .map(|record| {
                let pairs = header.iter().zip(record.iter());
                Data::Object(pairs.map(|(key, text)| (key.to_owned(), value(text))).collect())
            })
            .collect()
    } else {
        records.iter().map(|record| Data::List(record.iter().map(value).collect())).collect()
    };
    Ok(Data::List(rows).json())
}

/// The byte of `line` and `column`, both from 1, columns in characters.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    let inner = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    start + inner
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or(message).trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_keeps_order_and_follows_anchors() {
        let text = "b: &x [1, 2.5, yes]\na: *x\nn: ~\n<<: {c: d}\n1: one\n";
        assert_eq!(
            yaml(text).unwrap(),
            r#"{"b":[1,2.5,"yes"],"a":[1,2.5,"yes"],"n":null,"1":"one","c":"d"}"#
        );
        let problem = yaml("a: 1\nb: [1, 2\nc: 3\n").unwrap_err();
        assert!(problem.offset.is_some_and(|offset| offset > 4), "{problem:?}");
    }

    #[test]
    fn toml_dates_are_texts() {
        let text = "z = 1\n[a]\nday = 2024-05-06\nlist = [1, 2]\n";
        assert_eq!(toml(text).unwrap(), r#"{"z":1,"a":{"day":"2024-05-06","list":[1,2]}}"#);
        assert_eq!(toml("a = 1\nb = = 2").unwrap_err().offset, Some(10));
    }

    #[test]
    fn json5_becomes_json() {
        let text = "// note\n{ unquoted: 'single', hex: 0x10, trailing: [1, .5,], }";
        assert_eq!(json5(text).unwrap(), r#"{"unquoted":"single","hex":16,"trailing":[1,0.5]}"#);
        assert_eq!(json5("{\n  a: nope }").unwrap_err().offset, Some(8));
    }

    #[test]
    fn csv_rows() {
        let options = CsvOptions { delimiter: b',', header: true, numbers: true };
        assert_eq!(
            csv("name,n\n\"a, b\",1\nc,x\n", &options).unwrap(),
            r#"[{"name":"a, b","n":1},{"name":"c","n":"x"}]"#
        );
        assert_eq!(csv("a,b\n1\n", &options).unwrap_err().offset, Some(4));
    }

    #[test]
    fn depth_is_bounded() {
        for open in ["[", "{a: "] {
            let text = open.repeat(50_000);
            assert!(json5(&text).is_err());
            assert!(yaml(&text).is_err());
        }
        assert!(toml(&format!("a = {}", "[".repeat(50_000))).is_err());
        assert!(json5(&format!("{}1{}", "[".repeat(100), "]".repeat(100))).is_ok());
    }
}
