"""What follows a typed text without a model, and whose words it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.draft import Suggestion
from workbench.core.memory import Match, MatchKind, Unit
from workbench.core.status import Origin
from workbench.services import completion, documents, editing
from workbench.services.workspace import Workspace

DRAFT = Suggestion("The port is quiet.", Origin.MT, "engine")


def match(target: str, percent: int) -> Suggestion:
    unit = Unit("港口十分安静。", target, Origin.HUMAN)
    kind = MatchKind.EXACT if percent >= 100 else MatchKind.FUZZY
    return Suggestion(target, Origin.TM, "memory", match=Match(unit, kind, percent))


def test_the_first_suggestion_that_begins_so_is_followed() -> None:
    near = match("The port was quiet.", 92)
    found = completion.continued("The port ", [near, DRAFT])
    assert found == completion.Completion("The port ", "was quiet.", Origin.TM)
    found = completion.continued("The port is", [near, DRAFT])
    assert found == completion.Completion("The port is", " quiet.", Origin.MT)


@pytest.mark.parametrize("typed", ["the port", "The port is quiet.", "A", "The  port"])
def test_nothing_else_is_followed(typed: str) -> None:
    assert completion.continued(typed, [DRAFT]) is None


def test_a_distant_match_is_passed_over() -> None:
    distant = match("The port was built in 1990.", 72)
    assert completion.continued("The port was", [distant]) is None


def test_words_taken_while_typing_are_remembered_as_such(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text("港口十分安静。\n", "utf-8")
    (segment,) = documents.import_document(ws, path).segments
    saved = editing.save_target(ws, segment.id, "The port", helped=Origin.MT)
    assert (saved.origin, saved.based_on) == (Origin.HUMAN, Origin.MT)
    done = editing.confirm(ws, segment.id, "The port is quiet.", helped=Origin.MT).segment
    assert (done.origin, done.based_on) == (Origin.HUMAN, Origin.MT)
    by_hand = editing.save_target(ws, segment.id, "The port is still.")
    assert by_hand.based_on is Origin.MT
