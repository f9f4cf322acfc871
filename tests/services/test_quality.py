"""QA of segments and documents through the service."""

from __future__ import annotations

from pathlib import Path

from tests.services.conftest import MakeDocument
from workbench.core.issue import Severity
from workbench.services import documents, editing, glossary, quality
from workbench.services.workspace import Workspace


def codes(ws: Workspace, source: str, target: str) -> set[str]:
    return {issue.code for issue in quality.check_segment(ws, source, target)}


def test_a_good_target_has_no_issue(ws: Workspace) -> None:
    assert quality.check_segment(ws, "谢谢大家。", "Thank you all.") == ()


def test_the_glossary_takes_part(ws: Workspace) -> None:
    assert "term-missing" not in codes(ws, "智慧集卡很新。", "The trucks are new.")
    glossary.add(ws, "智慧集卡", "smart truck")
    assert "term-missing" in codes(ws, "智慧集卡很新。", "The trucks are new.")
    assert "term-missing" not in codes(ws, "智慧集卡很新。", "The smart trucks are new.")


def test_a_document_s_issues_come_in_its_order(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document("谢谢大家。去年有1200人参加。\n\n— 3 —\n\n再见。\n")
    editing.save_target(ws, document.segments[0].id, "Thank you all.")
    editing.save_target(ws, document.segments[1].id, "Many people took part in it last year.")
    found = quality.check_document(ws, document.id)
    assert [entry.segment.position for entry in found] == [1, 2]
    assert "number-missing" in {issue.code for issue in found[0].issues}
    assert found[1].issues[0].severity is Severity.ERROR


def test_placeholders_are_checked_with_their_codes(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\n他<b>慢慢</b>走了。\n", encoding="utf-8")
    document = documents.import_document(ws, path)
    (segment,) = document.segments
    assert segment.source == "他{1}慢慢{2}走了。"
    done = editing.confirm(ws, segment.id, "He {2}slowly{1} left.")
    assert {issue.code for issue in done.issues} == {"placeholder-order"}
    (found,) = quality.check_document(ws, document.id)
    assert found.issues == done.issues
    assert codes(ws, segment.source, "He {1}slowly left.") == {"placeholder-lost"}
