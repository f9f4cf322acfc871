"""Where the content of Markdown's blocks stands."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from workbench.documents.formats.markdown.inline import inline
from workbench.documents.formats.markdown.parser import parsed
from workbench.documents.formats.markdown.source import Source, Stretch

_SCRAPS = st.sampled_from(
    [
        *(
            "江",
            "b",
            " ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "> ",
            "- ",
            "1. ",
            "# ",
            "|",
            "\\|",
            "\n|-|-|\n",
        ),
        *("**", "*", "_", "~~", "~", "`", "[", "](x)", "]", "![", "<b>", "\\", "$", "^[", "&amp;"),
        *("[^1]", "[^1]: ", "    ", "\n---\n", "\n\n"),
    ]
)
_files = st.lists(_SCRAPS, max_size=40).map("".join)


def _contents(text: str) -> Iterator[Token]:
    yield from (token for token in parsed(Source(text).parsed, {}) if token.type == "inline")


@given(_files)
def test_a_content_is_where_it_is_said_to_be(text: str) -> None:
    source = Source(text)
    for token in _contents(text):
        stretch = source.lines(token.content, *(token.map or [0, 0]))
        if stretch is None:
            continue
        for offset, ch in enumerate(token.content):
            if ch not in " \t\n":
                assert text[stretch.at(offset)] == ch


@given(_files)
def test_items_lie_one_after_another_and_cover_the_content(text: str) -> None:
    for token in _contents(text):
        items = inline(token.content, token.children or ()).items
        assert [item.start for item in items] == [0, *(item.end for item in items)][: len(items)]
        assert (items[-1].end if items else 0) == len(token.content)


def test_cells_know_their_places() -> None:
    source = Source("x\n> | a | `b\\|c` |d\n")
    cells = source.cells(1, 2)
    assert [cell.content for cell in cells] == ["a", "`b|c`", "d"]
    assert [source.text[cell.at(0)] for cell in cells] == ["a", "`", "d"]
    assert source.text[cells[1].at(3)] == "c"
    assert source.text[cells[1].at(0) : cells[1].end(5)] == "`b\\|c`"


def test_offsets_after_the_last_character() -> None:
    assert Stretch("ab", (0,), (5,)).end(2) == 7
    assert Stretch("", (0,), (5,)).end(0) == 5
