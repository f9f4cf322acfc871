"""Whatever is done to the memories by hand is undone and done again completely."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.test_maintenance import everything, keep
from workbench.core.memory import Memory, Unit
from workbench.core.unit_filter import Filter
from workbench.errors import UsageError
from workbench.services import maintenance, memories, merging
from workbench.services.workspace import Workspace
from workbench.storage import memory_check

ACTIONS = ("edit", "delete", "filter", "merge", "duplicates", "add", "remove", "move", "rename")
PAIRS = (("港口", "port"), ("港口", "Port"), ("码头", "quay"), ("ＡＢＣ", "ABC"), ("ABC", "ABC"))


def state(ws: Workspace) -> tuple[tuple[Unit, ...], tuple[Memory, ...]]:
    """All that undo must bring back; the index is at any time what a rebuild would make."""
    with ws.database.reading() as session:
        assert list(memory_check.differences(session)) == []
    return everything(ws), memories.everything(ws)


def act(ws: Workspace, action: str, place: int) -> None:
    """Do something by hand; what is not possible is refused, and must change nothing."""
    units = everything(ws)
    number = units[place % len(units)].id if units else 0
    before = state(ws)
    try:
        match action:
            case "edit":
                source, target = PAIRS[place % len(PAIRS)]
                maintenance.edit(ws, number, source=source, target=target, note=str(place))
            case "delete":
                maintenance.delete(ws, [number])
            case "filter":
                maintenance.delete_where(ws, Filter(documents=(f"{place % 2}.tmx",)))
            case "merge":
                merging.merge(ws, [number, units[(place + 1) % len(units)].id if units else 0])
            case "duplicates":
                merging.merge_duplicates(ws)
            case "add":
                memories.add(ws, f"memory {place}")
            case "remove":
                memories.remove(ws, memories.everything(ws)[-1].name)
            case "move":
                merging.move(ws, "default", memories.everything(ws)[-1].name)
            case _:
                memories.change(ws, memories.everything(ws)[-1].name, rename=f"named {place}")
    except UsageError:
        assert state(ws) == before


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9)), min_size=1, max_size=9)
)
def test_any_maintenance_is_undone_and_redone(ws: Workspace, steps: list[tuple[str, int]]) -> None:
    keep(ws, *(Unit(*pair, document=f"{n % 2}.tmx") for n, pair in enumerate(PAIRS * 2)))
    start = state(ws)
    done = len(maintenance.operations(ws, limit=10_000))
    for action, place in steps:
        act(ws, action, place)
    end = state(ws)
    count = len(maintenance.operations(ws, limit=10_000)) - done
    for _ in range(count):
        step = maintenance.undo(ws)
        assert step is not None
        assert step.left == 0
    assert state(ws) == start
    for _ in range(count):
        assert maintenance.redo(ws) is not None
    assert state(ws) == end
    assert maintenance.redo(ws) is None
    for _ in range(count):
        maintenance.undo(ws)
    maintenance.delete_where(ws, Filter())
