//! Which references may find a binding before it is initialised.
//!
//! In the function of the binding itself the order of the source tells. Functions inside
//! run later, as a rule; their references are only looked at where the function is plainly
//! called before: by its name, or as an argument of something that calls it at once; and
//! where a jump may leave the scope before the declaration is reached.

use oxc::semantic::{ReferenceId, ScopeId, Scoping, SymbolFlags, SymbolId};
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Bindings, CHECKED, Check, KEPT, MARKED, scopes::Scopes};

/// How far a binding is where the survey stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Or not one that this is about.
    Initialised,
    Uninitialised,
    /// Another case of the same `switch` does it.
    Unknown,
    /// The head of a loop sees the names that it declares, and never a value.
    Never,
}

/// What a call calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callee {
    /// What the binding holds.
    Symbol(SymbolId),
    /// The function of this scope.
    Function(ScopeId),
}

struct Call {
    /// The function whose code calls.
    function: ScopeId,
    callee: Callee,
    time: u32,
}

/// A reference in a function that may run before what it means is initialised.
struct Pending {
    function: ScopeId,
    reference: ReferenceId,
    symbol: SymbolId,
    time: u32,
    escapes: Escapes,
}

/// Who may have a function that is made in the function of a binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escapes {
    /// Nobody by then: it is a declaration.
    No,
    Maybe,
    /// Whoever it was given to.
    Given,
}

/// A jump out of scopes.
struct Exit {
    function: ScopeId,
    /// The scope that it stays in.
    outer: Option<ScopeId>,
    time: u32,
}

pub struct DeadZone {
    /// Empty where nobody asks.
    states: IndexVec<SymbolId, State>,
    /// When each was initialised; 0 is never.
    since: IndexVec<SymbolId, u32>,
    clock: u32,
    calls: Vec<Call>,
    pending: Vec<Pending>,
    exits: Vec<Exit>,
    /// The functions that a name may hold.
    values: Vec<(SymbolId, ScopeId)>,
    holders: FxHashSet<SymbolId>,
    /// Functions called where they stand, and the function around.
    immediate: FxHashMap<ScopeId, ScopeId>,
}

impl DeadZone {
    pub fn new(scoping: &Scoping, enabled: bool, block_scoping: bool) -> Self {
        let mut zone = Self {
            states: IndexVec::new(),
            since: IndexVec::new(),
            clock: 0,
            calls: Vec::new(),
            pending: Vec::new(),
            exits: Vec::new(),
            values: Vec::new(),
            holders: FxHashSet::default(),
            immediate: FxHashMap::default(),
        };
        if enabled {
            zone.states = (0..scoping.symbols_len())
                .map(SymbolId::from_usize)
                .map(|symbol| {
                    let flags = scoping.symbol_flags(symbol);
                    if block_scoping
                        && flags.intersects(SymbolFlags::BlockScopedVariable | SymbolFlags::Class)
                        && !flags.contains(SymbolFlags::CatchVariable)
                    {
                        State::Uninitialised
                    } else {
                        State::Initialised
                    }
                })
                .collect();
            zone.since = IndexVec::from_vec(vec![0; scoping.symbols_len()]);
        }
        zone
    }

    pub fn is_enabled(&self) -> bool {
        !self.states.is_empty()
    }

    pub fn state(&self, symbol: SymbolId) -> State {
        self.states.get(symbol).copied().unwrap_or(State::Initialised)
    }

    /// Only for bindings that have a dead zone.
    pub fn set_state(&mut self, symbol: SymbolId, state: State) {
        if let Some(old) = self.states.get_mut(symbol) {
            *old = state;
            self.since[symbol] = 0;
        }
    }

    pub fn initialise(&mut self, symbol: SymbolId) {
        if self.state(symbol) != State::Initialised {
            self.clock += 1;
            self.states[symbol] = State::Initialised;
            self.since[symbol] = self.clock;
        }
    }

    pub fn was_initialised(&self, symbol: SymbolId) -> bool {
        self.since.get(symbol).is_some_and(|since| *since != 0)
    }

    pub fn call(&mut self, function: ScopeId, callee: Callee) {
        if !self.states.is_empty() {
            self.clock += 1;
            self.calls.push(Call { function, callee, time: self.clock });
        }
    }

    /// `symbol` may hold the function of `scope`.
    pub fn holds(&mut self, symbol: SymbolId, scope: ScopeId) {
        if !self.states.is_empty() {
            self.values.push((symbol, scope));
            self.holders.insert(symbol);
        }
    }

    pub fn is_held(&self, symbol: SymbolId) -> bool {
        self.holders.contains(&symbol)
    }

    pub fn immediate(&mut self, scope: ScopeId, around: ScopeId) {
        self.immediate.insert(scope, around);
    }

    pub fn later(
        &mut self,
        function: ScopeId,
        reference: ReferenceId,
        symbol: SymbolId,
        escapes: Escapes,
    ) {
        let time = self.clock;
        self.pending.push(Pending { function, reference, symbol, time, escapes });
    }

    /// A jump to the end of something in `outer`, or out of the whole function.
    pub fn exit(&mut self, function: ScopeId, outer: Option<ScopeId>) {
        if !self.states.is_empty() {
            self.clock += 1;
            self.exits.push(Exit { function, outer, time: self.clock });
        }
    }

    /// Marks the references of functions that are called too early.
    pub fn finish(mut self, bindings: &mut Bindings<'_>, scoping: &Scoping, scopes: &Scopes) {
        if self.pending.is_empty() {
            return;
        }
        self.pending.sort_by_key(|pending| pending.function);
        self.calls.sort_by_key(|call| (call.function, call.time));
        self.exits.sort_by_key(|exit| (exit.function, exit.time));
        self.values.sort();
        let host_of = |symbol: SymbolId| {
            let mut host = scopes.function_of[scoping.symbol_scope_id(symbol)];
            while let Some(around) = self.immediate.get(&host) {
                host = *around;
            }
            host
        };
        let hosts: Vec<ScopeId> = self.pending.iter().map(|p| host_of(p.symbol)).collect();
        let distinct: FxHashSet<ScopeId> = hosts.iter().copied().collect();
        for (pending, host) in self.pending.iter().zip(&hosts) {
            let leaves = match pending.escapes {
                Escapes::No => false,
                Escapes::Maybe => self.leaves_early(pending, *host, scoping, scopes),
                Escapes::Given => true,
            };
            if leaves {
                mark(bindings, scoping, pending.reference, pending.symbol, Check::Mark);
            }
        }
        let mut search =
            Search { zone: &self, hosts: &hosts, seen: FxHashSet::default(), found: Vec::new() };
        for call in &self.calls {
            if distinct.contains(&call.function) {
                search.called(call.callee, call.time, call.function);
            }
        }
        for index in search.found {
            let pending = &self.pending[index];
            mark(bindings, scoping, pending.reference, pending.symbol, Check::Mark);
        }
    }
}

impl DeadZone {
    /// Whether a jump in `host` leaves the scope of what is meant, after the function was
    /// made and before the declaration.
    fn leaves_early(
        &self,
        pending: &Pending,
        host: ScopeId,
        scoping: &Scoping,
        scopes: &Scopes,
    ) -> bool {
        let scope = scoping.symbol_scope_id(pending.symbol);
        let until = self.since[pending.symbol];
        let start =
            self.exits.partition_point(|exit| (exit.function, exit.time) <= (host, pending.time));
        self.exits[start..]
            .iter()
            .take_while(|exit| exit.function == host && exit.time < until)
            .any(|exit| {
                exit.outer.is_none_or(|outer| outer != scope && scopes.contains(outer, scope))
            })
    }
}

/// What runs if one function is called.
struct Search<'z> {
    zone: &'z DeadZone,
    /// For each pending reference, the function that initialises what it means.
    hosts: &'z [ScopeId],
    seen: FxHashSet<(ScopeId, ScopeId)>,
    found: Vec<usize>,
}

impl Search<'_> {
    /// `callee` runs at `time`, while `host` initialises its bindings.
    fn called(&mut self, callee: Callee, time: u32, host: ScopeId) {
        let zone = self.zone;
        match callee {
            Callee::Function(scope) => self.runs(scope, time, host),
            Callee::Symbol(symbol) => {
                let start = zone.values.partition_point(|(held, _)| *held < symbol);
                for (held, scope) in &zone.values[start..] {
                    if *held != symbol {
                        break;
                    }
                    self.runs(*scope, time, host);
                }
            }
        }
    }

    fn runs(&mut self, function: ScopeId, time: u32, host: ScopeId) {
        // The first call is the earliest.
        if !self.seen.insert((function, host)) {
            return;
        }
        let zone = self.zone;
        let start = zone.pending.partition_point(|pending| pending.function < function);
        for (index, pending) in zone.pending.iter().enumerate().skip(start) {
            if pending.function != function {
                break;
            }
            let since = zone.since[pending.symbol];
            if self.hosts[index] == host && (since == 0 || since > time) {
                self.found.push(index);
            }
        }
        let start = zone.calls.partition_point(|call| call.function < function);
        for call in &zone.calls[start..] {
            if call.function != function {
                break;
            }
            self.called(call.callee, time, host);
        }
    }
}

/// Notes how `reference` is to be looked at.
pub fn mark(
    bindings: &mut Bindings<'_>,
    scoping: &Scoping,
    reference: ReferenceId,
    symbol: SymbolId,
    check: Check,
) {
    let scope = scoping.symbol_scope_id(symbol);
    if check == Check::Mark {
        // The name of a class expression has no variable to put a mark in.
        if bindings.facts[symbol] & KEPT != 0
            || scoping.get_node_id(scope) == scoping.symbol_declaration(symbol)
        {
            return;
        }
        if bindings.facts[symbol] & MARKED == 0 {
            bindings.facts[symbol] |= MARKED;
            let is_parameter =
                scoping.symbol_flags(symbol).contains(SymbolFlags::FunctionScopedVariable);
            let marks =
                if is_parameter { &mut bindings.parameter_marks } else { &mut bindings.marks };
            marks.entry(scope).or_default().push(symbol);
        }
    }
    bindings.facts[symbol] |= CHECKED;
    bindings.checks.insert(reference, check);
}
