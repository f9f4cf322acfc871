"""A text of any size goes part by part, however it was cut into pieces."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.strategies import documents
from workbench.documents.cleanup import notes
from workbench.documents.cleanup.lines import BLANK
from workbench.documents.cleanup.reflow import reflow, reflow_stream

_INVISIBLE = str.maketrans("", "", BLANK)
SENTENCE = "江面上起了一层薄雾，渡船停在岸边，船工们围着炉子喝茶，谁也不着急。"

long_documents = st.lists(documents, max_size=6).map("\n\n".join)


def _pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


def _visible(text: str) -> str:
    return text.translate(_INVISIBLE)


@given(long_documents, st.integers(1, 30))
@settings(max_examples=150, deadline=None)
def test_pieces_of_any_size_make_the_same_blocks(text: str, size: int) -> None:
    assert tuple(reflow_stream(_pieces(text, size))) == reflow(text)


@given(long_documents, st.integers(1, 400), st.integers(1, 30))
@settings(max_examples=200, deadline=None)
def test_parts_of_any_size_keep_every_promise(text: str, part: int, size: int) -> None:
    blocks = list(reflow_stream(_pieces(text, size), part_size=part))
    assert blocks == list(reflow_stream([text], part_size=part))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rest = text
    section = 0
    for place, block in enumerate(blocks):
        before, found, rest = rest.partition(block.original)
        assert found
        assert not _visible(before)
        assert _visible(block.text) == _visible(block.original)
        assert _visible(block.original)[0] in lines[block.line - 1]
        assert block.place == place
        assert block.section in (section, section + 1)
        section = block.section
    assert not _visible(rest)


def _book(gap: str, wrap: int = 0) -> tuple[list[str], str]:
    """Return the paragraphs of a book and its text, wrapped at a width if one is given."""
    paragraphs = [f"第{n}天，{SENTENCE}" + SENTENCE * (n % 4) for n in range(400)]
    laid = paragraphs
    if wrap:
        laid = ["\n".join(p[at : at + wrap] for at in range(0, len(p), wrap)) for p in paragraphs]
    return paragraphs, gap.join(laid) + "\n"


def test_parts_do_not_show_in_a_book_of_blank_lines() -> None:
    paragraphs, text = _book("\n\n", wrap=26)
    assert [block.text for block in reflow_stream([text], part_size=4000)] == paragraphs


def test_parts_do_not_show_in_a_book_of_a_paragraph_a_line() -> None:
    paragraphs, text = _book("\n")
    blocks = list(reflow_stream(_pieces(text, 333), part_size=4000))
    assert [block.text for block in blocks] == paragraphs
    assert [block.line for block in blocks] == list(range(1, 401))
    assert {block.kind.value for block in blocks} == {"body"}


def test_lines_are_counted_on_over_parts_with_any_line_end() -> None:
    for end in ("\n", "\r\n", "\r"):
        _, text = _book(end * 2)
        found = [block.line for block in reflow_stream(_pieces(text, 7), part_size=2000)]
        assert found == list(range(1, 801, 2))


def test_no_more_is_taken_in_than_is_worked_on() -> None:
    taken = 0

    def pieces() -> Iterator[str]:
        nonlocal taken
        for piece in _pieces(_book("\n\n")[1], 100):
            taken += len(piece)
            yield piece

    next(reflow_stream(pieces(), part_size=2000))
    assert taken <= 3200


def test_a_line_without_an_end_is_cut_after_sentences() -> None:
    blocks = list(reflow_stream([SENTENCE * 400], part_size=3000))
    assert "".join(block.text for block in blocks) == SENTENCE * 400
    assert max(len(block.text) for block in blocks) <= 4500
    assert all(block.text.endswith("。") for block in blocks)
    assert {notes.OVERLONG in block.notes for block in blocks[:-1]} == {True}
    assert notes.OVERLONG not in blocks[-1].notes


def test_a_line_of_a_million_characters_is_one_paragraph() -> None:
    text = SENTENCE * 30_000
    (block,) = reflow(text)
    assert block.text == text


def test_nothing_gives_nothing() -> None:
    assert list(reflow_stream([])) == []
    assert list(reflow_stream(["", " \n", "\f"])) == []
