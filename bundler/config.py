"""The words of the configuration: webpack's, in snake case.

Every field is optional and `None` means "not said": the defaults depend on the mode and
the project, and `settings.py` is where they are decided. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - type hints are evaluated
from typing import Annotated, Any, Literal, TypedDict

import msgspec
from msgspec import Meta

__all__ = [
    "AssumptionsConfig",
    "BuildOptions",
    "Config",
    "JsxConfig",
    "LibraryConfig",
    "OptimizationConfig",
    "OutputConfig",
    "ResolveConfig",
]

Mode = Literal["production", "development", "none"]
Format = Literal["iife", "esm", "cjs"]
SourceMap = Literal["none", "file", "inline", "hidden"]
LegalComments = Literal["inline", "eof", "none"]
JsxRuntime = Literal["automatic", "classic", "preserve"]
Polyfills = Literal["usage", "entry", "none"]
Drop = Literal["console", "debugger"]


class _Section(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What all tables of the configuration have in common."""


class LibraryConfig(_Section, frozen=True, kw_only=True):
    """`output.library`, where more than its name is said."""

    name: Annotated[str, Meta(description="Global variable that receives the exports.")]
    type: Annotated[
        Literal["var"] | None, Meta(description="How the exports are exposed; only `var`.")
    ] = None


class OutputConfig(_Section, frozen=True, kw_only=True):
    """`output`: where the files go, and in what form."""

    path: Annotated[
        str | None, Meta(description="Output folder, relative to the root. Default: `dist`.")
    ] = None
    filename: Annotated[
        str | None,
        Meta(
            description="Name of an entry's file; `[name]`, `[hash]`, `[hash:8]` and `[ext]` are "
            "replaced. Default: `bundle.js`, or `[name].js` where there are several entries."
        ),
    ] = None
    chunk_filename: Annotated[
        str | None,
        Meta(description="Name of the other chunks. Default: `[name]-[hash:8].js`."),
    ] = None
    asset_module_filename: Annotated[
        str | None,
        Meta(
            description="Name of a file that code names by its address; `[name]`, `[hash]` and "
            "`[ext]` are replaced. Default: `[name]-[hash:8].[ext]`."
        ),
    ] = None
    public_path: Annotated[
        str | None,
        Meta(description="URL prefix of the output folder, or `auto` (default): from the script."),
    ] = None
    clean: Annotated[
        bool | None, Meta(description="Remove files of the output folder that are not ours.")
    ] = None
    format: Annotated[
        Format | None,
        Meta(description="Default: `iife`; `cjs` for node; `esm` if the filename ends in .mjs."),
    ] = None
    library: Annotated[
        str | LibraryConfig | None,
        Meta(description="Global variable that receives the exports of the entry (iife)."),
    ] = None
    unique_name: Annotated[
        str | None,
        Meta(description="Sets several bundles on one page apart. Default: the package's name."),
    ] = None


class ResolveConfig(_Section, frozen=True, kw_only=True):
    """`resolve`: how a request becomes a file."""

    alias: Annotated[
        dict[str, str | bool] | None,
        Meta(
            description="Request → replacement, in order. A key that ends in `$` matches exactly, "
            "`false` gives an empty module, `./` is relative to the root."
        ),
    ] = None
    fallback: Annotated[
        dict[str, str | bool] | None, Meta(description="Like `alias`, for what is not found.")
    ] = None
    extensions: list[str] | None = None
    main_fields: list[str] | None = None
    main_files: list[str] | None = None
    condition_names: Annotated[
        list[str] | None,
        Meta(description="Conditions of `exports`, besides those of the target and the mode."),
    ] = None
    modules: Annotated[
        list[str] | None, Meta(description="Folders that hold packages. Default: `node_modules`.")
    ] = None
    symlinks: Annotated[bool | None, Meta(description="Resolve links to what they point at.")] = (
        None
    )
    tsconfig: Annotated[
        str | bool | None,
        Meta(description="A tsconfig.json, or `false` to read none. Default: the nearest one."),
    ] = None


class JsxConfig(_Section, frozen=True, kw_only=True):
    """`jsx`, where more than the runtime is said. Default: what tsconfig.json says."""

    runtime: JsxRuntime | None = None
    import_source: Annotated[
        str | None, Meta(description="Package of the automatic runtime. Default: `react`.")
    ] = None
    development: Annotated[
        bool | None, Meta(description="Use the development runtime. Default: by the mode.")
    ] = None
    factory: Annotated[str | None, Meta(description="Classic: `React.createElement`.")] = None
    fragment: Annotated[str | None, Meta(description="Classic: `React.Fragment`.")] = None


class AssumptionsConfig(_Section, frozen=True, kw_only=True):
    """`assumptions`: what lowering may take for granted. Each gives something up."""

    iterable_is_array: Annotated[
        bool | None, Meta(description="What is iterated, spread or taken apart is an array.")
    ] = None
    array_like_is_iterable: Annotated[
        bool | None, Meta(description="What has a `length` may be iterated, iterator or not.")
    ] = None
    skip_iterator_closing: Annotated[
        bool | None, Meta(description="`for-of` never has to close an iterator.")
    ] = None
    no_class_calls: Annotated[
        bool | None, Meta(description="Classes are never called without `new`.")
    ] = None
    super_is_callable_constructor: Annotated[
        bool | None, Meta(description="Superclasses are functions that may be called on `this`.")
    ] = None
    set_computed_properties: Annotated[
        bool | None, Meta(description="Computed keys are assigned, not defined.")
    ] = None
    ignore_to_primitive_hint: Annotated[
        bool | None, Meta(description="`${value}` may call `valueOf` before `toString`.")
    ] = None
    ignore_function_length: Annotated[
        bool | None, Meta(description="`length` of functions may count parameters with defaults.")
    ] = None
    plain_generators: Annotated[
        bool | None, Meta(description="Nobody looks at the prototypes of generators.")
    ] = None
    no_temporal_dead_zone: Annotated[
        bool | None, Meta(description="Variables are never read before their declaration has run.")
    ] = None
    set_class_fields: Annotated[
        bool | None, Meta(description="Class fields are assigned; private ones need not be hidden.")
    ] = None
    no_document_all: Annotated[
        bool | None, Meta(description="Nobody passes `document.all` to `?.` and `??`.")
    ] = None
    pure_getters: Annotated[
        bool | None,
        Meta(description="Reading a property twice gives the same and does nothing else."),
    ] = None


class OptimizationConfig(_Section, frozen=True, kw_only=True):
    """`optimization`: webpack's names for two switches of the top level."""

    minimize: Annotated[bool | None, Meta(description="The same as `minify`.")] = None
    used_exports: Annotated[bool | None, Meta(description="The same as `tree_shaking`.")] = None


class Config(_Section, frozen=True, kw_only=True):
    """The configuration of pybundle.

    Written as `[tool.pybundle]` in pyproject.toml, as pybundle.toml, or as `config` in
    pybundle.config.py (a dict, a `Config`, or a function of the mode that returns one).
    """

    mode: Annotated[Mode | None, Meta(description="Default: from NODE_ENV, else `production`.")] = (
        None
    )
    entry: Annotated[
        str | list[str] | dict[str, str] | None,
        Meta(description="Files to start from; a table gives them names. Default: src/index.*"),
    ] = None
    output: OutputConfig | None = None
    target: Annotated[
        str | list[str] | None,
        Meta(
            description="Platform (`web`, `webworker`, `node`) and syntax: `es5` … `esnext`, "
            "or browserslist queries. Default: `web`, and the project's browserslist."
        ),
    ] = None
    assumptions: Annotated[
        AssumptionsConfig | None,
        Meta(description="What the code never needs, so that lowering it may be shorter."),
    ] = None
    polyfills: Annotated[
        Polyfills | None,
        Meta(
            description="Polyfills of the project's core-js: `usage` imports what each module uses "
            "and the target lacks, `entry` cuts imports of core-js down to that. Default: `none`."
        ),
    ] = None
    source_map: Annotated[
        bool | SourceMap | None, Meta(description="Default: `file` in development, else none.")
    ] = None
    devtool: Annotated[
        bool | str | None, Meta(description="webpack's name and values for `source_map`.")
    ] = None
    resolve: ResolveConfig | None = None
    define: Annotated[
        dict[str, Any] | None,
        Meta(description="Expression → JavaScript source (text), or a value written as JSON."),
    ] = None
    provide: Annotated[
        dict[str, str | list[str]] | None,
        Meta(description="Free identifier → module, or [module, export]."),
    ] = None
    externals: Annotated[
        str | list[str | dict[str, str | bool]] | dict[str, str | bool] | None,
        Meta(
            description="Requests left to the run time. `/…/` is a regular expression; in a "
            "table the value is the global expression, or `true`."
        ),
    ] = None
    banner: Annotated[str | None, Meta(description="Text put before every script.")] = None
    drop: Annotated[
        list[Drop] | None, Meta(description="Calls of `console` and `debugger` to leave out.")
    ] = None
    legal_comments: Annotated[LegalComments | None, Meta(description="Default: `inline`.")] = None
    minify: Annotated[bool | None, Meta(description="Default: in production.")] = None
    tree_shaking: Annotated[
        bool | None, Meta(description="Leave out unused exports. Default: in production.")
    ] = None
    optimization: OptimizationConfig | None = None
    jsx: JsxRuntime | JsxConfig | None = None
    node_paths: Annotated[
        bool | None,
        Meta(description="`__filename` and `__dirname` are paths relative to the root."),
    ] = None
    ignore_warnings: Annotated[
        list[str] | None, Meta(description="Codes of warnings that are not reported.")
    ] = None
    jobs: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="Threads. Default: WEB_CONCURRENCY, else the cores."),
    ] = None


class BuildOptions(TypedDict, total=False):
    """The fields of `Config` as keyword arguments; tables may be plain mappings."""

    mode: Mode
    entry: str | list[str] | dict[str, str]
    output: OutputConfig | Mapping[str, object]
    target: str | list[str]
    assumptions: AssumptionsConfig | Mapping[str, object]
    polyfills: Polyfills
    source_map: bool | SourceMap
    devtool: bool | str
    resolve: ResolveConfig | Mapping[str, object]
    define: Mapping[str, object]
    provide: Mapping[str, str | list[str]]
    externals: str | list[Any] | Mapping[str, str | bool]
    banner: str
    drop: list[Drop]
    legal_comments: LegalComments
    minify: bool
    tree_shaking: bool
    optimization: OptimizationConfig | Mapping[str, object]
    jsx: JsxRuntime | JsxConfig | Mapping[str, object]
    node_paths: bool
    ignore_warnings: list[str]
    jobs: int
