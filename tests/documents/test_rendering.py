"""The finished English text."""

from __future__ import annotations

import pytest

from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.documents.rendering import render
from workbench.errors import UsageError


def _paragraph(kind: ParagraphKind, *pairs: tuple[str, str], first: int = 0) -> Paragraph:
    segments = tuple(
        Segment(first + n, 1, first + n, source, target) for n, (source, target) in enumerate(pairs)
    )
    text = "".join(source for source, _ in pairs)
    return Paragraph(1, 0, kind, text, text, 1, segments)


DOCUMENT = (
    Paragraph(1, 0, ParagraphKind.NOISE, "河", "河", 1),
    _paragraph(ParagraphKind.TITLE, ("雾里的渡口", "The Ferry in the Fog")),
    _paragraph(
        ParagraphKind.BODY,
        ("雾散了。", " The fog has\nlifted. "),
        ("船开了。", ""),
        ("江面很静。", "The river is still."),
        first=1,
    ),
    _paragraph(ParagraphKind.BODY, ("他走了。", " \n"), first=4),
)


def test_a_paragraph_a_block_and_a_space_between_segments() -> None:
    assert render(DOCUMENT) == (
        "The Ferry in the Fog\n\nThe fog has lifted. 船开了。 The river is still.\n\n他走了。\n"
    )


def test_untranslated_segments_can_be_left_out() -> None:
    assert render(DOCUMENT, untranslated="empty") == (
        "The Ferry in the Fog\n\nThe fog has lifted. The river is still.\n"
    )


def test_untranslated_segments_can_be_refused() -> None:
    with pytest.raises(UsageError) as caught:
        render(DOCUMENT, untranslated="fail")
    assert "2 segments" in str(caught.value)
    assert "3 (船开了。)" in str(caught.value)
    assert "5 (他走了。)" in str(caught.value)


def test_a_refusal_names_the_first_few_of_many() -> None:
    many = _paragraph(ParagraphKind.BODY, *[(f"第{n}句话。", "") for n in range(9)])
    with pytest.raises(UsageError, match="and 4 more"):
        render([many], untranslated="fail")


def test_a_finished_document_passes_the_refusal() -> None:
    assert render(DOCUMENT[:2], untranslated="fail") == "The Ferry in the Fog\n"


def test_another_choice_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="source, empty, fail"):
        render(DOCUMENT, untranslated="guess")


def test_nothing_renders_as_nothing() -> None:
    assert render(()) == ""
