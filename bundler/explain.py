"""Why a module is in the bundle: the shortest way to it from an entry, and all that ask for it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.bundler.result import BuildResult, Module, Polyfill, Reason, Stats

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Explanation", "Step", "draw_explanation", "explain", "find_modules"]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One request on the way: `importer` (`None` for an entry) asks for `module`."""

    module: str
    importer: str | None
    kind: str
    request: str
    line: int
    column: int
    feature: str | None = None
    """Of a polyfill: what needs it, as in code."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why `module` is in the bundle."""

    module: str
    kind: str
    size: int
    files: tuple[str, ...]
    chain: tuple[Step, ...]
    """From an entry to the module; empty where only the run time itself asks for it."""
    reasons: tuple[Step, ...]
    polyfills: tuple[Polyfill, ...] = ()
    """What was imported for it from core-js."""


def find_modules(stats: Stats, name: str) -> list[Module]:
    """Return the modules that `name` means: a path, the end of one, or a package."""
    name = name.replace("\\", "/").removeprefix("./").rstrip("/")
    matchers: list[Callable[[str], bool]] = [
        lambda path: path == name,
        lambda path: path.endswith(f"/{name}"),
        lambda path: f"/node_modules/{name}/" in f"/{path}",
        lambda path: path.rpartition("/")[2].partition(".")[0] == name,
        lambda path: name in path,
    ]
    for matches in matchers:
        found = [
            one for one in stats.modules if matches(one.path.partition("?")[0]) or one.path == name
        ]
        if found:
            return found
    return []


def explain(stats: Stats, module: Module) -> Explanation:
    """Return the shortest chain to `module` and all its reasons."""
    by_id = {one.id: one for one in stats.modules}
    files = {one.id: one.file for one in stats.chunks}
    return Explanation(
        module=module.path,
        kind=module.kind,
        size=module.size,
        files=tuple(files[chunk] for chunk in module.chunks if chunk in files),
        chain=tuple(_chain(by_id, module)),
        reasons=tuple(_step(by_id, module, reason) for reason in module.reasons),
        polyfills=module.polyfills,
    )


def _chain(by_id: dict[int, Module], module: Module) -> list[Step]:
    """Search from the module towards the entries, breadth first: the first hit is nearest."""
    came_by: dict[int, tuple[Module, Reason] | None] = {module.id: None}
    queue = deque([module])
    while queue:
        current = queue.popleft()
        for reason in current.reasons:
            if reason.module is None:
                steps = [_step(by_id, current, reason)]
                link = came_by[current.id]
                while link is not None:
                    target, by = link
                    steps.append(_step(by_id, target, by))
                    link = came_by[target.id]
                return steps
            if reason.module not in came_by and reason.module in by_id:
                came_by[reason.module] = (current, reason)
                queue.append(by_id[reason.module])
    return []


def _step(by_id: dict[int, Module], module: Module, reason: Reason) -> Step:
    importer = by_id.get(reason.module) if reason.module is not None else None
    return Step(
        module=module.path,
        importer=importer.path if importer else None,
        kind=reason.kind,
        request=reason.request,
        line=reason.line,
        column=reason.column,
        feature=_feature(importer, reason) if importer else None,
    )


def _feature(importer: Module, reason: Reason) -> str | None:
    """Return what in `importer` needs a polyfill, where that is what `reason` asks for."""
    for polyfill in importer.polyfills:
        if reason.request == f"core-js/modules/{polyfill.module}.js":
            return polyfill.feature
    return None


def draw_explanation(explanation: Explanation) -> str:
    """Return the explanation as text for people.

    ```
    src/c.js is in bundle.js (esm, 1.2 kB)

      src/index.js    entry
      src/index.js:1:15    import "./a.js" → src/a.js
      src/a.js:3:8    require "./c.js" → src/c.js

    2 requests for it:
      ...
    ```
    """
    from pybundle.bundler.report import size_text

    files = ", ".join(explanation.files) or "no file (nothing of it is used)"
    lines = [
        f"{explanation.module} is in {files} ({explanation.kind}, {size_text(explanation.size)})",
        "",
    ]
    lines += _table(explanation.chain, with_target=True)
    count = len(explanation.reasons)
    if count > 1:
        lines += ["", f"{count} requests for it:"]
        lines += _table(explanation.reasons, with_target=False)
    count = len(explanation.polyfills)
    if count:
        lines += ["", f"{count} polyfill{'s' * (count > 1)} for it:"]
        lines += _polyfills(explanation)
    return "\n".join(lines)


def _table(steps: Sequence[Step], *, with_target: bool) -> list[str]:
    places = [
        step.module if step.importer is None else f"{step.importer}:{step.line}:{step.column}"
        for step in steps
    ]
    width = max(map(len, places), default=0)
    lines = []
    for place, step in zip(places, steps, strict=True):
        if step.importer is None:
            what = "is an entry"
        else:
            what = f'{step.kind} "{step.request}"'
            if step.feature is not None:
                what += f" for {step.feature}"
            if with_target:
                what += f" → {step.module}"
        lines.append(f"  {place:<{width}}  {what}")
    return lines


def _polyfills(explanation: Explanation) -> list[str]:
    places = [f"{explanation.module}:{one.line}:{one.column}" for one in explanation.polyfills]
    width = max(map(len, places), default=0)
    return [
        f"  {place:<{width}}  {one.module} for {one.feature}"
        for place, one in zip(places, explanation.polyfills, strict=True)
    ]


def explanations(result: BuildResult, name: str) -> list[Explanation]:
    """Explain every module that `name` means, in a result with stats."""
    stats = result.stats or Stats(modules=(), chunks=())
    return [explain(stats, module) for module in find_modules(stats, name)]


def to_document(found: Sequence[Explanation]) -> list[Any]:
    """Return the explanations as plain data, for JSON."""
    document: list[Any] = msgspec.to_builtins(found)
    return document
