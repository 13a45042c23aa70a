//! The engine of pybundle: scan, link, split, render, emit.
//!
//! Five stages, each a function from values to a value; `build.rs` names them all.
//! It knows nothing of Python and touches the world only through [`host::Host`].

pub mod diagnostic;
pub mod host;
pub mod module;
pub mod options;
mod scan {
    pub mod facts;
    pub mod json;
    pub mod normalize;
    pub mod parse;
    pub mod provide;
}
