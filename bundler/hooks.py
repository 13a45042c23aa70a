"""The plugins of a build: found, made, asked for by name of hook."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.bundler.plugins import (
    FILTER,
    External,
    ParsedModule,
    Plugin,
    RenderedChunk,
    ResolveContext,
)
from pybundle.loaders.context import Context, Outcome, ResultError, outcome_of, output_path
from pybundle.loaders.find import UnusableLoaderError, load_object
from pybundle.loaders.protocol import LoaderError
from pybundle.loaders.rules import RuleError, compile_condition
from pybundle.loaders.run import fail, raised

if TYPE_CHECKING:
    from pybundle.bundler.result import BuildResult

__all__ = ["HookRunner", "make_plugins"]

ENTRY_POINTS = "pybundle.plugins"
FILTERED = ("resolve", "load", "transform")
HOOKS = (*FILTERED, "module_parsed", "chunk_rendered", "assets", "done")


def make_plugins(stated: Sequence[object]) -> list[Any]:
    """Return the plugins that a configuration names or holds; raises `RuleError`."""
    plugins = []
    for index, one in enumerate(stated):
        path = ("plugins", str(index))
        options: Mapping[str, Any] = {}
        if isinstance(one, Mapping):
            unknown = set(one) - {"use", "options"}
            if unknown or "use" not in one:
                message = f"unknown key `{min(unknown)}`" if unknown else "a plugin needs `use`"
                raise RuleError(message, path, '{ use = "package.module:Plugin", options = {} }')
            options = one.get("options") or {}
            one = one["use"]
        if isinstance(one, str):
            one = _by_name(one, path)
        if isinstance(one, type) or (callable(one) and not _hooks_of(one)):
            try:
                one = one(**options)
            except Exception as error:
                name = getattr(one, "__name__", one)
                message = f"the plugin `{name}` cannot be made: {type(error).__name__}: {error}"
                raise RuleError(message, path) from error
        elif options:
            raise RuleError("`options` are for a plugin that is a class", (*path, "options"))
        if not _hooks_of(one):
            known = ", ".join(HOOKS)
            raise RuleError(f"`{_name(one)}` has none of the hooks of a plugin", path, known)
        plugins.append(one)
    return plugins


def _by_name(name: str, path: tuple[str, ...]) -> object:
    from importlib.metadata import entry_points

    installed = {point.name: point.value for point in entry_points(group=ENTRY_POINTS)}
    reference = installed.get(name, name)
    if ":" not in reference:
        import difflib

        near = difflib.get_close_matches(name, installed, n=1)
        hint = f"did you mean `{near[0]}`?" if near else '"package.module:Plugin"'
        raise RuleError(f"there is no plugin `{name}`", path, hint)
    try:
        found: object = load_object(reference)
    except UnusableLoaderError as problem:
        raise RuleError(problem.message, path, problem.hint) from None
    return found


def _name(plugin: object) -> str:
    return getattr(plugin, "name", "") or type(plugin).__name__


def _hooks_of(plugin: object) -> dict[str, Callable[..., Any]]:
    """Return the hooks that a plugin has, without those that `Plugin` leaves empty."""
    hooks = {}
    for hook in HOOKS:
        method = getattr(plugin, hook, None)
        if callable(method) and getattr(type(plugin), hook, None) is not getattr(Plugin, hook):
            hooks[hook] = method
    return hooks


class HookRunner:
    """Asks the plugins, one after the other."""

    def __init__(self, plugins: Sequence[Any], root: str) -> None:
        self._root = root
        self._hooks: dict[str, list[tuple[str, Callable[..., Any], Any]]] = {}
        for index, plugin in enumerate(plugins):
            for hook, method in _hooks_of(plugin).items():
                tests = getattr(method, FILTER, None)
                condition = None
                if tests is not None and hook in FILTERED:
                    path = ("plugins", str(index))
                    condition = compile_condition(
                        tests, root=root, path=path, of_text=hook == "resolve"
                    )
                self._hooks.setdefault(hook, []).append((_name(plugin), method, condition))

    def engine_options(self) -> dict[str, Any]:
        """Return the fields of `Hooks` in crates/engine/src/options.rs."""
        options: dict[str, Any] = {
            # Without a condition: everything.
            hook: [
                condition if condition is not None else {"all": []}
                for _, _, condition in self._hooks[hook]
            ]
            for hook in FILTERED
            if hook in self._hooks
        }
        for hook in ("module_parsed", "chunk_rendered", "assets"):
            options[hook] = hook in self._hooks
        return options

    def run(self, hook: str, context: Context, content: bytes, details: str) -> Outcome:
        """Return what the plugins say together. Called in the thread of loaders."""
        told = msgspec.json.decode(details) if details else {}
        if hook in ("load", "transform"):
            return self._change(hook, context, content)
        outcome = context.outcome
        for name, method, condition in self._hooks.get(hook, ()):
            if condition is not None and not matches(condition, told.get("request", "")):
                continue
            try:
                if hook == "resolve":
                    if self._resolve(name, method, told, outcome):
                        break
                elif hook == "module_parsed":
                    method(
                        ParsedModule(
                            id=context.resource_path,
                            code=content.decode("utf-8", "replace"),
                            exports=tuple(told["exports"]),
                            requests=tuple(told["requests"]),
                        )
                    )
                elif hook == "chunk_rendered":
                    content = self._render(name, method, context, content, told)
                elif hook == "assets":
                    self._assets(method, outcome, content, told)
            except BaseException as error:
                return fail(f"{name}.{hook}", error, context, "plugin")
        return outcome

    def done(self, result: BuildResult) -> list[dict[str, Any]]:
        """Tell the plugins of a result; return what went wrong with them."""
        problems = []
        for name, method, _ in self._hooks.get("done", ()):
            try:
                method(result)
            except Exception as error:
                problems.append(raised("plugin-raised", f"`{name}.done`", error, self._root))
        return problems

    def _change(self, hook: str, context: Context, content: bytes) -> Outcome:
        """Ask for a content, or for another one in its place."""
        outcome = context.outcome
        for name, method, condition in self._hooks.get(hook, ()):
            if condition is not None and not matches(condition, context.resource_path):
                continue
            try:
                if hook == "load":
                    result = method(context.resource, context)
                else:
                    result = method(content.decode("utf-8", "replace"), context)
                if result is None:
                    continue
                outcome_of(result, context, None)
            except ResultError as error:
                outcome.problem("plugin-result", f"`{name}.{hook}`: {error}")
                return outcome
            except BaseException as error:
                return fail(f"{name}.{hook}", error, context, "plugin")
            if hook == "load":
                break
            content = outcome.content or b""
        return outcome

    def _resolve(
        self, name: str, method: Callable[..., Any], told: dict[str, Any], outcome: Outcome
    ) -> bool:
        context = ResolveContext(importer=told["issuer"], kind=told["kind"], root=self._root)
        answer = method(told["request"], context)
        if answer is None:
            return False
        if isinstance(answer, External):
            outcome.said |= {"resolved": answer.request, "external": True}
        elif isinstance(answer, str):
            outcome.said["resolved"] = answer
        else:
            kind = type(answer).__name__
            outcome.problem("plugin-result", f"`{name}.resolve` returned `{kind}`, not a text")
        return True

    @staticmethod
    def _render(
        name: str,
        method: Callable[..., Any],
        context: Context,
        content: bytes,
        told: dict[str, Any],
    ) -> bytes:
        chunk = RenderedChunk(
            name=told["name"],
            path=context.resource_path,
            is_entry=told["entry"],
            format=told["format"],
        )
        code = method(content.decode(), chunk)
        if code is None:
            return content
        if not isinstance(code, str):
            kind = type(code).__name__
            message = f"`{name}.chunk_rendered` returned `{kind}`, not a text"
            context.outcome.problem("plugin-result", message)
            return content
        content = code.encode()
        context.outcome.content = content
        return content

    @staticmethod
    def _assets(
        method: Callable[..., Any], outcome: Outcome, content: bytes, told: dict[str, Any]
    ) -> None:
        assets: dict[str, Any] = {}
        offset = 0
        for file in told["files"]:
            assets[file["path"]] = content[offset : offset + file["size"]]
            offset += file["size"]
        # What plugins before this one did.
        for path in outcome.said.get("removed", ()):
            assets.pop(path, None)
        assets |= dict(outcome.files)
        before = dict(assets)
        method(assets)
        for path, data in assets.items():
            if isinstance(data, str):
                data = data.encode()
            if not isinstance(data, bytes):
                raise LoaderError(f"the content of `{path}` is neither bytes nor a text")
            if before.get(path) != data:
                outcome.files.append((output_path(path), data))
        removed = [path for path in before if path not in assets]
        if removed:
            outcome.files = [file for file in outcome.files if file[0] not in removed]
            outcome.said.setdefault("removed", []).extend(removed)


def matches(condition: dict[str, Any], text: str) -> bool:
    """Evaluate a compiled condition as the engine does (crates/engine/src/rules/condition.rs)."""
    kind, value = next(iter(condition.items()))
    if kind == "any":
        return any(matches(one, text) for one in value)
    if kind == "all":
        return all(matches(one, text) for one in value)
    if kind == "not":
        return not matches(value, text)
    if kind == "suffix":
        return text.endswith(value)
    if kind == "equal":
        return bool(text == value)
    if kind == "path":
        return text == value or text.startswith(value.rstrip("/") + "/")
    pattern, flags = value
    return re.search(pattern, text, re.IGNORECASE if "i" in flags else 0) is not None
