//! The engine of pybundle: scan, link, split, render, emit.
//!
//! Five stages, each a function from values to a value; `build.rs` names them all.
//! It knows nothing of Python and touches the world only through [`host::Host`].

pub mod build;
pub mod compiler;
mod constants;
mod deploy;
pub mod diagnostic;
pub mod emit;
pub mod graph;
mod hooks;
pub mod host;
pub mod link;
pub mod mangle;
pub mod module;
pub mod native;
pub mod nesting;
pub mod options;
pub mod render;
pub mod resolve;
pub mod rules;
pub mod scan;
pub mod sourcemap;
pub mod split;
mod stats;
mod transform_helpers;
