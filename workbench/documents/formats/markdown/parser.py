"""The Markdown parser: CommonMark with tables, strikethrough, footnotes and mathematics.

markdown-it's inline tokens do not say where in the text they stand. Here each of its inline rules
is wrapped so that they do: `token.meta["span"]` holds the offsets in the content of the block, of
all tokens but plain text. The rows of tables leave where in their line they begin in
`env["rows"]`. Nothing is rendered, so links of any kind are links.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt, rules_block
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from workbench.errors import FormatError
from workbench.text.codepoints import is_cjk_punctuation, is_han

Rule = Callable[[StateInline, bool], bool]

MAX_NESTING: Final = 40
"""Levels of quotations, lists and emphasis; what is nested deeper stays as it is."""

_DELIMITERS = frozenset({"emphasis", "strikethrough"})
_FOREIGN = (ArithmeticError, AssertionError, LookupError, RecursionError, RuntimeError, ValueError)


def parsed(text: str, env: dict[str, Any]) -> list[Token]:
    r"""Return the tokens of a text.

    Args:
        text: with `\\n` as its line ends.
        env: takes the definitions of links and footnotes, and has those that are known.

    Raises:
        FormatError: the parser gives up.
    """
    try:
        return _parser().parse(text, env)
    except _FOREIGN as exc:
        hint = "Read it as plain text with --format text"
        raise FormatError("it cannot be read as Markdown", hint=hint) from exc


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    footnote_plugin(parser, inline=False, move_to_end=False)
    dollarmath_plugin(parser, allow_space=False, allow_digits=False, double_inline=True)
    parser.inline.ruler.before("footnote_ref", "footnote_inline", _footnote)
    parser.disable(["text_join", "fragments_join"])
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]
    parser.validateLink = bool  # type: ignore[method-assign,assignment]
    parser.inline.ruler.at("emphasis", _emphasis)
    for rule in parser.inline.ruler.__rules__:
        if rule.name != "text":
            parser.inline.ruler.at(rule.name, _located(rule.name, rule.fn))
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    return parser


def _located(name: str, rule: Rule) -> Rule:
    """Return a rule that leaves the places of its tokens in them."""

    def located(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, silent)
        start, count, has_words = state.pos, len(state.tokens), bool(state.pending)
        if not rule(state, silent):
            return False
        made = state.tokens[count:]
        if name in _DELIMITERS:
            _lay_out(made[has_words:], start)
        elif name in {"link", "footnote_inline"}:
            _enclose(state, made, start)
        else:
            own = [token for token in made if token.type != "text"]
            for token in own[:1]:
                token.meta["span"] = (start, state.pos)
            for token in own[1:]:
                token.meta["span"] = (state.pos, state.pos)
            if name == "autolink":
                made[-2].hidden = True
        return True

    return located


def _lay_out(tokens: list[Token], at: int) -> None:
    """Leave the places in tokens of delimiters, one after another."""
    for token in tokens:
        token.meta["span"] = (at, at + len(token.content))
        at += len(token.content)


def _enclose(state: StateInline, tokens: list[Token], start: int) -> None:
    """Leave the places in the tokens around a link's words."""
    opening = next(t for t in tokens if t.nesting == 1 and "span" not in t.meta)
    mark = 1 + (state.src[start] == "^")
    end, limit = state.pos, state.posMax
    closes = parseLinkLabel(state, start + mark - 1)
    state.pos, state.posMax = end, limit
    opening.meta["span"] = (start, start + mark)
    tokens[-1].meta["span"] = (closes, end)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Take in the delimiters of emphasis, beside Chinese as their authors mean them.

    By CommonMark `**“港口”**是` is no emphasis, since the delimiters stand between punctuation and
    a letter. Beside a Chinese character that makes no difference here, as in many editors.
    """
    start = state.pos
    marker = state.src[start]
    if silent or marker not in {"*", "_"}:
        return False
    scanned = state.scanDelims(start, marker == "*")
    end = start + scanned.length
    before, after = state.src[start - 1 : start], state.src[end : end + 1]
    is_chinese = marker == "*" and (_is_chinese(before) or _is_chinese(after))
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                ord(marker),
                scanned.length,
                len(state.tokens) - 1,
                -1,
                scanned.can_open or (is_chinese and bool(after.strip())),
                scanned.can_close or (is_chinese and bool(before.strip())),
            )
        )
    state.pos = end
    return True


def _is_chinese(character: str) -> bool:
    return is_han(character) or is_cjk_punctuation(character)


def _footnote(state: StateInline, silent: bool) -> bool:
    """Take in a footnote that stands in the text, `^[words]`."""
    start, limit = state.pos, state.posMax
    if not state.src.startswith("^[", start):
        return False
    end = parseLinkLabel(state, start + 1)
    state.pos = start
    if end < 0:
        return False
    if not silent:
        state.pos, state.posMax = start + 2, end
        state.push("note_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("note_close", "", -1)
    state.pos, state.posMax = end + 1, limit
    return True


def _table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take in a table, and leave where its rows begin in their lines."""
    if not rules_block.table(state, first, last, silent):
        return False
    if not silent:
        rows = state.env.setdefault("rows", {})
        for line in range(first, state.line):
            start = state.bMarks[line] + state.tShift[line]
            rows[line] = start - state.src.rfind("\n", 0, start) - 1
    return True
