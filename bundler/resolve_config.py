"""The words of the configuration that are about where requests lead."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from pybundle.bundler.section import Section

__all__ = ["IgnoreConfig", "ResolveConfig"]


class ResolveConfig(Section, frozen=True, kw_only=True):
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
    ignore: Annotated[
        list[str | IgnoreConfig] | None,
        Meta(
            description="Regular expressions of requests without an answer: `require` throws, "
            "`import` gives an empty module, a folder has no files."
        ),
    ] = None


class IgnoreConfig(Section, frozen=True, kw_only=True):
    """One of `resolve.ignore`, where it is said who asks."""

    request: Annotated[str, Meta(description="Searched in the request as it is written.")]
    issuer: Annotated[
        str | None, Meta(description="Searched in `/` + path of the module that asks.")
    ] = None
