"""A skipped item says where it was and why it was not taken."""

from __future__ import annotations

from workbench.exchange.skipped import Skipped


def test_as_text() -> None:
    assert str(Skipped(7, "row 6", "no target")) == "line 7, row 6: no target"
    assert str(Skipped(0, "sheet 2", "no header")) == "sheet 2: no header"
