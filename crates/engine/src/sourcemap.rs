//! Source maps: one per module, made where the module is printed, joined by copying.
//!
//! The steps, one file each: what a module brings along ([`Incoming`]), the module's own
//! map in encoded form ([`ModuleMap`]), and the map of a chunk ([`join`]). A join never
//! decodes mappings: all fields are differences, so that only the first segment of a
//! module, and its first name, depend on what stands before it.
//!
//! Lines end where ECMAScript says (`\n`, `\r`, `\r\n`, U+2028, U+2029) and columns count
//! UTF-16 units, as in the maps that oxc prints.

mod data_url;
mod extent;
mod incoming;
mod join;
mod json;
mod module;
#[cfg(test)]
mod tests;
mod vlq;

pub use data_url::{append_base64, decode_data_url};
pub use extent::lines_and_last_column;
pub use incoming::{Incoming, find_source_mapping_url, parse_incoming};
pub use join::{FILE_AT, Part, TextExtent, join};
pub use json::escape_into;
pub use module::{ModuleMap, Origin, Resolve};
