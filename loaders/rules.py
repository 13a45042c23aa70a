"""`module`: which files go through which loaders. The words, and what the engine gets.

The words are webpack's `module.rules` (https://webpack.js.org/configuration/module/#rule), in
snake case. `compile_rules` checks them, finds every loader that they name, and writes the
conditions down as the engine evaluates them (crates/engine/src/rules.rs): a file that no loader
in Python touches never meets Python.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from pybundle.bundler.config import ModuleConfig, ParserConfig
from pybundle.loaders.defaults import INLINE_LIMIT
from pybundle.loaders.find import FoundLoader, UnusableLoaderError, find_loader
from pybundle.loaders.protocol import spec_of

__all__ = ["CompiledRules", "RuleError", "compile_condition", "compile_rules"]


class RuleError(Exception):
    """What is wrong with a rule, and the keys that lead to it from the configuration."""

    def __init__(self, message: str, path: Sequence[str], hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = tuple(path)
        self.hint = hint


class CompiledRules(msgspec.Struct, kw_only=True):
    """What the engine gets, and the loaders behind the numbers in it."""

    rules: list[dict[str, Any]]
    inline_limit: int
    loaders: list[FoundLoader]
    """`host` of a step in `rules` is a place in this list."""


def compile_rules(
    config: ModuleConfig | None,
    *,
    root: str,
    defaults: Iterable[dict[str, Any]] = (),
) -> CompiledRules:
    """Return the rules as the engine takes them.

    Args:
        config: What is said.
        root: Folder of the project; relative paths and globs start there.
        defaults: Rules in the engine's words, for the files that no rule of `config` gives
            loaders or a type.

    Raises:
        RuleError: A rule cannot be used.

    """
    config = config or ModuleConfig()
    compiler = _Compiler(root)
    rules = list(defaults)
    for index, rule in enumerate(config.rules or ()):
        rules.append(compiler.rule(rule, ("module", "rules", str(index))))
    limit = config.parser and config.parser.data_url_condition
    return CompiledRules(
        rules=rules,
        inline_limit=limit.max_size if limit and limit.max_size is not None else INLINE_LIMIT,
        loaders=compiler.loaders,
    )


def compile_condition(
    stated: Sequence[str], *, root: str, path: tuple[str, ...], of_text: bool
) -> dict[str, Any]:
    """Return the condition of a hook: on a path or an id, or with `of_text` on a request."""
    compiler = _Compiler(root)

    def one(test: str) -> dict[str, Any]:
        if (regex := _slashed(test)) is not None:
            return _pattern(*regex, path)
        is_glob = any(character in test for character in "*?[{")
        if of_text or re.match(r"\w{2,}:", test):
            return (
                _pattern(f"^{_glob_pattern(test, path)}$", "", path) if is_glob else {"equal": test}
            )
        return compiler.condition(test, path)

    return {"any": [one(test) for test in stated]}


_Path = tuple[str, ...]
_CONDITIONS = ("test", "include", "exclude", "issuer")
_KEYS = (
    *_CONDITIONS,
    "resource",
    "resource_query",
    "with",
    "one_of",
    "rules",
    "enforce",
    "type",
    "use",
    "loader",
    "options",
    "parser",
    "side_effects",
)


class _Compiler:
    """The loaders that were met, while rules are written down."""

    def __init__(self, root: str) -> None:
        self._root = root
        self.loaders: list[FoundLoader] = []

    def rule(self, rule: object, path: _Path) -> dict[str, Any]:
        """Return one rule in the engine's words."""
        if not isinstance(rule, Mapping):
            return self._own_rule(rule, path)
        for key in rule:
            if key not in _KEYS:
                raise _unknown(str(key), path)
        compiled: dict[str, Any] = {}
        for key in _CONDITIONS:
            if (stated := rule.get(key)) is not None:
                compiled[key] = self.condition(stated, (*path, key))
        if (resource := rule.get("resource")) is not None:
            compiled.setdefault("test", self.condition(resource, (*path, "resource")))
        if (query := rule.get("resource_query")) is not None:
            compiled["resource_query"] = _text_condition(query, "query", (*path, "resource_query"))
        if (attributes := rule.get("with")) is not None:
            if not isinstance(attributes, Mapping):
                raise RuleError("`with` must be a table", (*path, "with"))
            compiled["with"] = [
                (str(key), _text_condition(value, "equal", (*path, "with", str(key))))
                for key, value in attributes.items()
            ]
        for key in ("one_of", "rules"):
            inner = rule.get(key)
            if inner is None:
                continue
            if not isinstance(inner, (list, tuple)):
                raise RuleError(f"`{key}` must be a list of rules", (*path, key))
            compiled[key] = [
                self.rule(one, (*path, key, str(index))) for index, one in enumerate(inner)
            ]
        self._effects(rule, compiled, path)
        steps = self._uses(rule, path)
        if steps:
            compiled["use"] = steps
        return compiled

    def _effects(self, rule: Mapping[str, Any], compiled: dict[str, Any], path: _Path) -> None:
        enforce = rule.get("enforce")
        if enforce is not None:
            if enforce not in ("pre", "post"):
                raise RuleError(
                    f"`enforce` cannot be `{enforce}`", (*path, "enforce"), "`pre` or `post`"
                )
            compiled["enforce"] = enforce
        if (type_ := rule.get("type")) is not None:
            compiled["type"] = check_type(type_, (*path, "type"))
        effects = rule.get("side_effects")
        if effects is not None:
            if not isinstance(effects, bool):
                raise RuleError("`side_effects` must be true or false", (*path, "side_effects"))
            compiled["side_effects"] = effects
        if (parser := rule.get("parser")) is not None:
            try:
                stated = msgspec.convert(parser, ParserConfig)
            except msgspec.ValidationError as error:
                raise RuleError(f"`parser`: {error}", (*path, "parser")) from None
            if stated.data_url_condition and stated.data_url_condition.max_size is not None:
                compiled["inline_limit"] = stated.data_url_condition.max_size

    def _own_rule(self, loader: object, path: _Path) -> dict[str, Any]:
        """Return the rule that a loader is by itself: what it says in `@loader(test=…)`."""
        step = self._step(loader, {}, None, path)
        host = step.get("host")
        found = self.loaders[host] if isinstance(host, int) else None
        spec = spec_of(found.target) if found is not None and found.target is not None else None
        if spec is None or spec.test is None:
            raise RuleError(
                f"the loader `{step['label']}` does not say which files it is for",
                path,
                "write a table with `test` and `use`",
            )
        tests = [spec.test] if isinstance(spec.test, str) else list(spec.test)
        return {"test": self.condition(tests, path), "use": [step]}

    # --- Loaders ---------------------------------------------------------------------

    def _uses(self, rule: Mapping[str, Any], path: _Path) -> list[dict[str, Any]]:
        if rule.get("loader") is not None:
            if rule.get("use") is not None:
                raise RuleError("`use` and `loader` exclude each other", (*path, "loader"))
            options = rule.get("options")
            return [self._step(rule["loader"], options, None, (*path, "loader"))]
        if rule.get("options") is not None:
            raise RuleError(
                "`options` belongs to a loader",
                (*path, "options"),
                'use = [{ loader = "…", options = { … } }]',
            )
        uses = rule.get("use")
        if uses is None:
            return []
        many = isinstance(uses, (list, tuple))
        steps = []
        for index, use in enumerate(uses if many else [uses]):
            here = (*path, "use", str(index)) if many else (*path, "use")
            if isinstance(use, Mapping):
                for key in use:
                    if key not in ("loader", "options", "ident"):
                        raise _unknown(str(key), here, ("loader", "options", "ident"))
                if use.get("loader") is None:
                    raise RuleError("a loader is missing", here, 'loader = "…"')
                steps.append(self._step(use["loader"], use.get("options"), use.get("ident"), here))
            else:
                steps.append(self._step(use, None, None, here))
        return steps

    def _step(self, loader: object, options: object, ident: object, path: _Path) -> dict[str, Any]:
        if options is not None and not isinstance(options, (Mapping, msgspec.Struct)):
            raise RuleError("`options` must be a table", (*path, "options"))
        try:
            found = find_loader(loader, options, root=self._root)
        except UnusableLoaderError as problem:
            inner = ("options", *problem.keys) if problem.keys is not None else ()
            raise RuleError(problem.message, (*path, *inner), problem.hint) from None
        step: dict[str, Any] = {"label": found.label}
        if found.native:
            step["native"] = found.label
            step["options"] = found.options or {}
        else:
            step["host"] = len(self.loaders)
            self.loaders.append(found)
        if ident is not None:
            step["ident"] = str(ident)
        return step

    # --- Conditions ------------------------------------------------------------------

    def condition(self, stated: object, path: _Path) -> dict[str, Any]:
        """Return a condition on a path."""
        if isinstance(stated, Mapping):
            parts = [
                self._logic(str(key), value, (*path, str(key))) for key, value in stated.items()
            ]
            return parts[0] if len(parts) == 1 else {"all": parts}
        if isinstance(stated, (list, tuple)):
            return {"any": [self.condition(one, path) for one in stated]}
        if isinstance(stated, re.Pattern):
            return _pattern(stated.pattern, "i" if stated.flags & re.IGNORECASE else "", path)
        if isinstance(stated, os.PathLike):
            stated = os.fspath(stated)
        if not isinstance(stated, str) or not stated:
            raise RuleError("a condition is a text, a list, or a table of `and`, `or`, `not`", path)
        if (regex := _slashed(stated)) is not None:
            return _pattern(*regex, path)
        if any(character in stated for character in "*?[{"):
            return self._glob(stated, path)
        # As in webpack: a path, and all that is below it.
        return {"path": os.path.normpath(os.path.join(self._root, stated))}

    def _logic(self, key: str, value: object, path: _Path) -> dict[str, Any]:
        if key == "not":
            return {"not": self.condition(value, path)}
        if key in ("and", "or"):
            if not isinstance(value, (list, tuple)):
                raise RuleError(f"`{key}` must be a list of conditions", path)
            parts = [self.condition(one, path) for one in value]
            return {"all": parts} if key == "and" else {"any": parts}
        raise _unknown(key, path[:-1], ("and", "or", "not"))

    def _glob(self, glob: str, path: _Path) -> dict[str, Any]:
        """Without a slash a glob is about the file's name, else about its path from the root."""
        plain = re.fullmatch(r"\*(\.[\w.+-]+)", glob)
        if plain is not None:
            return {"suffix": plain[1]}
        body = _glob_pattern(glob, path)
        if "/" not in glob:
            return _pattern(f"(?:^|/){body}$", "", path)
        if os.path.isabs(glob):
            return _pattern(f"^{body}$", "", path)
        base = re.escape(self._root.replace(os.sep, "/")).replace(r"\-", "-")
        return _pattern(f"^{base}/{body.removeprefix('[.]/')}$", "", path)


def check_type(type_: object, path: Sequence[str]) -> str:
    """Return the type of a module; raises `RuleError` where there is no such type."""
    known = known_types()
    if type_ in known:
        return str(type_)
    import difflib

    near = difflib.get_close_matches(str(type_), known, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"one of {', '.join(known)}"
    raise RuleError(f"there is no module type `{type_}`", path, hint)


def known_types() -> tuple[str, ...]:
    """Return the types of modules that the engine knows."""
    from pybundle.bundler._core import module_types

    return tuple(module_types())


def _slashed(text: str) -> tuple[str, str] | None:
    found = re.fullmatch(r"/(.+)/([a-z]*)", text, re.DOTALL)
    return (found[1], found[2]) if found else None


def _pattern(pattern: str, flags: str, path: _Path) -> dict[str, Any]:
    """Return a regular expression; it is JavaScript's."""
    if set(flags) - set("imsuv"):
        raise RuleError(f"`{flags}` are no flags of a regular expression", path)
    from pybundle.bundler._core import check_pattern

    problem = check_pattern(pattern, flags)
    if problem is not None:
        raise RuleError(f"`{pattern}` is no regular expression: {problem}", path)
    return {"pattern": (pattern, flags)}


def _text_condition(stated: object, kind: Literal["query", "equal"], path: _Path) -> dict[str, Any]:
    """Return a condition on a query (a text names a parameter) or an attribute."""
    if isinstance(stated, Mapping) and set(stated) == {"not"}:
        return {"not": _text_condition(stated["not"], kind, path)}
    if isinstance(stated, (list, tuple)):
        return {"any": [_text_condition(one, kind, path) for one in stated]}
    if isinstance(stated, re.Pattern):
        return _pattern(stated.pattern, "i" if stated.flags & re.IGNORECASE else "", path)
    if not isinstance(stated, str):
        raise RuleError("a condition is a text or a list", path)
    if (regex := _slashed(stated)) is not None:
        return _pattern(*regex, path)
    if kind == "query":
        return {"parameter": stated.removeprefix("?")}
    return {"equal": stated}


def _glob_pattern(glob: str, path: _Path) -> str:
    out: list[str] = []
    position = 0
    depth = 0
    while position < len(glob):
        character = glob[position]
        position += 1
        if character == "*":
            if glob[position : position + 2] == "*/":
                out.append("(?:.*/)?")
                position += 2
            elif glob[position : position + 1] == "*":
                out.append(".*")
                position += 1
            else:
                out.append("[^/]*")
        elif character == "?":
            out.append("[^/]")
        elif character == "[":
            end = glob.find("]", position + 1)
            if end < 0:
                raise RuleError(f"`{glob}`: a `[` has no `]`", path)
            inner = glob[position:end].replace("\\", "\\\\")
            out.append(f"[^{inner[1:]}]" if inner[:1] in "!^" else f"[{inner}]")
            position = end + 1
        elif character == "{":
            depth += 1
            out.append("(?:")
        elif character == "}" and depth:
            depth -= 1
            out.append(")")
        elif character == "," and depth:
            out.append("|")
        else:
            out.append(f"[{character}]" if character in ".+()|$" else re.escape(character))
    if depth:
        raise RuleError(f"`{glob}`: a `{{` has no `}}`", path)
    return "".join(out).replace(r"\-", "-")


def _unknown(key: str, path: _Path, known: Sequence[str] = _KEYS) -> RuleError:
    import difflib

    snake = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", key).lower()
    near = [snake] if snake in known else difflib.get_close_matches(snake, known, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(known)}"
    return RuleError(f"unknown key `{key}`", (*path, key), hint)
