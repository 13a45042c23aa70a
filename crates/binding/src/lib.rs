//! The native module `pybundle.bundler._core`: converts, and does nothing else.

use std::{ffi::OsString, path::PathBuf, sync::Arc, time::Duration};

use pybundle_engine::{
    build::BuildResult,
    compiler::Compiler as Engine,
    host::bridge::{Answer, Said, Task},
    native::NAMES,
    options::Options,
    rules::{ModuleKind, Pattern},
};
use pyo3::{
    exceptions::{PyOSError, PyRuntimeError, PyValueError},
    prelude::*,
    types::PyBytes,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often a build that runs asks Python whether a signal came.
const SIGNALS: Duration = Duration::from_millis(50);

#[pyclass(frozen, module = "pybundle.bundler._core")]
struct Compiler {
    engine: Arc<Engine>,
}

#[pymethods]
impl Compiler {
    #[new]
    fn new(options: &[u8]) -> PyResult<Self> {
        let options: Options = serde_json::from_slice(options)
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        let engine = Engine::new(options).map_err(|error| PyOSError::new_err(error.to_string()))?;
        Ok(Self { engine: Arc::new(engine) })
    }

    /// Builds in another thread, so that a signal is seen at once. `start` is called once if
    /// something is asked of loaders and nobody takes it.
    #[pyo3(signature = (start=None))]
    fn build<'py>(
        &self,
        py: Python<'py>,
        start: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let mut start = start;
        let (sender, receiver) = std::sync::mpsc::channel::<BuildResult>();
        let engine = Arc::clone(&self.engine);
        std::thread::Builder::new()
            .name("pybundle-build".to_owned())
            .spawn(move || {
                // Nobody waits any more after a signal.
                let _ = sender.send(engine.build());
            })
            .map_err(|error| PyOSError::new_err(error.to_string()))?;
        let receiver = std::sync::Mutex::new(receiver);
        loop {
            let answer =
                py.detach(|| receiver.lock().ok().map(|receiver| receiver.recv_timeout(SIGNALS)));
            match answer {
                Some(Ok(result)) => {
                    let json = serde_json::to_vec(&result)
                        .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
                    // The files may be large; Python gets their names only.
                    drop(result);
                    return Ok(PyBytes::new(py, &json));
                }
                Some(Err(std::sync::mpsc::RecvTimeoutError::Timeout)) => {
                    if let Err(signal) = py.check_signals() {
                        self.engine.stop();
                        return Err(signal);
                    }
                    if self.engine.bridge().is_unheard()
                        && let Some(start) = start.take()
                    {
                        start.call0()?;
                    }
                }
                _ => return Err(PyRuntimeError::new_err("the build ended without a result")),
            }
        }
    }

    /// Begins a session with loaders and plugins; gives its number.
    fn open_session(&self) -> u64 {
        self.engine.bridge().open()
    }

    fn close_session(&self) {
        self.engine.bridge().close();
    }

    /// All that is asked, once there is anything; `None` when the session is over.
    fn take<'py>(&self, py: Python<'py>, session: u64) -> PyResult<Option<Vec<Asked<'py>>>> {
        let requests = py.detach(|| self.engine.bridge().take(session));
        let Some(requests) = requests else { return Ok(None) };
        let asked = requests.into_iter().map(|request| {
            let (loader, written, hook) = match request.task {
                Task::Loader(number) => (Some(number), None, None),
                Task::Written(written) => (None, Some(written), None),
                Task::Hook(hook) => (None, None, Some(hook)),
            };
            (
                request.id,
                loader,
                written,
                hook,
                (request.path, request.query, request.fragment),
                PyBytes::new(py, &request.content),
                request.details,
            )
        });
        Ok(Some(asked.collect()))
    }

    /// Says what is worked on, and how many seconds it may take.
    fn begin(&self, session: u64, id: u64, seconds: f64) {
        let limit = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
        self.engine.bridge().begin(session, id, limit);
    }

    /// Answers: a content, and what else there is to say as JSON, and files.
    #[pyo3(signature = (id, content, said=None, files=None))]
    fn answer(
        &self,
        id: u64,
        content: Option<Vec<u8>>,
        said: Option<&[u8]>,
        files: Option<Vec<(String, Vec<u8>)>>,
    ) -> PyResult<()> {
        let said = match said {
            Some(json) => serde_json::from_slice(json)
                .map_err(|error| PyValueError::new_err(error.to_string()))?,
            None => Said::default(),
        };
        let files = files.unwrap_or_default();
        self.engine.bridge().answer(Answer { id, content, said, files });
        Ok(())
    }

    /// The file that a request from a folder names; `ValueError` says why there is none.
    #[expect(clippy::needless_pass_by_value, reason = "PyO3 converts the path into a value")]
    fn resolve(&self, py: Python<'_>, folder: PathBuf, request: &str) -> PyResult<OsString> {
        let path = py.detach(|| self.engine.resolve(&folder, request));
        path.map(PathBuf::into_os_string).map_err(PyValueError::new_err)
    }

    fn stop(&self) {
        self.engine.stop();
    }

    #[expect(clippy::needless_pass_by_value, reason = "PyO3 converts the list into a value")]
    fn invalidate(&self, paths: Vec<PathBuf>) {
        self.engine.invalidate(&paths);
    }

    fn inputs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let json = serde_json::to_vec(&self.engine.inputs())
            .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        Ok(PyBytes::new(py, &json))
    }

    fn output<'py>(&self, py: Python<'py>, path: &str) -> Option<Bound<'py, PyBytes>> {
        self.engine.output(path).map(|content| PyBytes::new(py, &content))
    }

    fn progress(&self) -> (&'static str, usize, usize) {
        self.engine.progress()
    }
}

/// Id, number of a loader, or one as written in a request, or a hook; path, query and
/// fragment; content; details as JSON.
type Asked<'py> = (
    u64,
    Option<u32>,
    Option<String>,
    Option<&'static str>,
    (String, String, String),
    Bound<'py, PyBytes>,
    String,
);

#[pyfunction]
fn native_loaders() -> Vec<&'static str> {
    NAMES.to_vec()
}

#[pyfunction]
fn module_types() -> Vec<&'static str> {
    ModuleKind::NAMES.to_vec()
}

/// What is wrong with a regular expression, if anything is.
#[pyfunction]
fn check_pattern(pattern: &str, flags: &str) -> Option<String> {
    Pattern::new(pattern, flags).err()
}

#[pyfunction]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[pymodule]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Compiler>()?;
    module.add_function(wrap_pyfunction!(native_loaders, module)?)?;
    module.add_function(wrap_pyfunction!(module_types, module)?)?;
    module.add_function(wrap_pyfunction!(check_pattern, module)?)?;
    module.add_function(wrap_pyfunction!(version, module)?)
}
