"""A project's segmentation rules: taken in, kept, given out, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import FormatError, UnreadableFileError
from workbench.exchange import srx_reader, srx_writer
from workbench.segmentation.srx import LanguageMap, Rule, Rules, RuleSet
from workbench.segmentation.srx_builtin import COMMENT, builtin
from workbench.services import segmentation
from workbench.services.workspace import Workspace

OWN = Rules(
    (RuleSet("逗号", (Rule(breaks=True, before="，", after=""),)),), (LanguageMap("ZH.*", "逗号"),)
)
TEXT = "雾散了，船开了。好。"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.srx"
    path.write_text(srx_writer.write(OWN), encoding="utf-8")
    return path


def test_without_own_rules_ours_are_used(ws: Workspace) -> None:
    assert segmentation.rules(ws) is None
    assert segmentation.in_use(ws) == segmentation.InUse(builtin(), "")
    assert segmentation.sentences(ws, TEXT) == ("雾散了，船开了。", "好。")
    assert not segmentation.reset_rules(ws)


def test_own_rules_are_kept_until_they_are_reset(ws: Workspace, file: Path) -> None:
    assert segmentation.import_rules(ws, file) == OWN
    assert segmentation.sentences(ws, TEXT) == ("雾散了，", "船开了。好。")
    with Workspace.open(ws.location) as again:
        assert segmentation.rules(again) == OWN
        assert segmentation.in_use(again).origin == "own.srx"
    assert segmentation.reset_rules(ws)
    assert segmentation.rules(ws) is None
    assert segmentation.sentences(ws, TEXT) == ("雾散了，船开了。", "好。")


def test_rules_belong_to_one_database(ws: Workspace, file: Path, tmp_path: Path) -> None:
    segmentation.import_rules(ws, file)
    with Workspace.open(tmp_path / "other.db") as other:
        assert segmentation.rules(other) is None


def test_export_and_import_change_nothing(ws: Workspace, file: Path, tmp_path: Path) -> None:
    segmentation.import_rules(ws, file)
    out = tmp_path / "out.srx"
    segmentation.export_rules(ws, out)
    assert srx_reader.read(out.read_bytes(), name="x") == OWN
    assert out.read_text(encoding="utf-8") == segmentation.export_text(ws)


def test_ours_are_exported_with_what_they_leave_out(ws: Workspace, tmp_path: Path) -> None:
    text = segmentation.export_text(ws)
    assert COMMENT.splitlines()[0] in text
    out = tmp_path / "out.srx"
    segmentation.export_rules(ws, out)
    assert segmentation.import_rules(ws, out) == builtin()


def test_a_bad_file_changes_nothing(ws: Workspace, file: Path, tmp_path: Path) -> None:
    segmentation.import_rules(ws, file)
    bad = tmp_path / "bad.srx"
    bad.write_text(srx_writer.write(OWN).replace("，", "("), encoding="utf-8")
    with pytest.raises(FormatError, match="rule 1 of “逗号”"):
        segmentation.import_rules(ws, bad)
    with pytest.raises(UnreadableFileError):
        segmentation.import_rules(ws, tmp_path / "missing.srx")
    assert segmentation.rules(ws) == OWN
