"""Import: formats, articles, steps, long texts, and what is stored when it does not go through."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.document import ParagraphKind
from workbench.core.status import Origin, Status
from workbench.documents.cleanup.cleaning import DEFAULT, Step
from workbench.errors import NotFoundError, StoppedError, UnreadableFileError, UsageError
from workbench.services import documents, export, inspection, intake, memory_statistics
from workbench.services.workspace import Workspace

PAGE = """\
旧港的早晨

江面上起了雾，渡船停在岸边。船长说，再过一会儿就好。

（记者　林远）

新桥通车

新桥昨天通车。两岸的人都来看。
"""
XLIFF = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.txt" source-language="zh-CN" target-language="en" datatype="plaintext"><body>
<trans-unit id="1"><source>港口很忙。</source><target state="final">The port is busy.</target>
</trans-unit>
<trans-unit id="2"><source>今年更忙。</source></trans-unit>
</body></file></xliff>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of two articles."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_each_article_of_a_page_becomes_a_document(ws: Workspace, page: Path) -> None:
    taken = documents.take_in_articles(ws, page)
    assert [one.document.name for one in taken] == [
        "page.txt · 1 旧港的早晨",
        "page.txt · 2 新桥通车",
    ]
    assert [one.document.article for one in taken] == [0, 1]
    second = documents.load(ws, taken[1].document.id)
    assert [p.text for p in second.paragraphs] == ["新桥通车", "新桥昨天通车。两岸的人都来看。"]
    assert [p.position for p in second.paragraphs] == [0, 1]
    assert [s.position for s in second.segments] == [0, 1, 2]
    first = documents.load(ws, taken[0].document.id)
    assert second.paragraphs[0].place == len(first.paragraphs)
    assert second.paragraphs[0].line == 7


def test_articles_are_found_when_the_page_is_imported_again(ws: Workspace, page: Path) -> None:
    one = documents.take_in(ws, page, article=1)
    again = documents.take_in_articles(ws, page)
    assert [taken.is_new for taken in again] == [True, False]
    assert again[1].document.id == one.document.id
    assert documents.take_in(ws, page, article=0).document.id == again[0].document.id
    whole = documents.take_in(ws, page)
    assert whole.is_new
    assert "2 articles" in whole.notices[0]
    assert "workbench import --articles page.txt" in whole.notices[0]


def test_a_file_of_articles_means_the_whole_one_if_there_is_one(ws: Workspace, page: Path) -> None:
    documents.take_in_articles(ws, page)
    with pytest.raises(NotFoundError, match="2 documents are meant"):
        documents.find(ws, str(page))
    whole = documents.take_in(ws, page).document
    documents.take_in(ws, page, article=0, name="again")
    assert documents.find(ws, str(page)).id == whole.id


def test_an_article_that_is_not_there_is_named(ws: Workspace, page: Path) -> None:
    with pytest.raises(NotFoundError, match="no article 3; it has 2"):
        documents.take_in(ws, page, article=2)
    assert documents.summaries(ws) == ()


def test_articles_share_the_file_and_the_last_one_takes_it_along(ws: Workspace, page: Path) -> None:
    first, second = (one.document.id for one in documents.take_in_articles(ws, page))
    documents.remove(ws, first)
    assert export.original(ws, second) == page.read_bytes()
    documents.remove(ws, second)
    with pytest.raises(NotFoundError):
        export.original(ws, second)
    assert documents.take_in(ws, page).is_new


def test_steps_are_kept_and_need_not_be_said_again(ws: Workspace, page: Path) -> None:
    steps = DEFAULT.without(Step.KINDS, Step.SECTIONS)
    bare = documents.take_in(ws, page, cleaning=steps)
    kinds = {p.kind for p in documents.load(ws, bare.document.id).paragraphs}
    assert kinds == {ParagraphKind.BODY}
    assert documents.take_in(ws, page).document.id == bare.document.id
    other = documents.take_in(ws, page, cleaning=DEFAULT.without(Step.SPACES))
    assert other.is_new


def test_targets_of_a_file_are_what_the_file_says(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF, encoding="utf-8")
    taken = documents.take_in(ws, path).document
    assert taken.format == "xliff"
    first, second = documents.load(ws, taken.id).segments
    assert (first.target, first.status) == ("The port is busy.", Status.REVIEWED)
    assert first.origin in (Origin.HUMAN, None)
    assert (first.updated_by, first.updated_at) == ("", None)
    assert (second.target, second.status) == ("", Status.NEW)
    assert memory_statistics.statistics(ws).units == 0


def test_codes_come_back_as_they_were_read(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><p>港口<b>很忙</b>。</p></body></html>", encoding="utf-8")
    (block,) = inspection.inspect(path).reading.blocks
    (paragraph,) = documents.import_document(ws, path).paragraphs
    assert paragraph.codes == block.codes
    assert [code.number for code in paragraph.codes] == [1, 2]


def long_text(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    lines = (f"　　第{n}只渡船停在岸边。江面上起了雾。\n" for n in range(30_000))
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_progress_goes_from_the_beginning_to_the_end(ws: Workspace, tmp_path: Path) -> None:
    path = long_text(tmp_path)
    told: list[tuple[int, int]] = []
    taken = documents.take_in(ws, path, progress=lambda *at: told.append(at))
    assert taken.document.progress.segments == 60_000
    size = path.stat().st_size
    assert {total for _, total in told} == {size}
    assert told == sorted(told)
    assert told[-1][0] == size
    assert len(told) > 10
    assert export.original(ws, taken.document.id) == path.read_bytes()


@pytest.mark.parametrize("after", [1, 3, 10])
def test_a_stopped_import_leaves_nothing(ws: Workspace, tmp_path: Path, after: int) -> None:
    path = long_text(tmp_path)
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > after

    with pytest.raises(StoppedError):
        documents.take_in(ws, path, cancelled=cancelled)
    assert documents.summaries(ws) == ()
    assert documents.take_in(ws, path).document.name == "long.txt"


def test_ctrl_c_in_the_middle_leaves_nothing(ws: Workspace, tmp_path: Path) -> None:
    path = long_text(tmp_path)

    def interrupt(done: int, total: int) -> None:
        if done > 0.9 * total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        documents.take_in(ws, path, progress=interrupt)
    assert documents.summaries(ws) == ()


def test_a_file_that_changes_while_it_is_read_is_not_stored(ws: Workspace, page: Path) -> None:
    def change(_done: int, _total: int) -> None:
        page.write_text(PAGE + "再见。\n", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="has changed while it was read"):
        documents.take_in(ws, page, progress=change)
    assert documents.summaries(ws) == ()


def test_a_file_that_goes_away_while_it_is_read_is_told(ws: Workspace, page: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        documents.take_in(ws, page, progress=lambda _done, _total: page.unlink(missing_ok=True))
    assert documents.summaries(ws) == ()


def test_nobody_waits_while_a_text_is_read(
    ws: Workspace, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock on the database is taken when everything is read and cut."""
    original = intake.segments

    def segments(*arguments: object) -> object:
        with ws.database.transaction():
            return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "segments", segments)
    assert documents.take_in(ws, page).is_new


def test_inspect_reads_like_import(ws: Workspace, page: Path) -> None:
    seen = inspection.inspect(page)
    assert [one.title for one in seen.reading.sections] == ["旧港的早晨", "新桥通车"]
    document = documents.import_document(ws, page)
    assert [b.text for b in seen.reading.blocks] == [p.text for p in document.paragraphs]
    assert [s for some in seen.segments for s in some] == [s.source for s in document.segments]
    assert len(inspection.proposals(seen)) == len(seen.reading.blocks)


def test_a_format_that_there_is_not_is_refused(ws: Workspace, page: Path) -> None:
    with pytest.raises(UsageError, match="no format “wordstar”"):
        documents.take_in(ws, page, format="wordstar")
