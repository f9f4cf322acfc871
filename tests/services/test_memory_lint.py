"""What linting finds in the memories, and what it leaves in peace."""

from __future__ import annotations

import pytest

from tests.services.test_maintenance import everything, keep
from workbench.core.memory import Unit
from workbench.core.memory_finding import FindingCode, MemoryFinding
from workbench.core.unit_filter import Filter
from workbench.services import memory_lint, merging
from workbench.services.workspace import Workspace


def found(ws: Workspace, *only: FindingCode) -> list[MemoryFinding]:
    return list(memory_lint.lint(ws, only=only or tuple(FindingCode)))


def codes(ws: Workspace) -> list[FindingCode]:
    return [finding.code for finding in found(ws)]


def test_a_memory_in_order_has_no_findings(ws: Workspace) -> None:
    assert found(ws) == []
    keep(ws, Unit("港口很忙。", "The port is busy."), Unit("第3条", "Article 3"), Unit("——", "--"))
    assert found(ws) == []


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("港口很忙。", "……", FindingCode.EMPTY),
        ("——", "A port", FindingCode.EMPTY),
        ("港口很忙。", "港口很忙。", FindingCode.SAME),
        ("第3条和第4条", "Articles 3 and five", FindingCode.NUMBERS),
        ("双方同意扩大贸易并深化海关合作。", "Yes.", FindingCode.LENGTH),
        ("港口很忙。", "The 港口 is busy.", FindingCode.CHINESE),
        ("港口{1}很忙。", "The port is busy.", FindingCode.CODES),
        ("{1}", "{2}", FindingCode.CODES),
    ],
)
def test_a_unit_s_flaw_is_found(ws: Workspace, source: str, target: str, code: FindingCode) -> None:
    keep(ws, Unit(source, target))
    (finding,) = found(ws)
    assert (finding.code, finding.units) == (code, everything(ws))
    assert finding.message


def test_numbers_of_placeholders_are_no_numbers(ws: Workspace) -> None:
    keep(ws, Unit("港口{7}很忙。", "The port {7}is busy."))
    assert codes(ws) == []


def test_one_source_with_several_targets_is_a_contradiction(ws: Workspace) -> None:
    keep(ws, Unit("ＡＢＣ貿易", "ABC trade"), Unit("ABC贸易", "Trade of ABC"))
    keep(ws, Unit("港口", "port"), Unit("港口", "Port"))
    (contradiction, duplicate) = sorted(found(ws), key=lambda f: f.code)
    assert contradiction.message == "2 targets for one source"
    assert [u.target for u in contradiction.units] == ["ABC trade", "Trade of ABC"]
    assert duplicate.code is FindingCode.DUPLICATE
    merging.merge_duplicates(ws)
    assert codes(ws) == [FindingCode.CONTRADICTION]


def test_a_crowd_is_told_in_part(ws: Workspace) -> None:
    keep(ws, *(Unit("港口", f"port {'x' * n}") for n in range(30)))
    (finding,) = found(ws)
    assert (finding.message, len(finding.units)) == ("30 targets for one source", 10)


LONG = "双方同意扩大贸易并深化海关合作以及港口建设。"


def test_near_sources_with_other_targets_are_found(ws: Workspace) -> None:
    keep(
        ws,
        Unit(LONG, "Both sides agreed to expand trade, customs cooperation, and port building."),
        Unit(
            LONG.replace("扩大", "扩展"),
            "The two parties will trade more, and build ports, as told.",
        ),
        Unit(
            LONG.replace("扩大", "减少"), "Both sides agreed to reduce trade, and build no ports."
        ),
    )
    (finding,) = found(ws)
    assert finding.code is FindingCode.NEAR
    assert finding.message == "the sources are 95 % alike, the targets say it differently"
    assert finding.units == everything(ws)[:2]


def test_what_differs_in_numbers_on_both_sides_is_in_order(ws: Workspace) -> None:
    keep(
        ws,
        *(
            Unit(
                f"本合同第{n}条自签字之日起生效。",
                f"Article {n} takes effect at once, when signed.",
            )
            for n in (3, 5)
        ),
    )
    assert codes(ws) == []
    keep(
        ws, Unit("本合同第8条自签字之日起生效。", "As to number 8, it is valid when it is signed.")
    )
    assert codes(ws) == [FindingCode.NEAR]


def test_only_what_is_asked_for_is_looked_for(ws: Workspace) -> None:
    memory_two = Filter(memories=(2,))
    keep(ws, Unit("港口", "port"), Unit("港口", "harbour"), Unit("第3条", "Article"))
    assert [f.code for f in found(ws, FindingCode.NUMBERS)] == [FindingCode.NUMBERS]
    assert [f.code for f in found(ws, FindingCode.CONTRADICTION)] == [FindingCode.CONTRADICTION]
    assert found(ws, FindingCode.DUPLICATE) == []
    assert list(memory_lint.lint(ws, memory_two)) == []


def test_progress_goes_on_to_its_end(ws: Workspace) -> None:
    keep(ws, Unit("港口", "port"), Unit("港口", "harbour"), Unit("码头", "quay"))
    told: list[tuple[int, int]] = []
    list(memory_lint.lint(ws, progress=lambda done, of: told.append((done, of))))
    assert told == sorted(told)
    assert told[-1] == (9, 9)
