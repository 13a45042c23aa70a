"""The words of the configuration that are about how files become modules."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from pybundle.bundler.section import Section, Size

__all__ = ["ContextConfig", "DataUrlConfig", "ModuleConfig", "ParserConfig"]


class DataUrlConfig(Section, frozen=True, kw_only=True):
    """`data_url_condition`: when `asset` is in the bundle itself."""

    max_size: Annotated[Size | None, Meta(description="Bytes. Default: 8096.")] = None


class ParserConfig(Section, frozen=True, kw_only=True):
    """`parser` of a rule, and of `module` for all files."""

    data_url_condition: Annotated[
        DataUrlConfig | None, Meta(description="When a module of type `asset` is a data URL.")
    ] = None


class ContextConfig(Section, frozen=True, kw_only=True):
    """One of `module.contexts`: what a folder is taken to hold that code asks for by an expression.

    Patterns are regular expressions of JavaScript.
    """

    request: Annotated[
        str | None, Meta(description="Searched in the folder as it is written: `^\\./locale$`.")
    ] = None
    issuer: Annotated[
        str | None, Meta(description="Searched in `/` + path of the module that asks.")
    ] = None
    resource: Annotated[
        str | None, Meta(description="Searched in `/` + path of the folder: `/moment/locale$`.")
    ] = None
    include: Annotated[
        str | None,
        Meta(description="Only files in whose path, as `./de.js`, this is found are meant."),
    ] = None
    exclude: Annotated[
        str | None, Meta(description="Files in whose path this is found are not meant.")
    ] = None
    recursive: Annotated[bool | None, Meta(description="Whether folders in it are meant.")] = None
    mode: Annotated[
        Literal["sync", "eager", "weak", "lazy", "lazy-once"] | None,
        Meta(description="How the modules are loaded; not for `require` of an expression."),
    ] = None


class ModuleConfig(Section, frozen=True, kw_only=True):
    """`module`: how files become modules."""

    rules: Annotated[
        list[Any] | None,
        Meta(
            description="Tables with `test`, `include`, `exclude`, `resource_query`, `issuer`, "
            "`with`, `one_of`, `rules`, `enforce`, `type`, `use` (or `loader` and `options`), "
            "`parser`, `side_effects`; or loaders that say themselves what they are for."
        ),
    ] = None
    parser: ParserConfig | None = None
    contexts: Annotated[
        list[ContextConfig] | None,
        Meta(description="Rules for folders; the first that fits is taken."),
    ] = None
