"""Paragraphs joined, divided, restored and given Chinese punctuation; each one step of undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import MakeDocument
from workbench.core.code import Code, CodeKind
from workbench.core.document import Document, ParagraphKind
from workbench.core.status import Status
from workbench.documents.recut import divided, recut, restored
from workbench.errors import UsageError
from workbench.exchange import srx_writer
from workbench.segmentation.srx import LanguageMap, Rule, Rules, RuleSet
from workbench.services import (
    documents,
    editing,
    history,
    memory_statistics,
    paragraphs,
    segmentation,
    structure,
)
from workbench.services.workspace import Workspace

CUT = "第一段话说完了。我们共同打造亚\n\n太的发展。港口很忙。\n\n谢谢大家。\n"


def texts(ws: Workspace, document: Document) -> list[str]:
    return [p.text for p in documents.load(ws, document.id).paragraphs]


@pytest.fixture
def cut(ws: Workspace, tmp_path: Path) -> Document:
    """A paragraph that was cut in mid-sentence, imported as it lies."""
    from workbench.documents.cleanup.cleaning import DEFAULT, Step

    path = tmp_path / "cut.txt"
    path.write_text(CUT, encoding="utf-8")
    taken = documents.take_in(ws, path, cleaning=DEFAULT.without(Step.BREAKS, Step.KINDS))
    return documents.load(ws, taken.document.id)


def test_a_sentence_cut_by_the_seam_becomes_one_segment(ws: Workspace, cut: Document) -> None:
    first, second, _ = cut.paragraphs
    editing.confirm(ws, first.segments[0].id, "The first is said.")
    editing.save_target(ws, first.segments[1].id, "Together we build Asia")
    editing.save_target(ws, second.segments[0].id, "Pacific development.")
    editing.confirm(ws, second.segments[1].id, "The port is busy.")
    joined = paragraphs.join_paragraphs(ws, first.id)
    assert joined.text == "第一段话说完了。我们共同打造亚太的发展。港口很忙。"
    assert [(s.source, s.target, s.status) for s in joined.segments] == [
        ("第一段话说完了。", "The first is said.", Status.CONFIRMED),
        ("我们共同打造亚太的发展。", "Together we build Asia Pacific development.", Status.DRAFT),
        ("港口很忙。", "The port is busy.", Status.CONFIRMED),
    ]
    assert [s.position for s in joined.segments] == [0, 1, 2]
    after = documents.load(ws, cut.id)
    assert [p.position for p in after.paragraphs] == [0, 1]
    assert after.paragraphs[1].segments[0].position == 3
    assert memory_statistics.statistics(ws).units == 2


def test_whole_sentences_stay_what_they_are(ws: Workspace, document: Document) -> None:
    joined = paragraphs.join_paragraphs(ws, document.paragraphs[0].id)
    assert [s.source for s in joined.segments] == [s.source for s in document.segments[:5]]
    assert [s.id for s in joined.segments] == [s.id for s in document.segments[:5]]


def test_joining_is_undone_and_done_again(ws: Workspace, cut: Document) -> None:
    before = documents.load(ws, cut.id)
    paragraphs.join_paragraphs(ws, cut.paragraphs[0].id)
    joined = documents.load(ws, cut.id)
    undone = history.undo(ws, cut.id)
    assert undone is not None
    assert undone.restructured
    assert documents.load(ws, cut.id) == before
    history.redo(ws, cut.id)
    assert documents.load(ws, cut.id) == joined
    history.undo(ws, cut.id)
    assert documents.load(ws, cut.id) == before


def test_dividing_is_undone_and_done_again(ws: Workspace, document: Document) -> None:
    before = documents.load(ws, document.id)
    rest = paragraphs.split_paragraph(ws, document.segments[3].id)
    assert rest.text == "会谈在上海举行。双方同意扩大贸易。"
    assert texts(ws, document) == [
        "港口去年很忙。今年更忙。",
        "双方同意扩大贸易。",
        "会谈在上海举行。双方同意扩大贸易。",
        "谢谢大家。",
    ]
    divided_document = documents.load(ws, document.id)
    assert [s.id for s in divided_document.segments] == [s.id for s in before.segments]
    assert [p.place for p in divided_document.paragraphs] == [0, 1, 1, 2]
    history.undo(ws, document.id)
    assert documents.load(ws, document.id) == before
    history.redo(ws, document.id)
    assert documents.load(ws, document.id) == divided_document


def test_a_step_after_an_undone_division_takes_no_old_number(
    ws: Workspace, document: Document
) -> None:
    rest = paragraphs.split_paragraph(ws, document.segments[3].id)
    history.undo(ws, document.id)
    again = paragraphs.split_paragraph(ws, document.segments[4].id)
    assert again.id != rest.id
    history.undo(ws, document.id)
    assert documents.load(ws, document.id) == document


def test_divided_and_joined_is_what_it_was(ws: Workspace, document: Document) -> None:
    paragraphs.split_paragraph(ws, document.segments[3].id)
    joined = paragraphs.join_paragraphs(ws, document.paragraphs[1].id)
    assert joined.text == document.paragraphs[1].text
    assert joined.segments == document.paragraphs[1].segments


def test_the_file_s_lines_are_divided_with_the_text(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document("　　江面上起了雾，渡船停\n在岸边。船长说，再过一会\n儿就好。\n")
    (whole,) = document.paragraphs
    rest = paragraphs.split_paragraph(ws, whole.segments[1].id)
    left = documents.load(ws, document.id).paragraphs[0]
    assert left.original == "江面上起了雾，渡船停\n在岸边。"
    assert rest.original == "船长说，再过一会\n儿就好。"
    assert (left.line, rest.line) == (1, 2)


def test_joining_passes_over_noise(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document("双方同意扩大贸易。\n\n— 3 —\n\n会谈在上海举行。\n")
    joined = paragraphs.join_paragraphs(ws, document.paragraphs[0].id)
    assert joined.text == "双方同意扩大贸易。会谈在上海举行。"
    kinds = [p.kind for p in documents.load(ws, document.id).paragraphs]
    assert kinds[1:] == [ParagraphKind.NOISE]
    with pytest.raises(UsageError, match="noise"):
        paragraphs.join_paragraphs(ws, document.paragraphs[1].id)


def test_what_cannot_be_joined_or_divided_is_refused(ws: Workspace, document: Document) -> None:
    with pytest.raises(UsageError, match="last paragraph"):
        paragraphs.join_paragraphs(ws, document.paragraphs[2].id)
    with pytest.raises(UsageError, match="begins with this segment"):
        paragraphs.split_paragraph(ws, document.segments[2].id)
    assert documents.load(ws, document.id) == document


def test_a_locked_segment_is_not_merged(ws: Workspace, cut: Document) -> None:
    first, second, _ = cut.paragraphs
    editing.set_locked(ws, second.segments[0].id, True)
    before = documents.load(ws, cut.id)
    with pytest.raises(UsageError, match="locked"):
        paragraphs.join_paragraphs(ws, first.id)
    assert documents.load(ws, cut.id) == before


SRT = "1\n00:00:01,000 --> 00:00:02,000\n港口很忙。\n\n2\n00:00:03,000 --> 00:00:04,000\n再见。\n"


def test_subtitles_keep_their_paragraphs(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    path.write_text(SRT, encoding="utf-8")
    document = documents.import_document(ws, path)
    with pytest.raises(UsageError, match="subtitles"):
        paragraphs.join_paragraphs(ws, document.paragraphs[0].id)


def test_the_source_of_the_file_comes_back_with_its_spaces(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document("江面上 起了雾。渡船停 在岸边，大家都在等着 它开动起来。\n")
    (paragraph,) = document.paragraphs
    assert paragraph.text == "江面上起了雾。渡船停在岸边，大家都在等着它开动起来。"
    first, second = paragraph.segments
    editing.confirm(ws, first.id, "Fog came up.")
    structure.edit_source(ws, second.id, "渡船停在岸边，大家都等它开动。")
    back = paragraphs.restore_source(ws, paragraph.id)
    assert back.text == "江面上 起了雾。渡船停 在岸边，大家都在等着 它开动起来。"
    assert [s.source for s in back.segments] == [
        "江面上 起了雾。",
        "渡船停 在岸边，大家都在等着 它开动起来。",
    ]
    assert back.segments[0].status is Status.CONFIRMED
    assert memory_statistics.statistics(ws).units == 1
    history.undo(ws, document.id)
    assert documents.load(ws, document.id).segments[1].source == "渡船停在岸边，大家都等它开动。"


def test_punctuation_becomes_chinese_on_demand(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document('他说:"雾散了, 船开了。"大家都笑了,因为3:30就到了。\n')
    (paragraph,) = document.paragraphs
    editing.confirm(ws, paragraph.segments[0].id, "He said so.")
    cleaned = paragraphs.clean_punctuation(ws, paragraph.id)
    assert cleaned.text == "他说：“雾散了，船开了。”大家都笑了，因为3:30就到了。"
    assert "".join(s.source for s in cleaned.segments) == cleaned.text
    assert cleaned.segments[0].status is Status.CONFIRMED
    assert paragraphs.clean_punctuation(ws, paragraph.id) == cleaned
    history.undo(ws, document.id)
    assert documents.load(ws, document.id).paragraphs[0].text == paragraph.text


def test_codes_of_two_paragraphs_get_numbers_of_their_own(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><p>港口<b>很忙</b>。</p><p>今年<b>更忙</b>。</p></body></html>",
        encoding="utf-8",
    )
    document = documents.import_document(ws, path)
    first, second = document.paragraphs
    assert first.text == "港口{1}很忙{2}。"
    editing.save_target(ws, second.segments[0].id, "Even {1}busier{2}.")
    joined = paragraphs.join_paragraphs(ws, first.id)
    assert joined.text == "港口{1}很忙{2}。今年{3}更忙{4}。"
    assert joined.segments[1].target == "Even {3}busier{4}."
    assert [(c.number, c.partner) for c in joined.codes] == [(1, 2), (2, 1), (3, 4), (4, 3)]
    rest = paragraphs.split_paragraph(ws, joined.segments[1].id)
    assert [c.number for c in rest.codes] == [3, 4]


def test_the_seam_is_looked_at_with_the_rules_of_the_project(
    ws: Workspace, cut: Document, tmp_path: Path
) -> None:
    after_ya = RuleSet("亚", (Rule(breaks=True, before="亚", after=""),))
    own = tmp_path / "own.srx"
    own.write_text(srx_writer.write(Rules((after_ya,), (LanguageMap("ZH.*", "亚"),))), "utf-8")
    segmentation.import_rules(ws, own)
    joined = paragraphs.join_paragraphs(ws, cut.paragraphs[0].id)
    assert [s.source for s in joined.segments] == [
        "第一段话说完了。",
        "我们共同打造亚",
        "太的发展。",
        "港口很忙。",
    ]


def test_a_sentence_that_ends_in_a_closing_code_ends_at_the_seam(
    ws: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>港口<b>很忙。</b></p><p>今年更忙。</p>", encoding="utf-8")
    document = documents.import_document(ws, path)
    joined = paragraphs.join_paragraphs(ws, document.paragraphs[0].id)
    assert [s.source for s in joined.segments] == ["港口{1}很忙。{2}", "今年更忙。"]


SENTENCES = st.lists(
    st.text("雾散了船开 。，,a1\u3000", min_size=1, max_size=8), min_size=1, max_size=5
)


@given(SENTENCES.filter(lambda found: all(one.strip("\u3000 ") for one in found)))
def test_pieces_of_the_same_characters_are_cut_at_the_same_ones(pieces: list[str]) -> None:
    cut = recut(pieces, " ".join(pieces))
    assert cut is not None
    assert ["".join(one.split()) for one in cut] == ["".join(one.split()) for one in pieces]


def test_originals_are_divided_and_restored_around_placeholders() -> None:
    codes = (Code(1, CodeKind.OPEN, "<b>", partner=2), Code(2, CodeKind.CLOSE, "</b>", partner=1))
    text = "港口{1}很忙{2}。今年更忙。"
    original = "港口 很忙。\n今年 更忙。"
    assert divided(original, text, codes, text.index("今")) == ("港口 很忙。", "今年 更忙。")
    assert restored(original, text, codes) == "港口 {1}很忙{2}。今年 更忙。"
