"""HTML's tokens: places first of all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.documents.formats.html.tokens import Token, TokenKind, tokens

_SCRAPS = st.sampled_from(
    [*"<>/!?-='\" ab]", "<!--", "-->", "<![CDATA[", "]]>", "<script", "</script", "<title>", "文"]
)


def _shown(page: str) -> list[tuple[str, str]]:
    return [(str(token.kind), page[token.start : token.end]) for token in tokens(page)]


@given(st.lists(_SCRAPS, max_size=50).map("".join))
def test_tokens_cover_the_text_without_gaps(page: str) -> None:
    found = list(tokens(page))
    assert [token.start for token in found] == [0, *(token.end for token in found)][: len(found)]
    assert all(token.start < token.end for token in found)
    assert (found[-1].end if found else 0) == len(page)


@given(st.lists(_SCRAPS, max_size=50).map("".join))
def test_values_are_where_they_say(page: str) -> None:
    for token in tokens(page):
        for attribute in token.attributes:
            written = page[attribute.start : attribute.end]
            assert attribute.value in {written, written[1:-1]}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a<b>c</b>", [("text", "a"), ("start", "<b>"), ("text", "c"), ("end", "</b>")]),
        ("1 < 2", [("text", "1 < 2")]),
        ("<a b='>'>", [("start", "<a b='>'>")]),
        ("<!-->x-->", [("other", "<!-->"), ("text", "x-->")]),
        ("<!--a--!>x", [("other", "<!--a--!>"), ("text", "x")]),
        ("<!a>x", [("other", "<!a>"), ("text", "x")]),
        ("</ >x", [("other", "</ >"), ("text", "x")]),
        ("<script><b></script >x",
         [("start", "<script>"), ("other", "<b>"), ("end", "</script >"), ("text", "x")]),
        ("<script><b></scripts>", [("start", "<script>"), ("other", "<b></scripts>")]),
        ("<title><b></Title>", [("start", "<title>"), ("text", "<b>"), ("end", "</Title>")]),
        ("<iframe><b>", [("other", "<iframe>"), ("start", "<b>")]),
        ("<p", [("start", "<p")]),
    ],
)  # fmt: skip
def test_what_is_a_tag(page: str, expected: list[tuple[str, str]]) -> None:
    assert _shown(page) == expected


def test_attributes_of_every_kind() -> None:
    page = "<A Href=x/y b = \"1\" c='2'd e/f=' G='' a=1 a=2 ==3 />"
    (token,) = tokens(page)
    assert isinstance(token, Token)
    assert token.name == "a"
    assert token.kind is TokenKind.START
    assert token.is_empty
    assert {one.name: one.value for one in token.attributes} == {
        "href": "x/y", "b": "1", "c": "2", "d": "", "e": "", "f": " G=", "'": "",
        "a": "1", "=": "3",
    }  # fmt: skip
    assert token.value("missing") is None
