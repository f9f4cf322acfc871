"""Parts of a source are found in the memories, with their likely translations."""

from __future__ import annotations

import pytest

from workbench.core.fragment import FragmentKind
from workbench.core.memory import Unit
from workbench.errors import NotFoundError
from workbench.services.fragments import fragments
from workbench.services.workspace import Workspace
from workbench.storage import memory_intake

PAIRS = [
    ("双方加强海关合作。", "The two sides step up customs cooperation."),
    ("他谈到海关合作的前景。", "He spoke of the prospects of customs cooperation."),
    ("海关合作十分重要。", "Customs cooperation is very important."),
    ("专家称海关合作需要时间。", "Experts say customs cooperation takes time."),
    ("双方同意扩大贸易。", "The two sides agreed to expand trade."),
    ("会谈取得了积极成果。", "The talks were fruitful."),
    ("港口去年很忙。", "The port was busy last year."),
]


@pytest.fixture
def known(ws: Workspace) -> Workspace:
    with ws.database.transaction() as session:
        memory_intake.merge(session, [Unit(*pair) for pair in PAIRS])
    return ws


def test_a_clause_is_looked_up_like_a_segment(known: Workspace) -> None:
    source = "会谈取得了积极成果，各方都很高兴。"
    first = fragments(known, source)[0]
    assert (first.kind, first.text, first.percent) == (
        FragmentKind.CLAUSE,
        "会谈取得了积极成果",
        99,
    )
    assert first.matches[0].unit.target == "The talks were fruitful."
    assert source[first.start : first.end] == first.text


def test_a_run_has_the_words_that_go_with_it(known: Workspace) -> None:
    source = "有关部门将就海关合作签署文件。"
    (run,) = fragments(known, source)
    assert (run.kind, run.text, run.units) == (FragmentKind.RUN, "海关合作", 4)
    assert run.renderings[0].text == "customs cooperation"
    assert run.renderings[0].units == run.renderings[0].of == 4
    assert source[run.start : run.end] == run.text


def test_traditional_sources_are_understood(known: Workspace) -> None:
    (run,) = fragments(known, "有關部門將就海關合作簽署文件。")
    assert (run.text, run.renderings[0].text) == ("海關合作", "customs cooperation")


def test_a_run_that_one_unit_holds_has_it_as_an_example(known: Workspace) -> None:
    (run,) = fragments(known, "记者看到港口去年新建的设施。")
    assert (run.text, run.renderings) == ("港口去年", ())
    assert run.examples[0].target == "The port was busy last year."


def test_limit_and_nothing(known: Workspace, ws: Workspace) -> None:
    source = "会谈取得了积极成果，他再次谈到海关合作。"
    assert len(fragments(known, source)) > 1
    assert len(fragments(known, source, limit=1)) == 1
    assert fragments(known, "完全没有见过的句子。") == ()
    assert fragments(known, "") == ()
    with pytest.raises(NotFoundError):
        fragments(ws, "会谈取得了积极成果，各方都很高兴。", document=99)
