"""The English of a paragraph, and what is refused."""

from __future__ import annotations

import pytest

from workbench.core.code import Code, CodeKind
from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.documents.formats.base import Untranslated, Wanted
from workbench.documents.formats.text import handler as text
from workbench.documents.rendering import english, require
from workbench.errors import UsageError

SOURCE = Wanted(Untranslated.SOURCE)
EMPTY = Wanted(Untranslated.EMPTY)
FAIL = Wanted(Untranslated.FAIL)
BOLD = (Code(1, CodeKind.OPEN, "<b>", "b", 2), Code(2, CodeKind.CLOSE, "</b>", "b", 1))


def _paragraph(*pairs: tuple[str, str], codes: tuple[Code, ...] = (), first: int = 0) -> Paragraph:
    segments = tuple(
        Segment(first + n, 1, first + n, source, target) for n, (source, target) in enumerate(pairs)
    )
    whole = "".join(source for source, _ in pairs)
    return Paragraph(1, 0, ParagraphKind.BODY, whole, whole, 1, segments, codes=codes)


DOCUMENT = (
    Paragraph(1, 0, ParagraphKind.NOISE, "河", "河", 1),
    _paragraph(("雾里的渡口", "The Ferry in the Fog")),
    _paragraph(
        ("雾散了。", " The fog has\nlifted. "),
        ("船开了。", ""),
        ("江面很静。", "The river is still."),
        first=1,
    ),
    _paragraph(("他走了。", " \n"), first=4),
)


def test_a_paragraph_a_block_and_a_space_between_segments() -> None:
    assert text.render(DOCUMENT, SOURCE) == (
        "The Ferry in the Fog\n\nThe fog has lifted. 船开了。 The river is still.\n\n他走了。\n"
    )


def test_untranslated_segments_can_be_left_out() -> None:
    assert text.render(DOCUMENT, EMPTY) == (
        "The Ferry in the Fog\n\nThe fog has lifted. The river is still.\n"
    )


def test_untranslated_segments_can_be_refused() -> None:
    with pytest.raises(UsageError) as caught:
        require(DOCUMENT, FAIL)
    assert "2 segments have no translation" in str(caught.value)
    assert "3 (船开了。)" in str(caught.value)
    assert "5 (他走了。)" in str(caught.value)


def test_a_refusal_names_the_first_few_of_many() -> None:
    many = _paragraph(*[(f"第{n}句话。", "") for n in range(9)])
    with pytest.raises(UsageError, match="and 4 more"):
        require([many], FAIL)


def test_a_finished_document_passes_the_refusal() -> None:
    require(DOCUMENT[:2], FAIL)
    assert text.render(DOCUMENT[:2], FAIL) == "The Ferry in the Fog\n"


def test_nothing_renders_as_nothing() -> None:
    require((), FAIL)
    assert text.render((), SOURCE) == ""


def test_chinese_that_stands_in_keeps_its_own_spaces() -> None:
    plain = _paragraph(("雾散了。", ""), ("船开了。", ""))
    assert english(plain, SOURCE) == "雾散了。船开了。"
    spaced = Paragraph(1, 0, ParagraphKind.BODY, "雾散。 船开。", "", 1, plain.segments)
    sources = ("雾散。", "船开。")
    segments = tuple(Segment(n, 1, n, source) for n, source in enumerate(sources))
    assert english(Paragraph(1, 0, spaced.kind, spaced.text, "", 1, segments), SOURCE) == (
        "雾散。 船开。"
    )


def test_codes_of_a_segment_that_is_left_out_stay() -> None:
    mixed = _paragraph(("雾{1}散了。", "The fog{1} lifted."), ("船{2}开了。", ""), codes=BOLD)
    assert english(mixed, EMPTY) == "The fog{1} lifted.{2}"
    require([mixed], EMPTY)


def test_a_code_may_move_to_another_sentence_of_its_paragraph() -> None:
    moved = _paragraph(
        ("雾{1}散{2}了。", "The fog lifted."), ("船开了。", "The {1}boat{2} left."), codes=BOLD
    )
    require([moved], SOURCE)


@pytest.mark.parametrize(
    "target", ["The fog.", "The {1}fog.", "{1}The{2} {1}fog.", "{2}The{1} fog.", "{1}fog{2}{3}"]
)
def test_broken_placeholders_are_refused(target: str) -> None:
    broken = _paragraph(("{1}雾{2}散了。", target), ("船开了。", "The boat left."), codes=BOLD)
    with pytest.raises(UsageError) as caught:
        require([*DOCUMENT, broken], SOURCE)
    assert "1 segment has broken placeholders" in str(caught.value)
    assert "1 ({1}雾{2}散了。)" in str(caught.value)
    forced = Wanted(force=True)
    require([broken], forced)
    assert sorted(c for c in english(broken, forced) if c in "{123}") == sorted("{1}{2}")


def test_words_that_look_like_a_placeholder_may_go() -> None:
    require([_paragraph(("共有{0}个文件。", "Some files."))], SOURCE)
    with pytest.raises(UsageError):
        require([_paragraph(("共有文件。", "{0} files."))], SOURCE)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("It is late，he said。", "“Go！”", "It is late, he said. “Go!”"),
        ("He said: “", "Go.", "He said: “Go."),
        ('He said: "', "Go.", 'He said: "Go.'),
        ('He said: "Stay."', "Go.", 'He said: "Stay." Go.'),
        ("The fog (", "thick) lifted.", "The fog (thick) lifted."),
        ("“Go.", "” They went.", "“Go.” They went."),
        ("The fog—", "thick.", "The fog—thick."),
        ("The fog", "—thick.", "The fog—thick."),
        ("He left.", "—The ferryman", "He left. —The ferryman"),
        ("He left.", "…and came.", "He left. …and came."),
        ("A {1}boat", "{2}", "A {1}boat{2}"),
        ("A {1}boat.{2}", "It left.", "A {1}boat.{2} It left."),
    ],
)
def test_sentences_are_joined_as_in_english(first: str, second: str, together: str) -> None:
    assert english(_paragraph(("甲。", first), ("乙。", second)), SOURCE) == together


def test_chinese_that_stands_in_keeps_its_marks() -> None:
    mixed = _paragraph(("雾，散了。", ""), ("船开了。", "The boat left。"))
    assert english(mixed, SOURCE) == "雾，散了。 The boat left."
