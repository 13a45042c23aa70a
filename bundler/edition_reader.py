"""Reads a script with esprima, and finds what is newer than an edition.

esprima knows ES2017, is written in Python, and has nothing in common with the engine: what
the engine wrote is judged by a parser that its authors did not write. Its grammar is used as
it is. What is overridden here does one of these things:

- it notes a construct of an edition above the target (`found`), which the parser then reads;
- it mends where esprima departs from the specification;
- it makes reading fast: tokens by regular expressions, positions as offsets, no tree kept.

A note never stops the parser. The first in the order of the text counts, so an arrow
function is named before what stands in it.
"""

# Methods are named as in esprima, and documented there.
# ruff: noqa: D102, N802, N803

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from esprima import nodes  # type: ignore[import-untyped]
from esprima.error_handler import Error  # type: ignore[import-untyped]
from esprima.messages import Messages  # type: ignore[import-untyped]
from esprima.parser import Parser  # type: ignore[import-untyped]
from esprima.syntax import Syntax  # type: ignore[import-untyped]
from esprima.utils import format as fill  # type: ignore[import-untyped]

from pybundle.bundler import editions
from pybundle.bundler.tokens import (
    END,
    IDENTIFIER,
    KEYWORD,
    NUMBER,
    PUNCTUATOR,
    STRICT_WORDS,
    STRING,
    WORDS,
    EditionScanner,
    string_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pybundle.bundler.editions import Construct

__all__ = ["EditionReader", "Error"]

# --- Grammar -------------------------------------------------------------------------

_OPERATORS = {
    "=>": editions.ARROW_FUNCTION,
    "**": editions.EXPONENTIATION,
    "**=": editions.EXPONENTIATION_ASSIGNMENT,
}
_BLAME_NEXT = frozenset((Messages.StrictFunction, Messages.StrictModeWith, Messages.IllegalReturn))
_AFTER_LEAVES = frozenset(",;)]}")
_match_brace = re.compile(r"\s*\}").match
_STATEMENT = nodes.EmptyStatement()
"""In place of every statement of a body, so that no tree of them is kept."""


class EditionReader(Parser):  # type: ignore[misc]
    """Reads a text; `first` is then the first construct of an edition above `edition`."""

    lookahead: Any
    hasLineTerminator: bool  # noqa: N815

    def __init__(self, edition: int) -> None:
        self.edition = edition
        self.first: tuple[int, int, Construct] | None = None
        """Offset, length, and what is there."""
        self.in_block = False
        self.spread = editions.ARRAY_SPREAD
        self.element: int | None = None
        """Where the class element begins whose name was just read."""
        self.previous: Any = None
        """The token that was consumed last."""
        super().__init__("")

    def read(self, text: str, *, module: bool) -> None:
        """Read all of it; raises esprima's `Error` where it cannot be read."""
        self.scanner = EditionScanner(text, self.errorHandler, self.found, module=module)
        self.startMarker.index = self.lastMarker.index = 0
        self.context.strict = module
        self.nextToken()
        if module:
            self.parseModule()
        else:
            self.parseScript()

    def found(self, construct: Construct, index: int, length: int = 1) -> None:
        """Note a construct."""
        if construct.edition > self.edition and (self.first is None or index < self.first[0]):
            self.first = index, length, construct

    def nextToken(self) -> Any:
        token, scanner = self.lookahead, self.scanner
        self.previous = token
        self.lastMarker.index = scanner.index
        line = scanner.lineNumber
        scanner.scanComments()
        self.hasLineTerminator = scanner.lineNumber != line
        self.startMarker.index = scanner.index
        self.lookahead = following = scanner.lex()
        kind, value = following.type, following.value
        if kind is PUNCTUATOR:
            if value == ")":
                if token.value == "," and token.type is PUNCTUATOR:
                    self.found(editions.TRAILING_COMMA, token.start)
            elif value in _OPERATORS:
                self.found(_OPERATORS[value], following.start, len(value))
            elif value == "*" and token.value == "function" and token.type is KEYWORD:
                self.found(editions.GENERATOR, token.start, len("function"))
        elif kind is IDENTIFIER and value in STRICT_WORDS and self.context.strict:
            following.type = KEYWORD
        return token

    def _reserve_words(self) -> None:
        """Take the next token as strict code takes it, or sloppy code, where that changes."""
        token = self.lookahead
        word = token.type is IDENTIFIER or token.type is KEYWORD
        if word and token.value in STRICT_WORDS and token.value not in WORDS:
            token.type = KEYWORD if self.context.strict else IDENTIFIER

    def throwError(self, messageFormat: str, *args: object) -> None:
        """Blame a token, where esprima names the place between two."""
        token = self.lookahead if messageFormat in _BLAME_NEXT else self.previous
        raise self.errorHandler.createError(token.start, 1, 1, fill(messageFormat, *args))

    def tolerateError(self, messageFormat: str, *args: object) -> None:
        self.throwError(messageFormat, *args)

    # Positions are offsets: lines are counted when one is shown.

    def createNode(self) -> int:
        index: int = self.startMarker.index
        return index

    def startNode(self, token: Any, lastLineStart: int = 0) -> int:  # noqa: ARG002
        start: int = token.start
        return start

    def finalize(self, marker: int, node: Any) -> Any:
        node.start = marker
        look = _NODES.get(node.__class__)
        if look is not None:
            look(self, node)
        return node

    def match(self, *values: str) -> bool:
        token = self.lookahead
        return token.type is PUNCTUATOR and token.value in values

    def isolateCoverGrammar(self, parseFunction: Callable[[], Any]) -> Any:
        context = self.context
        binding, target = context.isBindingElement, context.isAssignmentTarget
        error = context.firstCoverInitializedNameError
        context.isBindingElement = context.isAssignmentTarget = True
        context.firstCoverInitializedNameError = None
        result = parseFunction()
        if context.firstCoverInitializedNameError is not None:
            self.throwUnexpectedToken(context.firstCoverInitializedNameError)
        context.isBindingElement, context.isAssignmentTarget = binding, target
        context.firstCoverInitializedNameError = error
        return result

    def inheritCoverGrammar(self, parseFunction: Callable[[], Any]) -> Any:
        context = self.context
        binding, target = context.isBindingElement, context.isAssignmentTarget
        error = context.firstCoverInitializedNameError
        context.isBindingElement = context.isAssignmentTarget = True
        context.firstCoverInitializedNameError = None
        result = parseFunction()
        if not binding:
            context.isBindingElement = False
        if not target:
            context.isAssignmentTarget = False
        if error is not None:
            context.firstCoverInitializedNameError = error
        return result

    def parseAssignmentExpression(self) -> Any:
        """Take a short way for a name or literal that is all of the expression."""
        token = self.lookahead
        kind = token.type
        if self.scanner.source[self.scanner.index] in _AFTER_LEAVES:
            if kind is IDENTIFIER:
                if token.value not in ("async", "await"):
                    node = nodes.Identifier(token.value)
                    node.start = token.start
                    self.nextToken()
                    return node
            elif (kind is NUMBER or kind is STRING) and not token.octal:
                self.context.isAssignmentTarget = self.context.isBindingElement = False
                node = nodes.Literal(token.value, self.getTokenRaw(token))
                node.start = token.start
                self.nextToken()
                return node
        return super().parseAssignmentExpression()

    def parseExponentiationExpression(self) -> Any:
        """Take `(-1) ** 2`: only an operand without parentheses must not be unary."""
        bracketed = self.match("(")
        node = super().parseExponentiationExpression()
        if bracketed and node.type is Syntax.UnaryExpression and self.match("**"):
            self.nextToken()
            self.context.isAssignmentTarget = self.context.isBindingElement = False
            right = self.isolateCoverGrammar(self.parseExponentiationExpression)
            return self.finalize(node.start, nodes.BinaryExpression("**", node, right))
        return node

    def parseGroupExpression(self) -> Any:
        """Refuse `(a,)` where no arrow follows."""
        node = super().parseGroupExpression()
        if node.type is Syntax.ArrowParameterPlaceHolder and not self.match("=>"):
            self.throwUnexpectedToken(self.lookahead)
        return node

    def reinterpretExpressionAsPattern(self, expr: Any) -> None:
        if expr.type in (Syntax.ArrayExpression, Syntax.ObjectExpression):
            self.found(editions.DESTRUCTURING, expr.start)
        super().reinterpretExpressionAsPattern(expr)

    def reinterpretAsCoverFormalsList(self, expr: Any) -> Any:
        if expr.isAsync:
            self.found(editions.ASYNC_ARROW, self.lookahead.start, 2)
        return super().reinterpretAsCoverFormalsList(expr)

    # Spread is one node, but two editions: what holds it says which.

    def parseArrayInitializer(self) -> Any:
        return self._with_spread(editions.ARRAY_SPREAD, super().parseArrayInitializer)

    def parseObjectInitializer(self) -> Any:
        return self._with_spread(editions.OBJECT_SPREAD, super().parseObjectInitializer)

    def parseArguments(self) -> Any:
        return self._with_spread(editions.CALL_SPREAD, super().parseArguments)

    def parseAsyncArguments(self) -> Any:
        return self._with_spread(editions.CALL_SPREAD, super().parseAsyncArguments)

    def _with_spread(self, construct: Construct, parse: Callable[[], Any]) -> Any:
        outer, self.spread = self.spread, construct
        result = parse()
        self.spread = outer
        return result

    def parseSpreadElement(self) -> Any:
        self.found(self.spread, self.lookahead.start, 3)
        return super().parseSpreadElement()

    # Properties and classes.

    def parseObjectProperty(self, hasProto: Any) -> Any:
        # A getter leaves `yield` an operator for what follows.
        allow_yield = self.context.allowYield
        source, token = self.scanner.source, self.lookahead
        is_async = token.type is IDENTIFIER and token.value == "async"
        if is_async and _match_brace(source, self.scanner.index):
            # `{ async }`, which is taken for the beginning of a method.
            self.nextToken()
            name = nodes.Identifier(token.value)
            name.start = token.start
            return self.finalize(
                token.start, nodes.Property("init", name, False, name, False, True)
            )
        node = super().parseObjectProperty(hasProto)
        self.context.allowYield = allow_yield
        return node

    def parseClassDeclaration(self, identifierIsOptional: bool = False) -> Any:
        self.found(editions.CLASS, self.lookahead.start, len("class"))
        return super().parseClassDeclaration(identifierIsOptional)

    def parseClassExpression(self) -> Any:
        self.found(editions.CLASS, self.lookahead.start, len("class"))
        return super().parseClassExpression()

    def parseClassElement(self, hasConstructor: Any) -> Any:
        allow_yield = self.context.allowYield
        self.element = self.lookahead.start
        node = super().parseClassElement(hasConstructor)
        self.element = None
        self.context.allowYield = allow_yield
        return node

    # Patterns and parameters.

    def parseArrayPattern(self, params: Any, kind: Any = None) -> Any:
        self.found(editions.DESTRUCTURING, self.lookahead.start)
        return super().parseArrayPattern(params, kind)

    def parseObjectPattern(self, params: Any, kind: Any = None) -> Any:
        self.found(editions.DESTRUCTURING, self.lookahead.start)
        return super().parseObjectPattern(params, kind)

    def parseRestProperty(self, params: Any, kind: Any) -> Any:
        self.found(editions.OBJECT_REST, self.lookahead.start, 3)
        return super().parseRestProperty(params, kind)

    def parseRestElement(self, params: Any) -> Any:
        self.found(editions.REST_PARAMETER, self.lookahead.start, 3)
        return super().parseRestElement(params)

    def parsePatternWithDefault(self, params: Any, kind: Any = None) -> Any:
        node = super().parsePatternWithDefault(params, kind)
        if node.type is Syntax.AssignmentPattern:
            self.found(editions.DEFAULT_PARAMETER, node.start)
        return node

    def parseVariableIdentifier(self, kind: Any = None) -> Any:
        """Take `let` as a name in sloppy code, but where `let` and `const` declare."""
        token = self.lookahead
        if token.value == "let" and kind not in ("let", "const") and not self.context.strict:
            token.type = IDENTIFIER
        return super().parseVariableIdentifier(kind)

    # Declarations and statements.

    def parseStatementListItem(self) -> Any:
        token = self.lookahead
        if token.type is KEYWORD:
            if token.value == "export":
                self.found(editions.EXPORT, token.start, len("export"))
            elif token.value == "import" and not self.matchImportCall():
                self.found(editions.IMPORT, token.start, len("import"))
        super().parseStatementListItem()
        return _STATEMENT

    def parseExpressionStatement(self) -> Any:
        """Take `let:` and `yield:` as labels in sloppy code."""
        if not self.context.strict and self.matchKeyword("let", "yield"):
            return self.parseLabelledStatement()
        return super().parseExpressionStatement()

    def parseBindingList(self, kind: str, options: Any) -> Any:
        construct = editions.LET if kind == "let" else editions.CONST
        self.found(construct, self.previous.start, len(kind))
        return super().parseBindingList(kind, options)

    def matchContextualKeyword(self, *keyword: str) -> bool:
        token = self.lookahead
        if token.type is not IDENTIFIER or token.value not in keyword:
            return False
        if token.value == "of":
            # Asked for in the head of a loop only.
            self.found(editions.FOR_OF, token.start, len("of"))
        return True

    def parseDoWhileStatement(self) -> Any:
        node = super().parseDoWhileStatement()
        # ES2015 (12.9.1) inserts a semicolon after the `)`; before, a line end had to.
        ended = self.previous.value == ";" or self.hasLineTerminator or self.match("}")
        if not ended and self.lookahead.type is not END:
            self.found(editions.DO_WHILE_WITHOUT_SEMICOLON, self.lookahead.start)
        return node

    def parseBlock(self) -> Any:
        return self._within(True, super().parseBlock)

    def parseSwitchStatement(self) -> Any:
        return self._within(True, super().parseSwitchStatement)

    def parseFormalParameters(self, firstRestricted: Any = None) -> Any:
        """Take `new.target` and `super` in default values too."""
        outer, self.context.inFunctionBody = self.context.inFunctionBody, True
        parameters = super().parseFormalParameters(firstRestricted)
        self.context.inFunctionBody = outer
        return parameters

    def parseFunctionSourceElements(self) -> Any:
        return self._within(False, super().parseFunctionSourceElements)

    def _within(self, block: bool, parse: Callable[[], Any]) -> Any:
        outer, self.in_block = self.in_block, block
        result = parse()
        self.in_block = outer
        return result

    def parseFunctionDeclaration(self, identifierIsOptional: bool = False) -> Any:
        if self.in_block and self.context.strict:
            self.found(editions.BLOCK_FUNCTION, self.lookahead.start, len(self.lookahead.value))
        self._see_async()
        return super().parseFunctionDeclaration(identifierIsOptional)

    def parseFunctionExpression(self) -> Any:
        self._see_async()
        return super().parseFunctionExpression()

    def _see_async(self) -> None:
        if self.lookahead.value == "async":
            self.found(editions.ASYNC_FUNCTION, self.lookahead.start, len("async"))

    def parseDirectivePrologues(self) -> list[Any]:
        """Read the directives of a body: strings that are statements (ES5.1, 14.1)."""
        octal = None
        while self.lookahead.type is STRING:
            token = self.lookahead
            statement = self.parseDirective()
            # Neither parentheses nor escapes: the directive is what is written.
            literal = (statement.expression or statement).type is Syntax.Literal
            if not literal:
                break
            if self.getTokenRaw(token)[1:-1] == "use strict":
                if not self.context.allowStrictDirective:
                    self.throwUnexpectedToken(token, Messages.IllegalLanguageModeDirective)
                self.context.strict = True
                self._reserve_words()
            elif token.octal and octal is None:
                octal = token
            if octal is not None and self.context.strict:
                self.throwUnexpectedToken(octal, Messages.StrictOctalLiteral)
        return []

    # What is seen of a node that is complete.

    def _look_at_property(self, node: Any) -> None:
        if node.value is not None and node.value.isAsync:
            self.found(editions.ASYNC_METHOD, node.start, len("async"))
        if node.computed:
            self.found(editions.COMPUTED_PROPERTY, node.start)
        elif node.method:
            self.found(editions.SHORTHAND_METHOD, node.start)
        elif node.shorthand:
            self.found(editions.SHORTHAND_PROPERTY, node.start)

    def _look_at_object(self, node: Any) -> None:
        if self.edition >= 2015:
            return
        repeated = _repeated_property(node.properties, strict=self.context.strict)
        if repeated is not None:
            self.found(repeated[0], repeated[1].start)

    def _look_at_function(self, _node: Any) -> None:
        # The token after its body was read as the body is, strict or not.
        self._reserve_words()

    def _look_at_target(self, node: Any) -> None:
        target = node.left if node.type is Syntax.AssignmentExpression else node.argument
        if target.type not in _TARGETS:
            self.throwError(Messages.InvalidLHSInAssignment)

    def _look_at_body(self, node: Any) -> None:
        if node.body.type is Syntax.FunctionDeclaration:
            self.throwError("A function declaration cannot be the body of a statement")

    def _look_at_new_target(self, node: Any) -> None:
        self.found(editions.NEW_TARGET, node.start, len("new.target"))

    def _look_at_super(self, node: Any) -> None:
        self.found(editions.SUPER, node.start, len("super"))

    def _look_at_import_call(self, node: Any) -> None:
        self.found(editions.DYNAMIC_IMPORT, node.start, len("import"))

    def _look_at_export_name(self, node: Any) -> None:
        self.found(editions.EXPORT_DEFAULT_FROM, node.start)


_TARGETS = frozenset(
    (Syntax.Identifier, Syntax.MemberExpression, Syntax.ArrayPattern, Syntax.ObjectPattern)
)
_NODES: dict[type, Callable[[EditionReader, Any], None]] = {
    nodes.Property: EditionReader._look_at_property,
    nodes.MethodDefinition: EditionReader._look_at_property,
    nodes.ObjectExpression: EditionReader._look_at_object,
    nodes.FunctionDeclaration: EditionReader._look_at_function,
    nodes.FunctionExpression: EditionReader._look_at_function,
    nodes.AssignmentExpression: EditionReader._look_at_target,
    nodes.UpdateExpression: EditionReader._look_at_target,
    nodes.WhileStatement: EditionReader._look_at_body,
    nodes.DoWhileStatement: EditionReader._look_at_body,
    nodes.ForStatement: EditionReader._look_at_body,
    nodes.ForInStatement: EditionReader._look_at_body,
    nodes.ForOfStatement: EditionReader._look_at_body,
    nodes.WithStatement: EditionReader._look_at_body,
    nodes.MetaProperty: EditionReader._look_at_new_target,
    nodes.Super: EditionReader._look_at_super,
    nodes.Import: EditionReader._look_at_import_call,
    nodes.ExportDefaultSpecifier: EditionReader._look_at_export_name,
}


# --- Names of properties -------------------------------------------------------------


def _repeated_property(properties: list[Any], *, strict: bool) -> tuple[Construct, Any] | None:
    """Return the first property that ES5.1, 11.1.5 refuses beside those before it.

    In strict code no name may be given a value twice; nowhere may a name have both a value
    and an accessor, or two accessors of a kind.
    """
    kinds: dict[str, set[str]] = {}
    for node in properties:
        if node.type is not Syntax.Property or node.computed:
            continue
        known = kinds.setdefault(_property_name(node.key), set())
        if node.kind in known:
            if node.kind != "init":
                return editions.DUPLICATE_ACCESSOR, node
            if strict:
                return editions.DUPLICATE_PROPERTY, node
        elif known and "init" in (node.kind, *known):
            return editions.DUPLICATE_ACCESSOR, node
        known.add(node.kind)
    return None


def _property_name(key: Any) -> str:
    if key.type is Syntax.Identifier:
        name: str = key.name
        return name
    raw: str = key.raw
    if raw[0] in "\"'":
        return string_value(raw)
    if re.match(r"0[xXbBoO]", raw):
        return str(int(raw, 0))
    if re.fullmatch(r"0[0-7]+", raw):
        return str(int(raw, 8))
    number = float(raw)
    return str(int(number)) if number.is_integer() and number < 1e21 else str(number)
