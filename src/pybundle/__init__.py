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
    from pybundle.bundler.plugins import (
        External,
        ParsedModule,
        Plugin,
        RenderedChunk,
        ResolveContext,
        hook,
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
    from pybundle.bundler.server_config import (
        ClientConfig,
        DevServerConfig,
        HistoryConfig,
        OverlayConfig,
        ProxyConfig,
        RewriteConfig,
        ServerTypeConfig,
        StaticConfig,
        WatchOptionsConfig,
    )
    from pybundle.bundler.watch import Watch
    from pybundle.loaders.protocol import (
        Loader,
        LoaderContext,
        LoaderError,
        LoaderResult,
        loader,
    )

__version__ = "0.1.0"

__all__ = [
    "AssumptionsConfig",
    "BuildError",
    "BuildOptions",
    "BuildResult",
    "CacheGroupConfig",
    "Chunk",
    "ClientConfig",
    "Compiler",
    "CompressConfig",
    "Config",
    "ConfigError",
    "ContextConfig",
    "CssConfig",
    "CssModulesConfig",
    "DevServerConfig",
    "Diagnostic",
    "EntryConfig",
    "External",
    "HistoryConfig",
    "IgnoreConfig",
    "Inputs",
    "JsxConfig",
    "LibraryConfig",
    "Loader",
    "LoaderContext",
    "LoaderError",
    "LoaderResult",
    "Location",
    "Module",
    "ModuleConfig",
    "OptimizationConfig",
    "OutputConfig",
    "OutputFile",
    "OverlayConfig",
    "ParsedModule",
    "Part",
    "PerformanceConfig",
    "Plugin",
    "Polyfill",
    "ProxyConfig",
    "PybundleError",
    "Reason",
    "RenderedChunk",
    "ResolveConfig",
    "ResolveContext",
    "RewriteConfig",
    "RuntimeChunkConfig",
    "SassConfig",
    "ServerTypeConfig",
    "SplitChunksConfig",
    "StaticConfig",
    "Stats",
    "Timings",
    "TrustedTypesConfig",
    "Watch",
    "WatchOptionsConfig",
    "__version__",
    "build",
    "hook",
    "loader",
]

_HOMES = {
    "bundler.compiler": ("Compiler", "build"),
    "bundler.config": (
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
    "bundler.diagnostics": ("BuildError", "ConfigError", "Diagnostic", "Location", "PybundleError"),
    "bundler.result": (
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
    "bundler.plugins": (
        "External",
        "ParsedModule",
        "Plugin",
        "RenderedChunk",
        "ResolveContext",
        "hook",
    ),
    "bundler.server_config": (
        "ClientConfig",
        "DevServerConfig",
        "HistoryConfig",
        "OverlayConfig",
        "ProxyConfig",
        "RewriteConfig",
        "ServerTypeConfig",
        "StaticConfig",
        "WatchOptionsConfig",
    ),
    "bundler.watch": ("Watch",),
    "loaders.protocol": ("Loader", "LoaderContext", "LoaderError", "LoaderResult", "loader"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            value: object = getattr(import_module(f"pybundle.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
