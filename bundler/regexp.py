"""Reads the patterns of regular expressions: which are none, and what later editions brought.

The grammar is that of the specification's section on patterns with its Annex B, which says
what browsers accept where neither `u` nor `v` is set. Patterns are read in every edition:
where one is older than a feature, that is a construct, not an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybundle.bundler.editions import (
    DOT_ALL_FLAG,
    DUPLICATE_GROUP,
    INDICES_FLAG,
    LOOKBEHIND,
    MODIFIERS,
    NAMED_GROUP,
    PROPERTY_ESCAPE,
    SETS_FLAG,
    STICKY_FLAG,
    UNICODE_FLAG,
    Construct,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PatternError", "read_flags", "read_pattern"]

_FLAGS: dict[str, Construct | None] = {
    "g": None,
    "i": None,
    "m": None,
    "y": STICKY_FLAG,
    "u": UNICODE_FLAG,
    "s": DOT_ALL_FLAG,
    "d": INDICES_FLAG,
    "v": SETS_FLAG,
}

_QUANTIFIER = re.compile(r"\{([0-9]+)(?:,([0-9]*))?\}")
_DECIMAL = re.compile(r"[0-9]+")
_ESCAPE_OR_CLASS = re.compile(r"\\.|\[(?:[^\]\\]|\\.)*\]", re.DOTALL)
_OCTAL = re.compile(r"[0-3]?[0-7]{1,2}")
_GROUP_NAME = re.compile(r"<((?:[^\W\d]|\$|\\u)(?:[\w$\u200c\u200d]|\\u(?:\{[0-9a-fA-F]+\})?)*)>")
_MODIFIERS = re.compile(r"[ims]*(?:-[ims]*)?:")
_HEX = re.compile(r"[0-9a-fA-F]+")
_SYNTAX_CHARACTERS = "^$\\.*+?()[]{}|/"
_CLASS_ESCAPES = "dDsSwW"
_CONTROL_ESCAPES = {"f": 12, "n": 10, "r": 13, "t": 9, "v": 11}


class PatternError(Exception):
    """A pattern is no regular expression; `offset` counts from its first character."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


def read_flags(flags: str) -> Iterator[tuple[int, Construct]]:
    """Yield what flags later editions brought, with their offsets; raise `PatternError`."""
    for offset, flag in enumerate(flags):
        if flag not in _FLAGS:
            raise PatternError(offset, f"there is no regular expression flag `{flag}`")
        if flag in flags[:offset]:
            raise PatternError(offset, f"the regular expression flag `{flag}` is there twice")
        construct = _FLAGS[flag]
        if construct is not None:
            yield offset, construct
    if "u" in flags and "v" in flags:
        raise PatternError(0, "the regular expression flags `u` and `v` exclude each other")


def read_pattern(pattern: str, flags: str) -> Iterator[tuple[int, Construct]]:
    """Yield what later editions brought to the pattern, with offsets; raise `PatternError`."""
    unicode = "u" in flags or "v" in flags
    text = pattern
    if not unicode and not pattern.isascii():
        # Without the flags a pattern is a list of UTF-16 code units.
        text = re.sub(r"[^\x00-\uffff]", lambda found: _surrogates(found[0]), pattern)
    reader = _Reader(text, unicode=unicode, sets="v" in flags)
    try:
        for offset, construct in reader.read():
            yield offset - _low_surrogates(text, offset), construct
    except PatternError as error:
        error.offset -= _low_surrogates(text, error.offset)
        raise


def _surrogates(character: str) -> str:
    code = ord(character) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _low_surrogates(text: str, end: int) -> int:
    return 0 if text.isascii() else len(re.findall("[\udc00-\udfff]", text[:end]))


def _less(one: str, other: str) -> bool:
    """Compare numbers of any length, in digits."""
    one, other = one.lstrip("0"), other.lstrip("0")
    return (len(one), one) < (len(other), other)


class _Reader:
    """One pattern, read from left to right."""

    def __init__(self, text: str, *, unicode: bool, sets: bool) -> None:
        self.text = text
        self.unicode = unicode
        self.sets = sets
        self.names: set[str] = set()
        outside = _ESCAPE_OR_CLASS.sub("", text)
        self.has_names = bool(re.search(r"\(\?<(?![=!])", outside))
        self.end = 0
        """Where the class that was read last ends."""
        self.groups = len(re.findall(r"\((?!\?)|\(\?<(?![=!])", outside))

    def read(self) -> Iterator[tuple[int, Construct]]:
        text, length = self.text, len(self.text)
        # For each open group, whether a quantifier may follow when it is closed.
        open_groups: list[tuple[int, bool]] = []
        index = 0
        repeatable = False
        while index < length:
            character = text[index]
            start = index
            index += 1
            if character == "(":
                index, quantifiable, construct = self._group(index)
                if construct is not None:
                    yield start, construct
                open_groups.append((start, quantifiable))
                repeatable = False
            elif character == ")":
                if not open_groups:
                    raise PatternError(start, "`)` without `(` in a regular expression")
                repeatable = open_groups.pop()[1]
            elif character == "|" or character in "^$":
                repeatable = False
            elif character in "*+?":
                if not repeatable:
                    raise self._nothing_to_repeat(start)
                index += text.startswith("?", index)
                repeatable = False
            elif character == "{" and (quantifier := _QUANTIFIER.match(text, start)):
                if not repeatable:
                    raise self._nothing_to_repeat(start)
                if quantifier[2] and _less(quantifier[2], quantifier[1]):
                    raise PatternError(start, "numbers out of order in a quantifier")
                index = quantifier.end()
                index += text.startswith("?", index)
                repeatable = False
            elif character in "{}]" and self.unicode:
                raise PatternError(start, f"lone `{character}` in a regular expression")
            elif character == "[":
                for escape in self._class(start):
                    yield escape, PROPERTY_ESCAPE
                index = self.end
                repeatable = True
            elif character == "\\":
                index, repeatable, construct = self._escape(start)
                if construct is not None:
                    yield start, construct
            else:
                repeatable = True
        if open_groups:
            raise PatternError(open_groups[-1][0], "`(` without `)` in a regular expression")

    @staticmethod
    def _nothing_to_repeat(offset: int) -> PatternError:
        return PatternError(offset, "nothing to repeat in a regular expression")

    def _group(self, index: int) -> tuple[int, bool, Construct | None]:
        """Read what follows `(`: where the group's content begins, and what it is."""
        text = self.text
        if not text.startswith("?", index):
            return index, True, None
        if text.startswith("?:", index):
            return index + 2, True, None
        if text.startswith(("?=", "?!"), index):
            # Annex B lets a lookahead be repeated.
            return index + 2, not self.unicode, None
        if text.startswith(("?<=", "?<!"), index):
            return index + 3, False, LOOKBEHIND
        if text.startswith("?<", index):
            name = _GROUP_NAME.match(text, index + 1)
            if name is None:
                raise PatternError(index - 1, "a capture group has no valid name")
            construct = DUPLICATE_GROUP if name[1] in self.names else NAMED_GROUP
            self.names.add(name[1])
            return name.end(), True, construct
        modifiers = _MODIFIERS.match(text, index + 1)
        if modifiers is None:
            raise PatternError(index - 1, "a regular expression has no such group as `(?`")
        return modifiers.end(), True, MODIFIERS

    def _escape(self, start: int) -> tuple[int, bool, Construct | None]:
        """Read an escape outside of a class; where it ends, and whether it can be repeated."""
        text = self.text
        kind = text[start + 1 : start + 2]
        if kind in ("b", "B") and kind:
            return start + 2, False, None
        if kind == "k" and (self.unicode or self.has_names):
            name = _GROUP_NAME.match(text, start + 2)
            if name is None or f"(?<{name[1]}>" not in text:
                raise PatternError(start, "`\\k` names no capture group")
            return name.end(), True, None
        if kind and kind in "123456789" and self.unicode:
            end = self._end_of(_DECIMAL, start + 1)
            if _less(str(self.groups), text[start + 1 : end]):
                raise PatternError(start, "a back reference to a capture group that is not there")
            return end, True, None
        end, _, construct = self._character_escape(start, _SYNTAX_CHARACTERS)
        return end, True, construct

    def _character_escape(
        self, start: int, itself: str
    ) -> tuple[int, int | None, Construct | None]:
        """Read an escape: where it ends, the character that it is, if it is one.

        Where `u` or `v` is set, only the characters of `itself` may be escaped for nothing.
        """
        text, unicode = self.text, self.unicode
        kind = text[start + 1 : start + 2]
        index = start + 2
        if not kind:
            raise PatternError(start, "a regular expression ends in a backslash")
        if kind in _CLASS_ESCAPES:
            return index, None, None
        if kind in _CONTROL_ESCAPES:
            return index, _CONTROL_ESCAPES[kind], None
        if kind == "c" and (letter := text[index : index + 1]) and letter.isascii():
            if letter.isalpha():
                return index + 1, ord(letter) % 32, None
        elif kind in "pP" and unicode:
            form = re.compile(r"\{\w+(?:=\w+)?\}").match(text, index)
            if form is None:
                raise PatternError(start, f"`\\{kind}` without a Unicode property")
            return form.end(), None, PROPERTY_ESCAPE
        elif kind == "u" and unicode and text.startswith("{", index):
            digits = _HEX.match(text, index + 1)
            if digits is None or not text.startswith("}", digits.end()):
                raise PatternError(start, "`\\u{` without a code point")
            code = int(digits[0], 16)
            if code > 0x10FFFF:
                raise PatternError(start, "`\\u{…}` above the last code point")
            return digits.end() + 1, code, None
        elif kind in "xu":
            width = 2 if kind == "x" else 4
            digits = _HEX.match(text, index, index + width)
            if digits is not None and digits.end() == index + width:
                return index + width, int(digits[0], 16), None
        elif kind in "01234567" and not unicode:
            end = self._end_of(_OCTAL, start + 1)
            return end, int(text[start + 1 : end], 8), None
        elif kind == "0" and not _DECIMAL.match(text, index):
            return index, 0, None
        if not unicode:
            # `\c` alone is a backslash; all else that is escaped is itself.
            return (start + 1, 0x5C, None) if kind == "c" else (index, ord(kind), None)
        if kind in itself:
            return index, ord(kind), None
        raise PatternError(start, f"`\\{kind}` is no escape where `u` or `v` is set")

    def _end_of(self, pattern: re.Pattern[str], index: int) -> int:
        found = pattern.match(self.text, index)
        return found.end() if found else index

    def _class(self, start: int) -> Iterator[int]:
        """Read a class; yields where Unicode property escapes are, and sets `end`."""
        text = self.text
        if self.sets:
            yield from self._set(start)
            return
        index = start + 1 + text.startswith("^", start + 1)
        # The atom before, and whether a `-` that makes a range stands after it.
        before: int | None = None
        has_before = False
        ranged = False
        while not text.startswith("]", index):
            at = index
            if at >= len(text):
                raise PatternError(start, "`[` without `]` in a regular expression")
            code: int | None = ord(text[at])
            index += 1
            if text[at] == "\\":
                if text.startswith("b", index):
                    index, code = index + 1, 8
                else:
                    index, code, construct = self._character_escape(at, f"{_SYNTAX_CHARACTERS}-")
                    if construct is not None:
                        yield at
            elif text[at] == "-" and has_before and not ranged and text[index : index + 1] != "]":
                ranged = True
                continue
            if ranged:
                if before is None or code is None:
                    if self.unicode:
                        raise PatternError(at, "a range of a class ends in no character")
                elif before > code:
                    raise PatternError(at, "a range of a class is out of order")
                has_before = ranged = False
            else:
                before, has_before = code, True
        self.end = index + 1

    def _set(self, start: int) -> Iterator[int]:
        """Read a class of a pattern with `v`, which may hold classes."""
        text = self.text
        depth = 0
        index = start
        while index < len(text):
            character = text[index]
            if character == "\\":
                if text.startswith("\\q{", index):
                    index += 3
                    continue
                if text.startswith(("\\p", "\\P"), index):
                    yield index
                index += 2
                continue
            index += 1
            depth += (character == "[") - (character == "]")
            if depth == 0:
                self.end = index
                return
        raise PatternError(start, "`[` without `]` in a regular expression")
