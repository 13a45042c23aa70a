//! Takes the syntax of ES2015 down to that of ES5, on the oxc tree.
//!
//! `oxc_transformer` has taken everything newer than ES2015 away before, but for the members
//! of classes that are lowered themselves; TypeScript and JSX too. One walk does the rest: children first, so that every step sees operands that are
//! ES5 already (see [`driver`]). The scopes are only read: new identifiers carry names that
//! are used nowhere in the module, and whoever needs scopes afterwards builds them again
//! from the names.
//!
//! What runs beside the code, helper functions, is imported from [`HELPER_PACKAGE`]; a
//! module that is ES5 already is not touched.

mod bindings;
mod blocks;
mod classes;
mod driver;
mod evaluation;
mod features;
mod frames;
mod functions;
mod generators;
mod literals;
mod loops;
mod make;
mod modern;
mod names;
mod needs;
mod objects;
mod parameters;
mod patterns;
mod prepare;
mod printing;
mod regexp;
mod spread;
mod templates;
mod typeof_symbol;

use oxc::{
    allocator::Allocator,
    ast::ast::Program,
    semantic::{Scoping, SemanticBuilder, Stats},
    span::Span,
};

pub use classes::prepare_fields;
pub use features::{Assumptions, Features};
pub use literals::is_newer_name;
pub use modern::{big_ints, needs_transform};
pub use needs::{Needs, needs};
pub use prepare::prepare;
pub use printing::{Printing, hide_dynamic_imports, restrict_printing};

/// Requests of helper functions start with this.
pub const HELPER_PACKAGE: &str = "pybundle:runtime";

/// What is to be lowered, and what may be assumed of the code.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Syntax that the target does not understand.
    pub features: Features,
    pub assumptions: Assumptions,
    /// Public class fields are assigned, and those without a value do nothing: TypeScript
    /// with `useDefineForClassFields: false`.
    pub assign_fields: bool,
}

/// Something that cannot be said in the syntax of the target.
#[derive(Debug, Clone)]
pub struct Problem {
    pub code: &'static str,
    pub message: String,
    pub span: Span,
    pub hint: Option<&'static str>,
    pub is_error: bool,
}

/// Lowers `program` in place. `scoping` describes it exactly as it is. Where [`Needs::fields`]
/// says so, [`prepare_fields`] has been called before the scopes were built.
///
/// Returns what could not be lowered. Afterwards the tree is right by names: symbols and
/// references that were there keep their ids, new nodes have none, and scopes have to be
/// built again where they are needed.
pub fn lower<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
    options: &Options,
) -> Vec<Problem> {
    driver::lower(program, scoping, allocator, options)
}

/// Like [`lower`], for a tree that is about to be printed: helpers are not imported but
/// taken from the object that is called `helpers`.
pub fn lower_with_helpers<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
    options: &Options,
    helpers: &str,
) -> Vec<Problem> {
    driver::lower_with_helpers(program, scoping, allocator, options, helpers)
}

/// The scopes of `program`, built again after a change. `before` tells how much room they
/// take, about, which saves a walk that would count.
#[must_use]
pub fn scopes_again(program: &Program<'_>, before: &Scoping) -> Scoping {
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX / 2);
    let stats = Stats::new(
        // Nodes are not kept.
        0,
        count(before.scopes_len()),
        count(before.symbols_len()),
        count(before.references_len()),
    );
    let builder = SemanticBuilder::new().with_stats(stats.increase_by(0.2));
    builder.build(program).semantic.into_scoping()
}
