//! Work that the engine hands over to what embeds it, and goes on without.
//!
//! Loaders and plugins are written in another language, which runs on a thread of its own:
//! it takes what has been asked, all at once, and answers in any order. The engine's threads
//! never wait for a loader; only a plugin that resolves or renders is waited for.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Location, Severity};

/// What is asked of the other side.
#[derive(Debug, Clone)]
pub enum Task {
    /// The loader of this number.
    Loader(u32),
    /// The loader that a request names, with its options as written.
    Written(String),
    /// A hook of the plugins.
    Hook(&'static str),
}

#[derive(Debug, Clone)]
pub struct Request {
    pub id: u64,
    pub task: Task,
    /// Absolute, or the id of a module that is no file.
    pub path: String,
    pub query: String,
    pub fragment: String,
    pub content: Arc<Vec<u8>>,
    /// Whatever else a hook is told, as JSON.
    pub details: String,
}

#[derive(Debug, Default)]
pub struct Answer {
    pub id: u64,
    /// `None`: nothing to say; of a loader, that it failed.
    pub content: Option<Vec<u8>>,
    pub said: Said,
    /// Files for the output folder.
    pub files: Vec<(String, Vec<u8>)>,
}

/// What comes with a content.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Said {
    pub source_map: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub dependencies: Vec<PathBuf>,
    /// Folders of which the names matter.
    pub contexts: Vec<PathBuf>,
    pub missing: Vec<PathBuf>,
    pub side_effects: Option<bool>,
    pub problems: Vec<ForeignProblem>,
    /// The result may be used again while its input is the same.
    pub uncached: bool,
    /// Of a hook that resolves: the path or id.
    pub resolved: Option<String>,
    pub external: bool,
    /// Of the hook that sees the files: those to leave out.
    pub removed: Vec<String>,
}

/// A problem that the other side found.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignProblem {
    pub severity: Severity,
    pub code: String,
    pub message: String,
    /// Place in what was given, from 1.
    #[serde(default)]
    pub line: Option<u32>,
    #[serde(default)]
    pub column: Option<u32>,
    /// Place elsewhere: in the code of a loader.
    #[serde(default)]
    pub location: Option<Location>,
    #[serde(default)]
    pub hint: Option<String>,
    #[serde(default)]
    pub notes: Vec<String>,
}

#[derive(Default)]
struct State {
    requests: VecDeque<Request>,
    answers: Vec<Answer>,
    /// Requests that somebody waits for.
    calls: FxHashMap<u64, Option<Answer>>,
    /// The session that is open; requests of earlier ones have nobody any more.
    session: u64,
    open: bool,
    /// What the other side works on, since when, and how long it may.
    running: Option<(u64, Instant, Duration)>,
}

/// Requests one way, answers the other.
#[derive(Default)]
pub struct Bridge {
    state: Mutex<State>,
    asked: Condvar,
    answered: Condvar,
    last_id: AtomicU64,
}

impl Bridge {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// A new session; what is left of the one before is forgotten.
    pub fn open(&self) -> u64 {
        let mut state = self.state();
        let session = state.session + 1;
        // What was asked before anybody listened still waits.
        let requests =
            if state.open { VecDeque::new() } else { std::mem::take(&mut state.requests) };
        *state = State { session, open: true, requests, ..State::default() };
        self.asked.notify_all();
        session
    }

    /// Something was asked, and no session is open in which it could be taken.
    pub fn is_unheard(&self) -> bool {
        let state = self.state();
        !state.open && !state.requests.is_empty()
    }

    /// Ends the session: who takes requests gets none any more.
    pub fn close(&self) {
        let mut state = self.state();
        state.open = false;
        state.requests.clear();
        self.asked.notify_all();
        self.answered.notify_all();
    }

    pub fn next_id(&self) -> u64 {
        self.last_id.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub fn submit(&self, request: Request) {
        let mut state = self.state();
        state.requests.push_back(request);
        if state.requests.len() == 1 {
            self.asked.notify_one();
        }
    }

    /// Asks and waits; `None` where the session ends or `stopped` says so.
    fn call(&self, request: Request, stopped: impl Fn() -> bool) -> Option<Answer> {
        let id = request.id;
        let mut state = self.state();
        state.calls.insert(id, None);
        state.requests.push_back(request);
        self.asked.notify_one();
        loop {
            if let Some(Some(_)) = state.calls.get(&id) {
                return state.calls.remove(&id).flatten();
            }
            let late = state.running.is_some_and(|(_, since, limit)| since.elapsed() > limit);
            if !state.open || late || stopped() {
                state.calls.remove(&id);
                return None;
            }
            let waited = self.answered.wait_timeout(state, Duration::from_millis(50));
            state = waited.unwrap_or_else(std::sync::PoisonError::into_inner).0;
        }
    }

    /// Asks a hook and waits for what it says; a diagnostic where that takes too long.
    ///
    /// # Errors
    /// The hook has not come back.
    pub fn ask(
        &self,
        request: Request,
        stopped: impl Fn() -> bool,
    ) -> Result<Option<Answer>, Box<Diagnostic>> {
        let id = request.id;
        let hook = match request.task {
            Task::Hook(hook) => hook,
            Task::Loader(_) | Task::Written(_) => "load",
        };
        let late = || self.overdue().filter(|(late, _)| *late == id);
        if let Some(answer) = self.call(request, stopped) {
            return Ok(Some(answer));
        }
        match late() {
            Some((_, seconds)) => Err(Box::new(
                Diagnostic::error(
                    "loader-timeout",
                    format!("a plugin has not come back from `{hook}` after {seconds} seconds"),
                )
                .note("a thread of Python cannot be ended, so the build is"),
            )),
            None => Ok(None),
        }
    }

    /// All that has been asked, once there is anything; `None` when the session is over.
    pub fn take(&self, session: u64) -> Option<Vec<Request>> {
        let mut state = self.state();
        loop {
            if !state.open || state.session != session {
                return None;
            }
            state.running = None;
            if !state.requests.is_empty() {
                return Some(state.requests.drain(..).collect());
            }
            state = self.asked.wait(state).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }

    /// The other side begins with a request, on its one thread.
    pub fn begin(&self, session: u64, id: u64, limit: Duration) {
        let mut state = self.state();
        if state.session == session {
            state.running = Some((id, Instant::now(), limit));
        }
    }

    pub fn answer(&self, answer: Answer) {
        let mut state = self.state();
        if state.running.is_some_and(|(id, ..)| id == answer.id) {
            state.running = None;
        }
        if let Some(call) = state.calls.get_mut(&answer.id) {
            *call = Some(answer);
            self.answered.notify_all();
            return;
        }
        state.answers.push(answer);
        self.answered.notify_all();
    }

    /// What has been answered, waiting at most so long for anything.
    pub fn answers(&self, wait: Duration) -> Vec<Answer> {
        let mut state = self.state();
        if state.answers.is_empty() && !wait.is_zero() {
            let waited = self.answered.wait_timeout(state, wait);
            state = waited.unwrap_or_else(std::sync::PoisonError::into_inner).0;
        }
        std::mem::take(&mut state.answers)
    }

    /// The request that takes longer than it may, and how many seconds it had.
    pub fn overdue(&self) -> Option<(u64, f64)> {
        let (id, since, limit) = self.state().running?;
        (since.elapsed() > limit).then_some((id, limit.as_secs_f64()))
    }
}
