"""The editions of ECMAScript, and which of them brought what.

`pybundle check` names a construct in the words of the specification's readers, and the
edition that it came with. What its parser knows is found in `edition_reader`; what is newer
than the parser stops it, and `name_failure` tells from the place what it is.
"""

from __future__ import annotations

import re

import msgspec

__all__ = ["EDITIONS", "Construct", "edition_name", "name_failure"]

EDITIONS = {
    "es5": 5,
    "es6": 2015,
    "es2015": 2015,
    "es7": 2016,
    "es2016": 2016,
    "es8": 2017,
    "es2017": 2017,
}
"""What a target may be called, and its edition."""

PROPOSAL = 9999
"""In place of a year: no edition has it."""


def edition_name(edition: int) -> str:
    """Return `ES5`, `ES2015` or the like."""
    return f"ES{edition}"


LOWERED = "`pybundle build --target {target}` lowers it, in packages too"
NOT_LOWERED = "no older syntax does the same: keep it out of code for {target}"


class Construct(msgspec.Struct, frozen=True):
    """A piece of syntax that an edition brought; `{target}` in the hint is the target's name."""

    name: str
    edition: int
    hint: str = LOWERED


# --- ES2015 --------------------------------------------------------------------------

ARROW_FUNCTION = Construct("arrow function", 2015)
CLASS = Construct("class", 2015)
LET = Construct("`let` declaration", 2015)
CONST = Construct("`const` declaration", 2015)
TEMPLATE = Construct("template literal", 2015)
CALL_SPREAD = Construct("spread in a call", 2015)
ARRAY_SPREAD = Construct("spread in an array", 2015)
DEFAULT_PARAMETER = Construct("default parameter", 2015)
REST_PARAMETER = Construct("rest parameter", 2015)
DESTRUCTURING = Construct("destructuring", 2015)
SHORTHAND_PROPERTY = Construct("shorthand property", 2015)
SHORTHAND_METHOD = Construct("shorthand method", 2015)
COMPUTED_PROPERTY = Construct("computed property name", 2015)
GENERATOR = Construct("generator function", 2015)
FOR_OF = Construct("`for-of` loop", 2015)
NEW_TARGET = Construct("`new.target`", 2015)
SUPER = Construct("`super`", 2015)
BINARY_LITERAL = Construct("binary literal", 2015)
OCTAL_LITERAL = Construct("octal literal with `0o`", 2015)
CODE_POINT_IN_STRING = Construct("escape `\\u{…}` in a string", 2015)
CODE_POINT_IN_NAME = Construct("escape `\\u{…}` in an identifier", 2015)
WIDE_NAME = Construct(
    "character in an identifier", 2015, "choose a name of the letters that ES5 knows"
)
STICKY_FLAG = Construct("regular expression flag `y`", 2015, NOT_LOWERED)
UNICODE_FLAG = Construct("regular expression flag `u`", 2015)
BLOCK_FUNCTION = Construct("function declaration in a block of strict code", 2015)
DUPLICATE_PROPERTY = Construct(
    "second property of the same name in strict code", 2015, "leave one of them out"
)
DUPLICATE_ACCESSOR = Construct(
    "second definition of a property that has an accessor", 2015, "leave one of them out"
)
HTML_COMMENT = Construct("HTML-like comment", 2015, "write it with `//`")
LEGACY_DECIMAL = Construct("number with a leading zero", 2015, "leave the zero out")
DO_WHILE_WITHOUT_SEMICOLON = Construct(
    "statement on the line of a `do-while`", 2015, "write a semicolon between them"
)
_MODULE_HINT = "`pybundle build` makes scripts of modules"
IMPORT = Construct("`import` declaration", 2015, _MODULE_HINT)
EXPORT = Construct("`export` declaration", 2015, _MODULE_HINT)

# --- ES2016, ES2017 ------------------------------------------------------------------

EXPONENTIATION = Construct("exponentiation operator `**`", 2016)
EXPONENTIATION_ASSIGNMENT = Construct("exponentiation assignment `**=`", 2016)
ASYNC_FUNCTION = Construct("async function", 2017)
ASYNC_ARROW = Construct("async arrow function", 2017)
ASYNC_METHOD = Construct("async method", 2017)
TRAILING_COMMA = Construct("trailing comma in parameters or arguments", 2017)

# --- Later ---------------------------------------------------------------------------

OBJECT_SPREAD = Construct("spread in an object", 2018)
OBJECT_REST = Construct("rest in object destructuring", 2018)
ASYNC_GENERATOR = Construct("async generator", 2018)
FOR_AWAIT = Construct("`for await` loop", 2018)
DOT_ALL_FLAG = Construct("regular expression flag `s`", 2018)
NAMED_GROUP = Construct("named capture group", 2018)
LOOKBEHIND = Construct("lookbehind assertion", 2018, NOT_LOWERED)
PROPERTY_ESCAPE = Construct("Unicode property escape", 2018, NOT_LOWERED)
CATCH_WITHOUT_BINDING = Construct("`catch` without a binding", 2019)
LINE_SEPARATOR = Construct("line separator in a string", 2019, "write it as `\\u2028` or `\\u2029`")
OPTIONAL_CHAINING = Construct("optional chaining `?.`", 2020)
NULLISH_COALESCING = Construct("nullish coalescing operator `??`", 2020)
BIG_INT = Construct("BigInt literal", 2020, NOT_LOWERED)
DYNAMIC_IMPORT = Construct("`import()`", 2020, _MODULE_HINT)
IMPORT_META = Construct("`import.meta`", 2020, _MODULE_HINT)
EXPORT_NAMESPACE = Construct("`export * as`", 2020, _MODULE_HINT)
LOGICAL_ASSIGNMENT = Construct("logical assignment", 2021)
NUMERIC_SEPARATOR = Construct("numeric separator", 2021)
DIGIT_ESCAPE = Construct("escape `\\8` or `\\9`", 2021, "leave the backslash out")
CLASS_FIELD = Construct("class field", 2022)
STATIC_BLOCK = Construct("class static block", 2022)
PRIVATE_NAME = Construct("private name", 2022)
TOP_LEVEL_AWAIT = Construct("top-level `await`", 2022, NOT_LOWERED)
STRING_NAME = Construct("string as the name of an import or export", 2022, _MODULE_HINT)
INDICES_FLAG = Construct("regular expression flag `d`", 2022, NOT_LOWERED)
HASHBANG = Construct("hashbang", 2023, "leave the first line out")
SETS_FLAG = Construct("regular expression flag `v`", 2024)
MODIFIERS = Construct("regular expression modifiers", 2025, NOT_LOWERED)
DUPLICATE_GROUP = Construct("capture group with the name of another", 2025)
IMPORT_ATTRIBUTES = Construct("import attributes", 2025, _MODULE_HINT)
USING = Construct("`using` declaration", 2026)
DECORATOR = Construct("decorator", PROPOSAL)
EXPORT_DEFAULT_FROM = Construct(
    "`export name from`", PROPOSAL, "write `export { default as name } from`"
)


# --- What the parser cannot read -----------------------------------------------------

_NAME = r"[\w$]+"
_ELEMENT_NAME = rf"""(?:static\s+)?(?:accessor\s+)?(?:{_NAME}|"[^"]*"|'[^']*'|\[[^\]]*\])\s*"""
_STRING = re.compile(r""""(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'""", re.DOTALL)
_SPACE = r"(?:\s|/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*\n)*"
_BEFORE = 200
"""Characters before the failure that are looked at."""

_AFTER = [
    (r"\?\?=|\?=", r"\?", LOGICAL_ASSIGNMENT),
    (r"\?", r"\?", NULLISH_COALESCING),
    (r"\.|\[|\(", r"\?", OPTIONAL_CHAINING),
    (r"=", r"\|\||&&", LOGICAL_ASSIGNMENT),
    (r"_", r"[0-9a-fA-F.]", NUMERIC_SEPARATOR),
    (r"n", r"[0-9a-fA-F]", BIG_INT),
    (r"\{", rf"\bcatch{_SPACE}", CATCH_WITHOUT_BINDING),
    (r"\*", rf"\basync{_SPACE}(?:function{_SPACE})?", ASYNC_GENERATOR),
    (r"await\b", rf"\bfor{_SPACE}", FOR_AWAIT),
    (r"\.", rf"\bimport{_SPACE}", IMPORT_META),
    (rf"\*{_SPACE}as\b", rf"\bexport{_SPACE}", EXPORT_NAMESPACE),
    (r"with\b", rf"""\bfrom{_SPACE}(?:"[^"]*"|'[^']*'){_SPACE}""", IMPORT_ATTRIBUTES),
    (r"with\b", rf"""\bimport{_SPACE}(?:"[^"]*"|'[^']*'){_SPACE}""", IMPORT_ATTRIBUTES),
    (r"[\"']", rf"\b(?:im|ex)port\b[^;()\"']*(?:[{{,]|\bas){_SPACE}", STRING_NAME),
    (rf"{_NAME}\s*=", r"\b(?:await\s+)?using[ \t]+", USING),
]
"""What stands at the failure, what before it, and what that is."""

_COMPILED: list[tuple[re.Pattern[str], re.Pattern[str], Construct]] = []


def name_failure(
    text: str, index: int, *, element: int | None = None, top_level_await: bool = False
) -> tuple[Construct, int, int] | None:
    """Tell what the parser, which reads ES2017, met at `index`, if it is newer syntax.

    `element` is where the class element begins that could not be read;
    `top_level_await` says that an `await` here would be one. Returns the construct with its
    place and length.
    """
    head = text[index : index + 1]
    if head == "#":
        if index == 0 and text.startswith("#!"):
            return HASHBANG, 0, 2
        name = re.compile(rf"#{_NAME}").match(text, index)
        return (PRIVATE_NAME, index, name.end() - index) if name else None
    if head == "@":
        return DECORATOR, index, 1
    if head in ('"', "'"):
        string = _STRING.match(text, index)
        separator = re.search("[\u2028\u2029]", string[0]) if string else None
        if separator:
            return LINE_SEPARATOR, index + separator.start(), 1
    if re.compile(rf"import{_SPACE}\.{_SPACE}meta\b").match(text, index):
        return IMPORT_META, index, len("import")
    if top_level_await and re.compile(r"await\b").match(text, index):
        return TOP_LEVEL_AWAIT, index, len("await")
    if element is not None and element < index and head != "*":
        between = text[element:index]
        if head == "{" and re.fullmatch(r"static\s*", between):
            return STATIC_BLOCK, element, len("static")
        if re.fullmatch(_ELEMENT_NAME, between):
            return CLASS_FIELD, element, len(between.rstrip())
    if not _COMPILED:
        for at, before, construct in _AFTER:
            _COMPILED.append((re.compile(at), re.compile(rf"(?:{before})\Z"), construct))
    start = max(0, index - _BEFORE)
    for at_pattern, before_pattern, construct in _COMPILED:
        at_match = at_pattern.match(text, index)
        if at_match is None:
            continue
        before_match = before_pattern.search(text[start:index])
        if before_match is None:
            continue
        # Operators and words are marked from where they begin.
        whole = construct in _WHOLE
        first = start + before_match.start() if whole else index
        return construct, first, max(at_match.end() - first, 1)
    return None


_WHOLE = (
    LOGICAL_ASSIGNMENT,
    NULLISH_COALESCING,
    OPTIONAL_CHAINING,
    CATCH_WITHOUT_BINDING,
    ASYNC_GENERATOR,
    FOR_AWAIT,
    IMPORT_META,
    EXPORT_NAMESPACE,
)
