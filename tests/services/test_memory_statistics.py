"""Figures about the memories, of all units and of those that a filter takes."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.services.test_concordance import keep
from workbench.core.memory import MemoryStatistics, Unit
from workbench.core.status import Origin, Status
from workbench.core.unit_filter import Filter
from workbench.services import memories, memory_statistics
from workbench.services.workspace import Workspace
from workbench.storage import memory_intake

MARCH = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)
MAY = datetime(2026, 5, 1, tzinfo=UTC)


def test_an_empty_memory_has_nothing_to_count(ws: Workspace) -> None:
    assert memory_statistics.statistics(ws) == MemoryStatistics(0, 0, 0)


def test_statistics_tell_what_is_there(ws: Workspace) -> None:
    agency = memories.add(ws, "agency").id
    keep(
        ws,
        Unit("港口很忙", "The port is busy", document="a.txt", created_by="LW", created_at=MAY),
        Unit("码头", "wharf", Origin.MT, document="a.txt", created_by="AB", created_at=MARCH),
        Unit("集卡", "container truck", document="b.txt", created_by="LW", domain="ports"),
    )
    draft = Unit("𠮷林", "Jilin", created_by="AB", status=Status.DRAFT, created_at=MAY)
    with ws.database.transaction() as session:
        memory_intake.merge(session, [draft], into=agency)
    figures = memory_statistics.statistics(ws)
    assert (figures.units, figures.source_characters, figures.target_words) == (4, 10, 8)
    assert figures.by_memory == (("default", 3), ("agency", 1))
    assert figures.by_origin == (("human", 3), ("mt", 1))
    assert figures.by_domain == (("", 3), ("ports", 1))
    assert figures.by_document == (("a.txt", 2), ("", 1), ("b.txt", 1))
    assert figures.by_person == (("AB", 2), ("LW", 2))
    assert figures.by_status == (("confirmed", 3), ("draft", 1))
    assert figures.by_month == (("", 1), ("2026-03", 1), ("2026-05", 2))
    one = memory_statistics.statistics(ws, Filter(memories=(agency,)))
    assert (one.units, one.by_memory) == (1, (("agency", 1),))
    none = memory_statistics.statistics(ws, Filter(documents=("c.txt",)))
    assert none == MemoryStatistics(0, 0, 0)
