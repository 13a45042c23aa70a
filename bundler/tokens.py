"""Reads tokens of JavaScript: esprima's scanner, made fast, right and attentive.

Most tokens are matched by one regular expression; whatever is out of the ordinary (escapes in
names, numbers with a leading zero, templates) is left to esprima. What an edition after ES5
brought to tokens is told to `found`.
"""

# Methods are named as in esprima, and documented there.
# ruff: noqa: D102, N802, N815

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from esprima import character as characters  # type: ignore[import-untyped]
from esprima.scanner import Scanner  # type: ignore[import-untyped]
from esprima.token import Token  # type: ignore[import-untyped]

from pybundle.bundler import editions
from pybundle.bundler.regexp import PatternError, read_flags, read_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    Found = Callable[..., None]
    """Takes a construct, its offset, and its length where it is not one character."""

__all__ = [
    "END",
    "IDENTIFIER",
    "KEYWORD",
    "NUMBER",
    "PUNCTUATOR",
    "STRICT_WORDS",
    "STRING",
    "WORDS",
    "EditionScanner",
    "string_value",
]

# esprima keeps a list of all characters there are, which takes a hundred megabytes.
characters.U_CATEGORIES.clear()

IDENTIFIER = Token.Identifier
KEYWORD = Token.Keyword
NUMBER = Token.NumericLiteral
PUNCTUATOR = Token.Punctuator
STRING = Token.StringLiteral
END = Token.EOF

_LINE_ENDS = "\n\r\u2028\u2029"
_SPACES = "\t\v\f \xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
_TRIVIA_STARTS = frozenset(
    "\t\v\f \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    f"\u202f\u205f\u3000\ufeff{_LINE_ENDS}/<-"
)
_match_trivia = re.compile(
    rf"(?:[{_SPACES}{_LINE_ENDS}]++|//[^{_LINE_ENDS}]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+"
).match
_search_line_end = re.compile(f"[{_LINE_ENDS}]").search
_match_rest_of_line = re.compile(f"[^{_LINE_ENDS}]*").match

# What is none of these (a template, an escape in a name, a digit after a zero) is left to
# esprima. No quantifier gives back: `1.toString` is no number before a name.
_match_token = re.compile(
    r"""([A-Za-z_$][A-Za-z0-9_$]*+)(?![\\\x80-\U0010ffff])
    |(>>>=|\.\.\.|[=!]==|>>>|<<=|>>=|\*\*=|&&|\|\||[=!+\-*/&|^%<>]=|\+\+|--|<<|>>|=>|\*\*
      |[(){}\[\];,<>=!+\-*%&|^/:?~]|\.(?![0-9]))
    |((?:0[xX][0-9a-fA-F]++|(?:(?:0|[1-9][0-9]*+)(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?+)
      (?![\w$\\]))
    |("[^"\\\n\r\u2028\u2029]*+"|'[^'\\\n\r\u2028\u2029]*+')""",
    re.VERBOSE,
).match
_match_string = re.compile(
    rf'"(?:[^"\\{_LINE_ENDS}]++|\\(?:\r\n|[\s\S]))*+"'
    rf"|'(?:[^'\\{_LINE_ENDS}]++|\\(?:\r\n|[\s\S]))*+'"
).match
# Escapes that need reading; the others stand for one character whatever follows.
_search_escape = re.compile(r"\\[xu0-9]").search
_find_escapes = re.compile(r"\\(?:u(\{)|([89])|0(?=([89]))|\r\n|[\s\S])").finditer

WORDS = dict.fromkeys(Scanner.isKeyword.set, KEYWORD) | {
    "null": Token.NullLiteral,
    "true": Token.BooleanLiteral,
    "false": Token.BooleanLiteral,
}
STRICT_WORDS = frozenset(Scanner.isStrictModeReservedWord.set)
"""Names that strict code reserves; `let` and `yield` are keywords to esprima everywhere."""

# ES5.1, 7.6: letters, then marks, digits and connectors too.
_NAME_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Mn", "Mc", "Nd", "Pc"))


def string_value(raw: str) -> str:
    """Return what a string literal, quotes included, stands for."""
    if "\\" not in raw:
        return raw[1:-1]
    value: str = Scanner(raw, None).scanStringLiteral().value
    return value


class _Lexeme:
    """A token, as the parser uses it; what only some kinds have is in the class."""

    octal = False
    head = False
    lineStart = 0

    def __init__(self, kind: int, value: str, start: int, end: int, line: int) -> None:
        self.type = kind
        self.value = value
        self.start = start
        self.end = end
        self.lineNumber = line


class EditionScanner(Scanner):  # type: ignore[misc]
    """Lines are only counted to tell them apart: a step for any number of line ends."""

    index: int
    length: int
    lineNumber: int

    def __init__(self, text: str, handler: Any, found: Found, *, module: bool) -> None:
        super().__init__(text, handler)
        self.found = found
        self.isModule = module

    def saveState(self) -> Any:
        state = super().saveState()
        # A `{` that is only looked at must not count twice.
        state.braces = list(self.curlyStack)
        return state

    def restoreState(self, state: Any) -> None:
        super().restoreState(state)
        self.curlyStack = state.braces

    def scanComments(self) -> tuple[()]:
        """Go over white space and comments."""
        source, begin = self.source, self.index
        if source[begin] not in _TRIVIA_STARTS:
            return ()
        index = _match_trivia(source, begin, self.length).end()  # type: ignore[union-attr]
        if index != begin and _search_line_end(source, begin, index):
            self.lineNumber += 1
            fresh = True
        else:
            fresh = begin == 0
        self.index = index
        if source.startswith("/*", index):
            self.throwUnexpectedToken("a comment is not closed")
        if self.isModule:
            return ()
        if source.startswith("<!--", index) or (fresh and source.startswith("-->", index)):
            self.found(editions.HTML_COMMENT, index, 3 + (source[index] == "<"))
            self.index = _match_rest_of_line(source, index, self.length).end()  # type: ignore[union-attr]
            return self.scanComments()
        return ()

    def lex(self) -> Any:
        """Read a token."""
        index = self.index
        found = _match_token(self.source, index)
        if found is None:
            return self._lex_rest(index)
        group = found.lastindex
        value = found[0]
        self.index = end = found.end()
        if group == 1:
            return _Lexeme(WORDS.get(value, IDENTIFIER), value, index, end, self.lineNumber)
        if group == 2:
            if value == "{":
                self.curlyStack.append(value)
            elif value == "}" and self.curlyStack:
                if self.curlyStack[-1] == "${":
                    self.index = index
                    return self.scanTemplate()
                self.curlyStack.pop()
            return _Lexeme(PUNCTUATOR, value, index, end, self.lineNumber)
        if group == 3:
            return _Lexeme(NUMBER, value, index, end, self.lineNumber)
        return _Lexeme(STRING, value[1:-1], index, end, self.lineNumber)

    def _lex_rest(self, index: int) -> Any:
        source, found = self.source, self.found
        first = source[index]
        if first in "\"'":
            return self._lex_string(index)
        if first == "`":
            found(editions.TEMPLATE, index)
        elif first == "0":
            prefix = source[index : index + 2].lower()
            if prefix == "0b":
                found(editions.BINARY_LITERAL, index, 2)
            elif prefix == "0o":
                found(editions.OCTAL_LITERAL, index, 2)
        token = super().lex()
        if token.type is NUMBER and re.match(r"0[0-7]*[89]", source[index : token.end]):
            found(editions.LEGACY_DECIMAL, index, token.end - index)
            token.octal = True
        elif token.type is IDENTIFIER:
            self._look_at_name(token.value, source[index : token.end], index)
        return token

    def _look_at_name(self, name: str, raw: str, index: int) -> None:
        if "\\u{" in raw:
            self.found(editions.CODE_POINT_IN_NAME, index + raw.index("\\u{"), 2)
        for character in name:
            if character > "\x7f" and (
                character > "\uffff"
                or (
                    unicodedata.category(character) not in _NAME_CATEGORIES
                    and character not in "\u200c\u200d"
                )
            ):
                self.found(editions.WIDE_NAME, index + max(raw.find(character), 0))

    def _lex_string(self, index: int) -> Any:
        """Read a string with a backslash, or one that does not end."""
        source = self.source
        literal = _match_string(source, index)
        if literal is None or _search_escape(literal[0]):
            for escape in _find_escapes(literal[0]) if literal else ():
                if escape[1]:
                    self.found(editions.CODE_POINT_IN_STRING, index + escape.start(), 2)
                elif escape[2] or escape[3]:
                    self.index = index + escape.start()
                    self.found(editions.DIGIT_ESCAPE, self.index, 2)
                    self.throwUnexpectedToken("a string has an escape that is none")
            return self.scanStringLiteral()
        self.index = end = literal.end()
        return _Lexeme(STRING, literal[0][1:-1], index, end, self.lineNumber)

    def scanRegExp(self) -> Any:
        """Read a regular expression, by the specification's grammar and not by Python's."""
        start = self.index
        pattern: str = self.scanRegExpBody()
        flags_start = self.index
        flags: str = self.scanRegExpFlags()
        for begin, constructs in (
            (flags_start, read_flags(flags)),
            (start + 1, read_pattern(pattern, flags)),
        ):
            try:
                for offset, construct in constructs:
                    self.found(construct, begin + offset)
            except PatternError as error:
                self.index = begin + error.offset
                self.throwUnexpectedToken(str(error))
        token = _Lexeme(Token.RegularExpression, "", start, self.index, self.lineNumber)
        token.regex, token.pattern, token.flags = None, pattern, flags  # type: ignore[attr-defined]
        return token
