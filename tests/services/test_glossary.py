"""The glossary: keeping terms, CSV in and out, finding and checking."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.term import Term, TermStatus, TermTarget
from workbench.errors import EncodingError, FormatError, NotFoundError, UsageError
from workbench.errors import UnreadableFileError as Unreadable
from workbench.services import documents, editing, glossary
from workbench.services.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace without starter glossaries."""
    (tmp_path / "none").mkdir()
    monkeypatch.setattr("workbench.services.starters.shipped", lambda _name: tmp_path / "none")
    with Workspace.open(tmp_path / "w.db", user="LW") as opened:
        yield opened


def shown(term: Term) -> list[tuple[str, str]]:
    return [(target.text, target.status.value) for target in term.targets]


def test_a_term_is_kept_with_who_and_when(ws: Workspace) -> None:
    term = glossary.add(
        ws, " 港口 ", "port", admitted=["harbour"], forbidden=["haven"], domain="trade", note="n"
    )
    assert shown(term) == [("port", "preferred"), ("harbour", "admitted"), ("haven", "forbidden")]
    assert (term.source, term.domain, term.note) == ("港口", "trade", "n")
    assert term.created_by == "LW"
    assert term.updated_at is not None
    assert glossary.get(ws, "港口") == term
    assert glossary.listing(ws) == (term,)


def test_adding_again_adds_targets(ws: Workspace) -> None:
    glossary.add(ws, "港口", "port", forbidden=["harbour"], note="kept")
    term = glossary.add(ws, "港口", "seaport", admitted=["harbour"])
    assert shown(term) == [
        ("port", "preferred"),
        ("seaport", "preferred"),
        ("harbour", "admitted"),
    ]
    assert term.note == "kept"
    assert len(glossary.listing(ws)) == 1


def test_a_term_needs_text(ws: Workspace) -> None:
    with pytest.raises(UsageError, match="the term is empty"):
        glossary.add(ws, " ", "port")
    with pytest.raises(UsageError, match="the target is empty"):
        glossary.add(ws, "港口", "\n")
    assert glossary.listing(ws) == ()


def test_editing_changes_what_is_given(ws: Workspace) -> None:
    glossary.add(ws, "港口", "port", admitted=["harbour"], domain="trade", note="n")
    term = glossary.edit(
        ws, "港口", preferred="seaport", forbidden=["haven"], dropped=["harbour"], note=""
    )
    assert shown(term) == [("seaport", "preferred"), ("haven", "forbidden")]
    assert (term.domain, term.note) == ("trade", "")
    renamed = glossary.edit(ws, "港口", rename="海港", domain="sea")
    assert (renamed.id, renamed.source, renamed.domain) == (term.id, "海港", "sea")
    assert glossary.listing(ws) == (renamed,)


def test_a_preferred_target_can_become_an_admitted_one(ws: Workspace) -> None:
    glossary.add(ws, "港口", "port")
    term = glossary.edit(ws, "港口", preferred="seaport", admitted=["port"])
    assert shown(term) == [("seaport", "preferred"), ("port", "admitted")]


def test_what_cannot_be_edited_is_told(ws: Workspace) -> None:
    glossary.add(ws, "港口", "port")
    glossary.add(ws, "码头", "wharf")
    with pytest.raises(NotFoundError, match="no term “集卡”"):
        glossary.edit(ws, "集卡", preferred="truck")
    with pytest.raises(NotFoundError, match=r"no target “dock”.*port"):
        glossary.edit(ws, "港口", dropped=["dock"])
    with pytest.raises(UsageError, match="needs a target"):
        glossary.edit(ws, "港口", dropped=["port"])
    with pytest.raises(UsageError, match="such a term already"):
        glossary.edit(ws, "港口", rename="码头")
    assert [t.preferred for t in glossary.listing(ws)] == ["port", "wharf"]


def test_removing_a_term_gives_it_back_once(ws: Workspace) -> None:
    glossary.add(ws, "港口", "port")
    assert glossary.remove(ws, "港口").preferred == "port"
    assert glossary.listing(ws) == ()
    for call in (glossary.remove, glossary.get):
        with pytest.raises(NotFoundError, match="glossary find"):
            call(ws, "港口")


def test_listing_by_domain_and_status(ws: Workspace) -> None:
    glossary.add(ws, "港口", "port", domain="sea")
    glossary.add(ws, "码头", "wharf", domain="sea", forbidden=["dock"])
    glossary.add(ws, "集卡", "truck", domain="road")
    assert [t.source for t in glossary.listing(ws, domain="sea")] == ["港口", "码头"]
    forbidden = glossary.listing(ws, status=TermStatus.FORBIDDEN)
    assert [t.source for t in forbidden] == ["码头"]


def test_terms_are_found_by_a_part_and_in_a_sentence(ws: Workspace) -> None:
    glossary.add(ws, "港口", "port", admitted=["Harbour"])
    glossary.add(ws, "智慧港口", "smart port")
    glossary.add(ws, "集卡", "100% truck")
    assert [t.source for t in glossary.find(ws, "港")] == ["智慧港口", "港口"]
    assert [t.source for t in glossary.find(ws, "HARB")] == ["港口"]
    assert [t.source for t in glossary.find(ws, "无人驾驶的集卡在智慧港口")] == [
        "智慧港口",
        "集卡",
    ]
    assert [t.source for t in glossary.find(ws, "0%")] == ["集卡"]
    assert glossary.find(ws, "_") == glossary.find(ws, "  ") == ()


def test_the_matcher_follows_the_glossary(ws: Workspace) -> None:
    glossary.add(ws, "港口", "port")
    first = glossary.matcher(ws)
    assert glossary.matcher(ws) is first
    assert [hit.term.preferred for hit in first.find("港口很忙")] == ["port"]
    with Workspace.open(ws.location) as other:
        glossary.edit(other, "港口", preferred="harbour")
    assert [hit.term.preferred for hit in glossary.matcher(ws).find("港口很忙")] == ["harbour"]


CSV = """source,target,status,domain,note
港口,port,preferred,sea,
码头,wharf,preferred,sea,quay
港口,harbour,admitted,trade,later
,nothing,preferred,,
"""


def test_csv_is_taken_and_bad_rows_are_named(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(CSV, encoding="utf-8")
    done = glossary.import_csv(ws, path)
    assert (done.added, done.updated, done.unchanged) == (2, 0, 0)
    assert [skipped.line for skipped in done.skipped] == [5]
    assert shown(glossary.get(ws, "港口")) == [("port", "preferred"), ("harbour", "admitted")]
    again = glossary.import_csv(ws, path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    path.write_text("港口,harbour,forbidden\n", encoding="utf-8")
    assert glossary.import_csv(ws, path).updated == 1
    assert shown(glossary.get(ws, "港口"))[1] == ("harbour", "forbidden")


def test_csv_of_other_encodings_is_read(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes("source,target\n港口,port\n".encode("gb18030"))
    assert glossary.import_csv(ws, path).added == 1
    path.write_bytes("source,target\n码头,wharf\n".encode("utf-16"))
    assert glossary.import_csv(ws, path).added == 1
    path.write_bytes(b"\xff\xff\xff,\xfe\n")
    with pytest.raises(EncodingError, match=r"terms\.csv"):
        glossary.import_csv(ws, path, encoding="utf-8")


def test_strict_stores_nothing_of_a_bad_csv(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(CSV, encoding="utf-8")
    with pytest.raises(FormatError, match="line 5"):
        glossary.import_csv(ws, path, strict=True)
    assert glossary.listing(ws) == ()
    with pytest.raises(Unreadable):
        glossary.import_csv(ws, tmp_path / "missing.csv")


def test_csv_goes_out_sorted_and_comes_back(ws: Workspace, tmp_path: Path) -> None:
    glossary.add(ws, "码头", "wharf", domain="sea")
    glossary.add(ws, "港口", "port", admitted=["harbour"], domain="sea")
    glossary.add(ws, "集卡", "truck", domain="road")
    path = tmp_path / "out.csv"
    assert glossary.export_csv(ws, path) == 3
    assert path.read_text(encoding="utf-8") == glossary.export_text(ws)
    assert glossary.export_csv(ws, path, domain="sea") == 2
    assert glossary.import_csv(ws, path).unchanged == 2
    assert "truck" not in glossary.export_text(ws, domain="sea")


def test_check_reports_targets_that_miss_a_term(ws: Workspace, tmp_path: Path) -> None:
    glossary.add(ws, "港口", "port", forbidden=["haven"])
    path = tmp_path / "a.txt"
    path.write_text("港口很忙。\n\n港口很大。\n\n港口很好。\n\n港口很新。\n", encoding="utf-8")
    document = documents.import_document(ws, path)
    for segment, target in zip(
        document.segments,
        ("It is busy.", "The ports are big.", "The haven is good.", ""),
        strict=True,
    ):
        editing.save_target(ws, segment.id, target)
    found = glossary.check(ws, document.id)
    assert [(e.segment.position, [i.code for i in e.issues]) for e in found] == [
        (0, ["term-missing"]),
        (2, ["term-forbidden"]),
    ]


def test_lint_looks_at_the_terms_themselves(ws: Workspace) -> None:
    glossary.add(ws, "港口", "ｐort")
    assert glossary.lint(ws) != ()


def test_targets_keep_their_order(ws: Workspace) -> None:
    term = glossary.add(ws, "港口", "b", admitted=["z", "a", "m"])
    assert term.targets == (
        TermTarget("b"),
        *(TermTarget(text, TermStatus.ADMITTED) for text in ("z", "a", "m")),
    )


def test_an_edit_without_a_change_is_refused(ws: Workspace) -> None:
    glossary.add(ws, "岸桥", "quay crane")
    with pytest.raises(UsageError, match="nothing is to be changed"):
        glossary.edit(ws, "岸桥")
