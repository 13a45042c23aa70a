//! A guard against running out of stack.
//!
//! The parser and every pass over the tree recurse as deep as the source nests, and a
//! stack that runs out ends the process by a signal. So a source is looked at before it is
//! parsed: [`nesting`] bounds from above how deep it can nest, in one pass over its bytes.
//! Nearly every file is shallow and goes on at once. A suspicious one is parsed on a very
//! large stack ([`on_large_stack`]), and [`tree_depth`] then says exactly how deep it is.
//!
//! The bound errs on the high side only. Two things nest: brackets, and chains inside one
//! bracket (`a + b + c`, `a ? b : c ? d : e`, `a.b.c`, `x => y => z`, `if (a) if (b) …`),
//! which the scan counts by their punctuation, and takes back where a `,`, a `;` or the
//! end of a statement closes them all. Where the bytes can be read in two ways (a `/`
//! after a `}` begins a regular expression or divides), brackets that open count and
//! brackets that close do not.

mod bytes;
mod count;
mod elements;
mod scan;
#[cfg(test)]
mod tests;

use std::{io, thread};

use oxc::{
    ast::{AstKind, ast::Program},
    ast_visit::Visit,
};

/// How deep a source nests, as far as its bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nesting {
    /// Safe on every thread of ours.
    Shallow,
    /// Perhaps deep: parse on a large stack, then ask [`tree_depth`].
    Suspicious,
    /// Not worth a try.
    TooDeep,
}

/// Trees up to this depth are built, transformed, minified and printed; a deeper one is
/// refused with a diagnostic. Measured with oxc 0.146 on nests of fifty kinds: a node takes
/// at most 1.9 kB of stack (parsing and cloning are the dearest), so that a stack of
/// 256 MiB holds twelve times this depth; the minifier, which takes time by the square of
/// it for some kinds, then needs seconds at most.
pub const MAX_TREE_DEPTH: usize = 10_000;

const LIMITS: scan::Limits = scan::Limits { shallow: 10_000, too_deep: 200_000, brackets: 50_000 };

/// What a source is written in, as far as it matters for where brackets can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    Script,
    /// `<a>` at the start of an expression is an element, with text inside.
    Jsx,
}

#[must_use]
pub fn nesting(source: &str, syntax: Syntax) -> Nesting {
    let bytes = source.as_bytes();
    if bytes.len() <= LIMITS.shallow || count::nesting_bytes(bytes) <= LIMITS.shallow {
        return Nesting::Shallow;
    }
    let bound = scan::bound(bytes, syntax, &LIMITS);
    if bound <= LIMITS.shallow {
        Nesting::Shallow
    } else if bound <= LIMITS.too_deep {
        Nesting::Suspicious
    } else {
        Nesting::TooDeep
    }
}

/// The longest way from the root of a tree to a leaf, in nodes. Recurses itself.
#[must_use]
pub fn tree_depth(program: &Program<'_>) -> usize {
    let mut depth = Depth { now: 0, deepest: 0 };
    depth.visit_program(program);
    depth.deepest
}

struct Depth {
    now: usize,
    deepest: usize,
}

impl<'a> Visit<'a> for Depth {
    fn enter_node(&mut self, _kind: AstKind<'a>) {
        self.now += 1;
        self.deepest = self.deepest.max(self.now);
    }

    fn leave_node(&mut self, _kind: AstKind<'a>) {
        self.now -= 1;
    }
}

/// Stack sizes to try; the memory is only used as far as the stack really grows.
const LARGE_STACKS: [usize; 3] = [2 << 30, 1 << 30, 512 << 20];

/// Runs `work` on a thread of its own with a very large stack. Panics go through.
///
/// # Errors
/// Where the system gives no thread with any of the sizes.
pub fn on_large_stack<R: Send>(work: impl FnOnce() -> R + Send) -> io::Result<R> {
    // A thread that could not be started gives the work back.
    let mut work = Some(work);
    let mut last = io::Error::from(io::ErrorKind::OutOfMemory);
    for size in LARGE_STACKS {
        let work = &mut work;
        let result = thread::scope(|scope| {
            thread::Builder::new()
                .name("large stack".to_owned())
                .stack_size(size)
                .spawn_scoped(scope, || work.take().map(|work| work()))
                .map(thread::ScopedJoinHandle::join)
        });
        match result {
            Ok(Ok(Some(done))) => return Ok(done),
            Ok(Ok(None)) => unreachable!("work is taken only by a thread that runs"),
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => last = error,
        }
    }
    Err(last)
}
