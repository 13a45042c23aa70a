//! The functions around the place where the walk is.

use oxc::semantic::ScopeId;

use super::{
    classes::{Derived, Home, InferredName},
    generators::Kind,
};

/// What kind of function a frame stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// The module or script itself.
    Program,
    /// A function with a `this` of its own.
    Function,
    /// An arrow function: `this`, `arguments`, `super` and `new.target` are those outside.
    Arrow,
    /// The body of a loop that becomes a function of its own; like an arrow function.
    LoopBody,
    /// The body of a generator function that becomes a state machine: it runs in a function
    /// of its own with the right `this`, but with other `arguments`. Its variables are
    /// those of the function outside.
    GeneratorBody,
}

/// What `new.target` may be in a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewTarget {
    OfFunction,
    /// Constructors are only called with `new`.
    OfConstructor,
    /// Methods never are.
    Undefined,
}

/// What a function needs at its start, found while its body is walked.
#[derive(Debug)]
pub struct Frame<'a> {
    pub kind: FrameKind,
    pub strict: bool,
    /// How the function suspends, where this is the frame of its body.
    pub suspends: Option<Kind>,
    /// The variable that holds `this` for functions inside, once one asks for it.
    pub this_name: Option<&'a str>,
    /// What `this` is, for code that has been taken into another function.
    pub this_is: Option<&'a str>,
    pub arguments_name: Option<&'a str>,
    pub new_target_name: Option<&'a str>,
    /// In constructors of derived classes, what became of `this`.
    pub derived: Option<Derived<'a>>,
    /// Variables to declare.
    pub temporaries: Vec<&'a str>,
    /// What `super` stands for.
    pub home: Option<Home>,
    /// The name by which the function can mention itself, for `new.target`.
    pub function_name: Option<&'a str>,
    /// The name that a function without one gets from where it stands.
    pub own_name: Option<InferredName<'a>>,
    pub scope: Option<ScopeId>,
    /// `function_name` is one that the function does not have yet.
    pub needs_name: bool,
    pub new_target: NewTarget,
    /// How many loops are around, within the function.
    pub loops: u32,
}

impl Frame<'_> {
    pub fn new(kind: FrameKind, strict: bool) -> Self {
        Self {
            kind,
            strict,
            suspends: None,
            this_name: None,
            this_is: None,
            arguments_name: None,
            new_target_name: None,
            derived: None,
            temporaries: Vec::new(),
            home: None,
            function_name: None,
            own_name: None,
            scope: None,
            needs_name: false,
            new_target: NewTarget::OfFunction,
            loops: 0,
        }
    }

    pub fn with_home(self, home: Option<Home>) -> Self {
        Self { home, ..self }
    }
}
