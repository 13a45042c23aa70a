"""pybundle bundles JavaScript and TypeScript applications, with no Node on the machine.

```python
import pybundle

result = pybundle.build(entry="src/index.js", output={"path": "static"})
for file in result.files:
    print(file.path, file.size)
```

Everything is imported when it is first used: the command line and programs that build now
and then do not pay for what they do not touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pybundle.bundler.compiler import Compiler, build
    from pybundle.bundler.config import (
        AssumptionsConfig,
        BuildOptions,
        CacheGroupConfig,
        CompressConfig,
        Config,
        ContextConfig,
        CssConfig,
        CssModulesConfig,
        EntryConfig,
        IgnoreConfig,
        JsxConfig,
        LibraryConfig,
        ModuleConfig,
        OptimizationConfig,
        OutputConfig,
        PerformanceConfig,
        ResolveConfig,
        RuntimeChunkConfig,
        SassConfig,
        SplitChunksConfig,
        TrustedTypesConfig,
    )
    from pybundle.bundler.diagnostics import (
        BuildError,
        ConfigError,
        Diagnostic,
        Location,
        PybundleError,
    )
    from pybundle.bundler.result import (
        BuildResult,
        Chunk,
        Inputs,
        Module,
        OutputFile,
        Part,
        Polyfill,
        Reason,
        Stats,
        Timings,
    )
    from pybundle.bundler.watch import Watch

__version__ = "0.1.0"

__all__ = [
    "AssumptionsConfig",
    "BuildError",
    "BuildOptions",
    "BuildResult",
    "CacheGroupConfig",
    "Chunk",
    "Compiler",
    "CompressConfig",
    "Config",
    "ConfigError",
    "ContextConfig",
    "CssConfig",
    "CssModulesConfig",
    "Diagnostic",
    "EntryConfig",
    "IgnoreConfig",
    "Inputs",
    "JsxConfig",
    "LibraryConfig",
    "Location",
    "Module",
    "ModuleConfig",
    "OptimizationConfig",
    "OutputConfig",
    "OutputFile",
    "Part",
    "PerformanceConfig",
    "Polyfill",
    "PybundleError",
    "Reason",
    "ResolveConfig",
    "RuntimeChunkConfig",
    "SassConfig",
    "SplitChunksConfig",
    "Stats",
    "Timings",
    "TrustedTypesConfig",
    "Watch",
    "__version__",
    "build",
]

_HOMES = {
    "compiler": ("Compiler", "build"),
    "config": (
        "AssumptionsConfig",
        "BuildOptions",
        "CacheGroupConfig",
        "CompressConfig",
        "Config",
        "ContextConfig",
        "CssConfig",
        "CssModulesConfig",
        "EntryConfig",
        "IgnoreConfig",
        "JsxConfig",
        "LibraryConfig",
        "ModuleConfig",
        "OptimizationConfig",
        "OutputConfig",
        "PerformanceConfig",
        "ResolveConfig",
        "RuntimeChunkConfig",
        "SassConfig",
        "SplitChunksConfig",
        "TrustedTypesConfig",
    ),
    "diagnostics": ("BuildError", "ConfigError", "Diagnostic", "Location", "PybundleError"),
    "result": (
        "BuildResult",
        "Chunk",
        "Inputs",
        "Module",
        "OutputFile",
        "Part",
        "Polyfill",
        "Reason",
        "Stats",
        "Timings",
    ),
    "watch": ("Watch",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            value: object = getattr(import_module(f"pybundle.bundler.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
