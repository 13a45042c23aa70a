//! Compressed twins of the files: `main.js.gz`, `main.js.br`, `main.js.zst`.
//!
//! The same bytes on every machine: the compressors are built in, and no header says when or
//! where a file was made. A twin that would not be smaller is not made.

use std::io::Write;

use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use crate::{
    emit::{OutputFile, OutputKind},
    options::Compress,
};

#[derive(Debug, Clone, Copy)]
enum Encoding {
    Gzip(u32),
    Brotli(u32),
    Zstd(u32),
}

impl Encoding {
    fn extension(self) -> &'static str {
        match self {
            Self::Gzip(_) => "gz",
            Self::Brotli(_) => "br",
            Self::Zstd(_) => "zst",
        }
    }

    fn encode(self, content: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Gzip(level) => Some(gzip(content, level)),
            Self::Brotli(level) => brotli(content, level),
            Self::Zstd(level) => {
                zstd::bulk::compress(content, i32::try_from(level).unwrap_or(i32::MAX)).ok()
            }
        }
    }
}

/// The twins in the order of `files`, each format in turn.
pub fn twins(options: &Compress, files: &[OutputFile]) -> Vec<OutputFile> {
    let encodings: Vec<Encoding> = [
        options.gzip.map(Encoding::Gzip),
        options.brotli.map(Encoding::Brotli),
        options.zstd.map(Encoding::Zstd),
    ]
    .into_iter()
    .flatten()
    .collect();
    let jobs: Vec<(&OutputFile, Encoding)> = files
        .iter()
        .filter(|file| is_served(file) && file.size >= options.min_size)
        .flat_map(|file| encodings.iter().map(move |encoding| (file, *encoding)))
        .collect();
    jobs.into_par_iter()
        .filter_map(|(file, encoding)| {
            let content = encoding.encode(&file.content)?;
            if content.len() >= file.content.len() {
                return None;
            }
            let path = format!("{}.{}", file.path, encoding.extension());
            Some(OutputFile {
                entry: file.entry.clone(),
                ..OutputFile::new(path, OutputKind::Compressed, content)
            })
        })
        .collect()
}

/// Browsers load it, and it is not compressed already.
fn is_served(file: &OutputFile) -> bool {
    const COMPRESSED: [&str; 16] = [
        "7z", "avif", "br", "gif", "gz", "jpeg", "jpg", "mp3", "mp4", "ogg", "png", "webm", "webp",
        "woff", "woff2", "zip",
    ];
    let extension = file.path.rsplit('.').next().unwrap_or_default();
    matches!(
        file.kind,
        OutputKind::Entry | OutputKind::Chunk | OutputKind::Style | OutputKind::Asset
    ) && !COMPRESSED.contains(&extension.to_ascii_lowercase().as_str())
}

/// With no time and no name in the header, and the system "unknown".
pub fn gzip(content: &[u8], level: u32) -> Vec<u8> {
    let out = Vec::with_capacity(content.len() / 3);
    let mut encoder =
        GzBuilder::new().mtime(0).operating_system(255).write(out, Compression::new(level));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(content);
    encoder.finish().unwrap_or_default()
}

fn brotli(content: &[u8], level: u32) -> Option<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: i32::try_from(level).unwrap_or(11),
        size_hint: content.len(),
        // The whole file is there, so nothing is gained by a window that is larger.
        lgwin: 22,
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut out = Vec::with_capacity(content.len() / 3);
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn twins_hold_the_same() {
        let content = "function area(side) { return side * side; }\n".repeat(100).into_bytes();
        let files = [
            OutputFile::new("a.js".into(), OutputKind::Entry, content.clone()),
            OutputFile::new("a.js.map".into(), OutputKind::SourceMap, content.clone()),
            OutputFile::new("b.js".into(), OutputKind::Chunk, b"x=1".to_vec()),
            OutputFile::new("c.png".into(), OutputKind::Asset, content.clone()),
        ];
        let options = Compress { gzip: Some(9), brotli: Some(11), zstd: Some(19), min_size: 0 };
        let twins = twins(&options, &files);
        let paths: Vec<&str> = twins.iter().map(|twin| twin.path.as_str()).collect();
        // Three bytes become more by any of them.
        assert_eq!(paths, ["a.js.gz", "a.js.br", "a.js.zst"]);
        let mut out = Vec::new();
        flate2::read::GzDecoder::new(&twins[0].content[..]).read_to_end(&mut out).unwrap();
        assert_eq!(out, content);
        assert_eq!(&twins[0].content[..10], [31, 139, 8, 0, 0, 0, 0, 0, 2, 255]);
        out.clear();
        brotli::Decompressor::new(&twins[1].content[..], 4096).read_to_end(&mut out).unwrap();
        assert_eq!(out, content);
        assert_eq!(zstd::bulk::decompress(&twins[2].content, 100_000).unwrap(), content);
    }

    #[test]
    fn small_files_have_none() {
        let file = OutputFile::new("a.js".into(), OutputKind::Entry, vec![b' '; 99]);
        let options = Compress { gzip: Some(6), brotli: None, zstd: None, min_size: 100 };
        assert!(twins(&options, &[file]).is_empty());
    }
}
