"""What a paragraph is decides how it is cut."""

from __future__ import annotations

import pytest

from workbench.core.document import ParagraphKind
from workbench.segmentation.paragraphs import cut_paragraph

TEXT = " 雾散了吗？船开了！ "


def test_body_is_cut_into_sentences() -> None:
    assert cut_paragraph(ParagraphKind.BODY, TEXT) == ("雾散了吗？", "船开了！")


@pytest.mark.parametrize("kind", ["title", "heading", "byline"])
def test_what_stands_around_it_is_one_segment(kind: str) -> None:
    assert cut_paragraph(ParagraphKind(kind), TEXT) == ("雾散了吗？船开了！",)
    assert cut_paragraph(ParagraphKind(kind), " ") == ()


def test_noise_has_no_segments() -> None:
    assert cut_paragraph(ParagraphKind.NOISE, TEXT) == ()
