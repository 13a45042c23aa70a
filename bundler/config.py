"""The words of the configuration: webpack's, in snake case.

Every field is optional and `None` means "not said": the defaults depend on the mode and
the project, and `settings.py` is where they are decided. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - type hints are evaluated
from typing import Annotated, Any, Literal, TypedDict

import msgspec
from msgspec import Meta

from pybundle.bundler.module_config import (
    ContextConfig,
    DataUrlConfig,
    ModuleConfig,
    ParserConfig,
)
from pybundle.bundler.resolve_config import IgnoreConfig, ResolveConfig
from pybundle.bundler.section import Count, Section, Size
from pybundle.bundler.server_config import (
    DevServerConfig,  # noqa: TC001 - type hints are evaluated
    WatchOptionsConfig,  # noqa: TC001 - type hints are evaluated
)
from pybundle.bundler.style_config import CssConfig, CssModulesConfig, SassConfig

__all__ = [
    "AssumptionsConfig",
    "BuildOptions",
    "CacheGroupConfig",
    "CompressConfig",
    "Config",
    "ContextConfig",
    "CssConfig",
    "CssModulesConfig",
    "DataUrlConfig",
    "EntryConfig",
    "IgnoreConfig",
    "JsxConfig",
    "LibraryConfig",
    "ModuleConfig",
    "OptimizationConfig",
    "OutputConfig",
    "ParserConfig",
    "PerformanceConfig",
    "ResolveConfig",
    "RuntimeChunkConfig",
    "SassConfig",
    "SplitChunksConfig",
]

Mode = Literal["production", "development", "none"]
Format = Literal["iife", "esm", "cjs"]
SourceMap = Literal["none", "file", "inline", "hidden"]
LegalComments = Literal["inline", "eof", "external", "linked", "none"]
JsxRuntime = Literal["automatic", "classic", "preserve"]
Polyfills = Literal["usage", "entry", "none"]
Drop = Literal["console", "debugger"]
Compression = Literal["gzip", "brotli", "zstd"]
Integrity = Literal["sha256", "sha384", "sha512"]
CrossOrigin = Literal["anonymous", "use-credentials"]
ChunkSelection = Literal["async", "initial", "all"]
ModuleType = Literal["javascript/auto", "javascript/esm", "json"]


class LibraryConfig(Section, frozen=True, kw_only=True):
    """`output.library`, where more than its name is said."""

    name: Annotated[str, Meta(description="Global variable that receives the exports.")]
    type: Annotated[
        Literal["var"] | None, Meta(description="How the exports are exposed; only `var`.")
    ] = None


class CompressConfig(Section, frozen=True, kw_only=True):
    """`output.compress`, where levels are said; what is not named is not made."""

    gzip: Annotated[
        bool | Annotated[int, Meta(ge=1, le=9)] | None,
        Meta(description="`.gz`, with a level of 1 to 9. `true`: 9."),
    ] = None
    brotli: Annotated[
        bool | Annotated[int, Meta(ge=0, le=11)] | None,
        Meta(description="`.br`, with a level of 0 to 11. `true`: 11."),
    ] = None
    zstd: Annotated[
        bool | Annotated[int, Meta(ge=1, le=22)] | None,
        Meta(description="`.zst`, with a level of 1 to 22. `true`: 19."),
    ] = None
    min_size: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="Bytes; smaller files get no twins. Default: 1024."),
    ] = None


class TrustedTypesConfig(Section, frozen=True, kw_only=True):
    """`output.trusted_types`, where more than the name of the policy is said."""

    policy_name: Annotated[
        str | None, Meta(description="As in the page's `trusted-types`. Default: `unique_name`.")
    ] = None
    on_policy_creation_failure: Annotated[
        Literal["stop", "continue"] | None,
        Meta(
            description="A page that does not allow the policy gets no scripts (`stop`, the "
            "default), or they are asked for without one."
        ),
    ] = None


class OutputConfig(Section, frozen=True, kw_only=True):
    """`output`: where the files go, and in what form."""

    path: Annotated[
        str | None, Meta(description="Output folder, relative to the root. Default: `dist`.")
    ] = None
    filename: Annotated[
        str | dict[str, str] | None,
        Meta(
            description="Name of an entry's file; `[name]`, `[contenthash]`, `[contenthash:8]` and "
            "`[ext]` are replaced. In a table: pattern of entries' names → name; the first that "
            "matches. Default: `bundle.js`, or `[name].js` where there are several entries."
        ),
    ] = None
    chunk_filename: Annotated[
        str | dict[str, str] | None,
        Meta(description="Name of the other chunks. Default: `[name]-[contenthash:8].js`."),
    ] = None
    css_filename: Annotated[
        str | None,
        Meta(description="Name of an entry's style sheet. Default: its `filename` with `.css`."),
    ] = None
    css_chunk_filename: Annotated[
        str | None,
        Meta(description="Of the other style sheets. Default: `chunk_filename` with `.css`."),
    ] = None
    asset_module_filename: Annotated[
        str | None,
        Meta(
            description="Name of a file that code names by its address; `[name]`, `[hash]` and "
            "`[ext]` are replaced. Default: `[name]-[contenthash:8].[ext]`."
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
    chunk_loading_global: Annotated[
        str | None,
        Meta(
            description="Global variable through which the scripts of an iife bundle meet. "
            "Default: made of `unique_name`."
        ),
    ] = None
    chunk_retries: Annotated[
        Annotated[int, Meta(ge=0, le=100)] | None,
        Meta(
            description="How often a chunk that did not come is asked for again before `import()` "
            "is rejected (iife). Default: 1."
        ),
    ] = None
    chunk_load_timeout: Annotated[
        Annotated[int, Meta(ge=0, le=2147483647)] | None,
        Meta(
            description="Milliseconds after which a chunk counts as not coming (iife); 0: never. "
            "Default: 120000."
        ),
    ] = None
    module_preload: Annotated[
        bool | None,
        Meta(description="esm: what a chunk imports is fetched together with it. Default: `true`."),
    ] = None
    trusted_types: Annotated[
        bool | str | TrustedTypesConfig | None,
        Meta(
            description="Make the addresses of scripts by a policy of Trusted Types: `true`, its "
            "name, or a table."
        ),
    ] = None
    manifest: Annotated[
        bool | str | None,
        Meta(description="Write `manifest.json` (or that name) in Vite's format."),
    ] = None
    stats: Annotated[
        bool | str | None,
        Meta(
            description="Write `webpack-stats.json` (or that file), relative to the root, as "
            "django-webpack-loader reads it."
        ),
    ] = None
    import_map: Annotated[
        bool | str | None,
        Meta(
            description="esm: chunks name each other by what `importmap.json` (or that name) "
            "says, so that a change of one leaves the names of all others alone."
        ),
    ] = None
    integrity: Annotated[
        bool | Integrity | None,
        Meta(description="Digests for subresource integrity. `true`: `sha384`."),
    ] = None
    cross_origin_loading: Annotated[
        bool | CrossOrigin | None,
        Meta(
            description="`crossorigin` of scripts that the bundle loads from other origins. "
            "Default: `anonymous` with `integrity`, else none."
        ),
    ] = None
    licenses: Annotated[
        bool | str | None,
        Meta(
            description="Write `licenses.txt` (or that name, `.json` included): the packages in "
            "the bundle with their licences."
        ),
    ] = None
    compress: Annotated[
        bool | list[Compression] | CompressConfig | None,
        Meta(description="Compressed twins of the files. `true`: gzip and brotli."),
    ] = None


class JsxConfig(Section, frozen=True, kw_only=True):
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


class AssumptionsConfig(Section, frozen=True, kw_only=True):
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


class PerformanceConfig(Section, frozen=True, kw_only=True):
    """`performance`: how large files may be, in bytes before compression."""

    max_asset_size: Annotated[
        Annotated[int, Meta(ge=0)] | None, Meta(description="Of one file. Default: 250000.")
    ] = None
    max_entrypoint_size: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="Of an entry and what it loads at once. Default: 250000."),
    ] = None
    hints: Annotated[
        bool | Literal["warning", "error"] | None,
        Meta(description="What a file that is too large gives. Default: `warning`."),
    ] = None


class CacheGroupConfig(Section, frozen=True, kw_only=True):
    """One of `optimization.split_chunks.cache_groups`: modules with a file of their own."""

    test: Annotated[
        str | list[str] | None,
        Meta(description="Regular expressions searched in `/` + path. Default: every module."),
    ] = None
    type: Annotated[
        ModuleType | None, Meta(description="Only modules of this kind, by webpack's names.")
    ] = None
    name: Annotated[
        str | None,
        Meta(description="One file for all of them. Default: one for each set of users."),
    ] = None
    priority: Annotated[
        int | None, Meta(description="The highest of several groups takes a module. Default: 0.")
    ] = None
    chunks: Annotated[ChunkSelection | None, Meta(description="Default: that of all.")] = None
    min_size: Annotated[Size | None, Meta(description="Default: that of all.")] = None
    max_size: Annotated[Size | None, Meta(description="Default: that of all.")] = None
    min_chunks: Annotated[Count | None, Meta(description="Default: that of all.")] = None
    enforce: Annotated[
        bool | None, Meta(description="Whatever sizes and numbers of requests say.")
    ] = None
    reuse_existing_chunk: Annotated[
        bool | None,
        Meta(description="A file that holds just these modules already keeps its name."),
    ] = None


class SplitChunksConfig(Section, frozen=True, kw_only=True):
    """`optimization.split_chunks`: how the code is divided among files."""

    chunks: Annotated[
        ChunkSelection | None,
        Meta(
            description="Whose modules: what is loaded later (`async`, default), what an entry "
            "has (`initial`), or `all`."
        ),
    ] = None
    min_size: Annotated[
        Size | None,
        Meta(
            description="Bytes of source; less is not worth a file. Default: 20000, in "
            "development 10000."
        ),
    ] = None
    max_size: Annotated[
        Size | None, Meta(description="Bytes of source; more is divided. Default: 0, no bound.")
    ] = None
    min_chunks: Annotated[
        Count | None,
        Meta(description="How many must share what gets a file of its own. Default: 1."),
    ] = None
    max_async_requests: Annotated[
        Count | None, Meta(description="Files that one `import()` may load. Default: 30.")
    ] = None
    max_initial_requests: Annotated[
        Count | None, Meta(description="Files that one entry may load. Default: 30.")
    ] = None
    cache_groups: Annotated[
        dict[str, bool | CacheGroupConfig] | None,
        Meta(description="Modules that go to files of their own; `false` for none of that name."),
    ] = None


class RuntimeChunkConfig(Section, frozen=True, kw_only=True):
    """`optimization.runtime_chunk`, where it has a name."""

    name: Annotated[str, Meta(description="Name of the one file with the loader.")]


class OptimizationConfig(Section, frozen=True, kw_only=True):
    """`optimization`: webpack's names for two switches of the top level, and the files."""

    minimize: Annotated[bool | None, Meta(description="The same as `minify`.")] = None
    used_exports: Annotated[bool | None, Meta(description="The same as `tree_shaking`.")] = None
    split_chunks: Annotated[
        bool | SplitChunksConfig | None,
        Meta(description="How the code is divided; `false`: each module just where it is needed."),
    ] = None
    runtime_chunk: Annotated[
        bool | Literal["single", "multiple"] | RuntimeChunkConfig | None,
        Meta(
            description="iife: the loader has a file of its own, one for all entries (`single`) "
            "or one each (`multiple`, `true`)."
        ),
    ] = None
    mangle_props: Annotated[
        str | None,
        Meta(
            description="Properties whose names match this regular expression (of JavaScript) "
            "get short ones, the same in the whole build: `^_`."
        ),
    ] = None
    reserve_props: Annotated[
        str | list[str] | None,
        Meta(description="Regular expressions of names that `mangle_props` leaves alone."),
    ] = None
    mangle_quoted: Annotated[
        bool | None, Meta(description="`mangle_props` means names in quotes too: `a['_b']`.")
    ] = None
    props_cache: Annotated[
        str | None,
        Meta(
            description="JSON file, relative to the root, that keeps the names of `mangle_props` "
            "from one build to the next. `false` there leaves a name as it is."
        ),
    ] = None


class EntryConfig(Section, frozen=True, kw_only=True):
    """One of several entries, where more than its file is said."""

    import_: Annotated[
        str | list[str],
        Meta(description="The file, or several that run one after the other as one entry."),
    ] = msgspec.field(name="import")
    filename: Annotated[str | None, Meta(description="As `output.filename`, for this entry.")] = (
        None
    )
    depend_on: Annotated[
        str | list[str] | None,
        Meta(description="Entries that are loaded before, so that their modules are there."),
    ] = None


class Config(Section, frozen=True, kw_only=True):
    """The configuration of pybundle.

    Written as `[tool.pybundle]` in pyproject.toml, as pybundle.toml, or as `config` in
    pybundle.config.py (a dict, a `Config`, or a function of the mode that returns one).
    """

    mode: Annotated[Mode | None, Meta(description="Default: from NODE_ENV, else `production`.")] = (
        None
    )
    entry: Annotated[
        str | list[str] | dict[str, str | list[str] | EntryConfig] | None,
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
    module: ModuleConfig | None = None
    plugins: Annotated[
        list[Any] | None,
        Meta(
            description='Plugins: `"package.module:Plugin"`, the name of an installed one, or '
            "`{ use = …, options = … }`."
        ),
    ] = None
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
    performance: Annotated[
        bool | PerformanceConfig | None,
        Meta(description="Limits of sizes; `true` is webpack's defaults. Default: none."),
    ] = None
    jsx: JsxRuntime | JsxConfig | None = None
    css: CssConfig | None = None
    sass: SassConfig | None = None
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
    dev_server: Annotated[
        DevServerConfig | None, Meta(description="What `pybundle serve` does.")
    ] = None
    watch_options: Annotated[
        WatchOptionsConfig | None, Meta(description="How changes are noticed.")
    ] = None


class BuildOptions(TypedDict, total=False):
    """The fields of `Config` as keyword arguments; tables may be plain mappings."""

    mode: Mode
    entry: str | list[str] | Mapping[str, str | list[str] | EntryConfig | Mapping[str, object]]
    output: OutputConfig | Mapping[str, object]
    target: str | list[str]
    assumptions: AssumptionsConfig | Mapping[str, object]
    polyfills: Polyfills
    source_map: bool | SourceMap
    devtool: bool | str
    resolve: ResolveConfig | Mapping[str, object]
    module: ModuleConfig | Mapping[str, object]
    plugins: list[Any]
    define: Mapping[str, object]
    provide: Mapping[str, str | list[str]]
    externals: str | list[Any] | Mapping[str, str | bool]
    banner: str
    drop: list[Drop]
    legal_comments: LegalComments
    minify: bool
    tree_shaking: bool
    optimization: OptimizationConfig | Mapping[str, object]
    performance: bool | PerformanceConfig | Mapping[str, object]
    css: CssConfig | Mapping[str, object]
    sass: SassConfig | Mapping[str, object]
    jsx: JsxRuntime | JsxConfig | Mapping[str, object]
    node_paths: bool
    ignore_warnings: list[str]
    jobs: int
    dev_server: DevServerConfig | Mapping[str, object]
    watch_options: WatchOptionsConfig | Mapping[str, object]
