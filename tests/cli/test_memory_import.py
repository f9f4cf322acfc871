"""`workbench tm import`: which memory gets the units, what is said of those that are left out."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange.tmx import file, tu


def test_units_go_where_the_command_says(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "agency.tmx"
    path.write_bytes(file(tu("港口<ph x='1'/>", "port<ph x='1'/>")))
    workbench("tm", "memories", "add", "agency", "--read-only")
    assert "1 added" in workbench("tm", "import", path, "--into", "agency").err
    assert "1 unchanged" in workbench("tm", "import", path, "--into", "agency").err
    assert "1 added" in workbench("tm", "import", path).err
    found = workbench("tm", "search", "港口", "--json").json
    assert len(found) == 2
    missing = workbench("tm", "import", path, "--into", "agencies")
    assert missing.code == 2
    assert "agency" in missing.err


def test_an_archive_says_which_file_a_bad_unit_was_in(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.tmx", file(tu("港口", "port"), tu("码头", "")))
        archive.writestr("b.tmx", b"nonsense")
    done = workbench("tm", "import", path)
    assert done.code == 1
    assert "all.zip, line 4: skipped a.tmx, unit 2: the target (en) is empty" in done.err
    assert "skipped b.tmx: this is no TMX file" in done.err
    assert "1 added, 0 updated, 0 unchanged, 2 skipped" in done.err
