//! How style sheets are made: `css` and `sass` of the configuration.

use std::path::PathBuf;

use serde::Deserialize;

/// All defaults decided, but where a type says so.
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StyleOptions {
    /// Template of the style sheets of entries; empty: that of their scripts with `.css`.
    pub filename: String,
    /// Of those of all other chunks.
    pub chunk_filename: String,
    /// Bytes: smaller files that `url()` names become a part of the sheet.
    pub data_url_limit: u64,
    /// No style sheets are written; scripts get the names of CSS Modules all the same.
    pub exports_only: bool,
    /// `[name]-[hash:6]_[local]`
    pub local_ident_name: String,
    pub convention: Convention,
    /// Classes are exports of their own names.
    pub named_exports: bool,
    /// An object of all names is the default export.
    pub default_export: bool,
    pub animation: bool,
    pub container: bool,
    pub grid: bool,
    pub custom_idents: bool,
    pub dashed_idents: bool,
    pub pure: bool,
    /// A declaration for TypeScript is written beside each CSS module.
    pub declarations: bool,
    /// Absolute paths.
    pub load_paths: Vec<PathBuf>,
}

impl Default for StyleOptions {
    fn default() -> Self {
        Self {
            filename: String::new(),
            chunk_filename: String::new(),
            data_url_limit: 0,
            exports_only: false,
            local_ident_name: "[name]-[hash:6]_[local]".to_owned(),
            convention: Convention::AsIs,
            named_exports: true,
            default_export: true,
            animation: true,
            container: true,
            grid: false,
            custom_idents: false,
            dashed_idents: false,
            pure: false,
            declarations: false,
            load_paths: Vec::new(),
        }
    }
}

/// How scripts call what a sheet calls `some-name`: css-loader's `exportLocalsConvention`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Convention {
    #[default]
    AsIs,
    /// And in camel case.
    CamelCase,
    CamelCaseOnly,
    /// And with dashes made upper case letters.
    Dashes,
    DashesOnly,
}
