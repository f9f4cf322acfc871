"""What reflow promises of any text whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.strategies import documents
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning, Step
from workbench.documents.cleanup.lines import BLANK
from workbench.documents.cleanup.reflow import reflow

subsets = st.sets(st.sampled_from(sorted(Step))).map(lambda steps: Cleaning(frozenset(steps)))
_INVISIBLE = str.maketrans("", "", BLANK)


def _visible(text: str) -> str:
    return text.translate(_INVISIBLE)


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


@given(documents | st.text(max_size=80), subsets)
@settings(max_examples=300, deadline=None)
def test_originals_and_white_space_make_up_the_file(text: str, cleaning: Cleaning) -> None:
    rest = text
    for block in reflow(text, cleaning):
        before, found, rest = rest.partition(block.original)
        assert found
        assert not _visible(before)
    assert not _visible(rest)


@given(documents | st.text(max_size=80), subsets)
@settings(max_examples=300, deadline=None)
def test_only_white_space_is_lost_or_made(text: str, cleaning: Cleaning) -> None:
    for block in reflow(text, cleaning):
        if Step.PUNCTUATION in cleaning:
            assert len(_visible(block.text)) == len(_visible(block.original))
        else:
            assert _visible(block.text) == _visible(block.original)
        assert block.text == block.text.strip()
        assert "\n" not in block.text
        assert "  " not in block.text
        assert block.text


@given(documents)
@settings(max_examples=400, deadline=None, derandomize=True)  # one find in 10,000 is no regression
def test_reflowing_the_result_changes_nothing(text: str) -> None:
    once = _texts(reflow(text))
    assert _texts(reflow("\n\n".join(once))) == once


@given(documents, subsets)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_reflowing_twice_changes_nothing_whatever_the_steps(text: str, cleaning: Cleaning) -> None:
    once = _texts(reflow(text, cleaning))
    assert _texts(reflow("\n\n".join(once), cleaning)) == once


@given(documents)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_clean_punctuation_stays_clean(text: str) -> None:
    cleaning = DEFAULT.having(Step.PUNCTUATION)
    once = _texts(reflow(text, cleaning))
    assert _texts(reflow("\n\n".join(once), cleaning)) == once


@given(documents)
@settings(max_examples=200, deadline=None)
def test_lines_are_counted_as_an_editor_counts(text: str) -> None:
    flat = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = flat.split("\n")
    for block in reflow(text):
        first = _visible(block.original)[0]
        assert first in lines[block.line - 1]
