"""The words of the configuration that are about style sheets."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from pybundle.bundler.section import Section, Size

__all__ = ["CssConfig", "CssModulesConfig", "SassConfig"]

LocalsConvention = Literal["as-is", "camel-case", "camel-case-only", "dashes", "dashes-only"]


class CssModulesConfig(Section, frozen=True, kw_only=True):
    """`css.modules`: what becomes of the names in `*.module.css`."""

    local_ident_name: Annotated[
        str | None,
        Meta(
            description="`[name]`, `[path]`, `[folder]`, `[local]`, `[hash]` and `[hash:6]` are "
            "replaced. Default: `[name]-[hash:6]_[local]`."
        ),
    ] = None
    export_locals_convention: Annotated[
        LocalsConvention | None,
        Meta(description="How scripts call `some-name`. Default: `as-is`."),
    ] = None
    named_exports: Annotated[
        bool | None, Meta(description="Each name is an export of its own. Default: true.")
    ] = None
    default_export: Annotated[
        bool | None, Meta(description="An object of all names is the default. Default: true.")
    ] = None
    animation: Annotated[
        bool | None, Meta(description="`@keyframes` are local. Default: true.")
    ] = None
    container: Annotated[bool | None, Meta(description="Containers are local. Default: true.")] = (
        None
    )
    grid: Annotated[
        bool | None, Meta(description="Names of grid lines and areas are local. Default: false.")
    ] = None
    custom_idents: Annotated[
        bool | None, Meta(description="Other names that sheets define are local. Default: false.")
    ] = None
    dashed_idents: Annotated[
        bool | None, Meta(description="Custom properties are local. Default: false.")
    ] = None
    pure: Annotated[
        bool | None, Meta(description="Every selector must have a local name. Default: false.")
    ] = None
    typescript: Annotated[
        bool | None,
        Meta(description="Write a `.d.ts` file beside each CSS module. Default: false."),
    ] = None


class CssConfig(Section, frozen=True, kw_only=True):
    """`css`: how style sheets are made."""

    modules: CssModulesConfig | None = None
    data_url_limit: Annotated[
        Size | None,
        Meta(
            description="Bytes: smaller images and fonts that `url()` names become a part of the "
            "style sheet. Default: 4096."
        ),
    ] = None
    exports_only: Annotated[
        bool | None,
        Meta(
            description="Write no style sheets, only what scripts get of them. Default: for node."
        ),
    ] = None


class SassConfig(Section, frozen=True, kw_only=True):
    """`sass`: where Sass looks for files."""

    load_paths: Annotated[
        list[str] | None,
        Meta(description="Folders, relative to the root, for `@use` and `@import`."),
    ] = None
