//! The native module `pybundle.bundler._core`: converts, and does nothing else.

use std::{path::PathBuf, sync::Arc, time::Duration};

use pybundle_engine::{build::BuildResult, compiler::Compiler as Engine, options::Options};
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

    /// Builds in another thread, so that a signal is seen at once.
    fn build<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
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
                }
                _ => return Err(PyRuntimeError::new_err("the build ended without a result")),
            }
        }
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

#[pyfunction]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[pymodule]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Compiler>()?;
    module.add_function(wrap_pyfunction!(version, module)?)
}
