"""Commands as the shell runs them: pipes that close, full disks, poor locales, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import gethostname

import pytest
from rich.cells import cell_len

from workbench.services import documents, memory_import, memory_statistics
from workbench.services.workspace import Workspace
from workbench.storage import health
from workbench.storage.driver import driver

COMMAND = [sys.executable, "-c", "from workbench.cli.app import main; main()"]
STOPPED = "workbench: stopped; what was finished before is kept.\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that the commands of a test work in."""
    path = tmp_path / "memory.db"
    monkeypatch.setenv("WORKBENCH_DB", str(path))
    Workspace.open(path).close()
    return path


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `$W` is the workbench."""
    script = f'set -o pipefail; W() {{ "$@"; }}; {line.replace("$W", "W " + " ".join(_QUOTED))}'
    return subprocess.run(
        ["bash", "-c", script],
        check=False,
        capture_output=True,
        timeout=120,
        env={**os.environ, **environment},
    )


_QUOTED = [f"'{word}'" for word in COMMAND]


@contextmanager
def running(*arguments: str | Path, before: str = "") -> Iterator[subprocess.Popen[str]]:
    """Run a command in the background; kill it if the test has not ended it."""
    with subprocess.Popen(
        [*COMMAND[:-1], f"{before}\n{COMMAND[-1]}", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def stopped(child: subprocess.Popen[str]) -> tuple[str, str]:
    """Press Ctrl-C and return what the command wrote; it must end with the code for that."""
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130, err
    return out, err


def require_sound(ws: Workspace) -> None:
    """Make sure that the database is whole and its indexes know every unit."""
    with ws.database.reading() as session:
        assert health.damage(session) == ()
        assert health.unindexed(session) == 0


def wait_until(true: Callable[[], bool]) -> None:
    """Wait until something has happened, a minute at most."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it did not happen in a minute"
        time.sleep(0.01)


@pytest.mark.parametrize("command", ["glossary list", "glossary export", "glossary list --json"])
def test_a_reader_that_goes_away_ends_a_command_quietly(database: Path, command: str) -> None:
    done = shell(f"$W {command} | true")
    assert done.returncode == 141
    assert done.stderr == b""


def test_the_first_line_of_many_can_be_taken(database: Path) -> None:
    done = shell("$W glossary export | head -1")
    assert done.stdout == b"source,target,status,domain,note\n"
    assert done.stderr == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_lead_to_nowhere(database: Path, closed: str) -> None:
    done = shell(f"$W glossary add 岸桥 'quay crane' {closed}")
    assert done.returncode == 0
    assert done.stderr == b""
    with Workspace.open(database) as ws:
        require_sound(ws)


def test_a_table_fits_the_terminal(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "a-rather-long-name-of-a-folder" / "观察与思考.txt"
    path.parent.mkdir()
    path.write_text("双方同意扩大贸易。\n", encoding="utf-8")
    with Workspace.open(database) as ws:
        documents.import_document(ws, path)
    _, lines = on_terminal("documents")
    assert [line.split()[:3] for line in lines] == [
        ["no", "name", "segments"],
        ["1", "观察与思考.txt", "1"],
    ]
    _, lines = on_terminal("glossary", "find", "联合国")
    assert len(lines) > 20
    assert max(map(cell_len, lines)) <= 80


def on_terminal(*arguments: str, kind: str = "dumb") -> tuple[int, list[str]]:
    """Run a command on a terminal of 80 columns; return its exit code and the lines it shows."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "80", "TERM": kind},
    ) as child:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # a terminal ends with an error, not an empty read
            while data := os.read(ours, 65536):
                shown += data
    os.close(ours)
    return child.returncode, [line.rstrip() for line in shown.decode().splitlines()]


HOLD = """
import sys
from workbench.services import documents
from workbench.services.workspace import Workspace
with Workspace.open(user="LW") as ws, documents.editing_lock(ws, 1):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_document_that_another_editor_has_open_is_left_to_it(
    database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "port.txt"
    path.write_text("双方同意扩大贸易。\n", encoding="utf-8")
    with Workspace.open(database) as ws:
        documents.import_document(ws, path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as editor:
        assert editor.stdout is not None
        assert editor.stdout.readline() == "held\n"
        for command in (["edit", "port.txt"], ["remove", "port.txt", "--yes"]):
            code, lines = on_terminal(*command, kind="xterm")
            assert code == 2
            assert lines[0].startswith(f"workbench: port.txt: LW has it open on {gethostname()}")
            assert len(lines) == 2
        editor.communicate()
    assert on_terminal("remove", "port.txt", "--yes") == (0, ["Removed port.txt."])


def test_a_disk_that_refuses_to_write_costs_only_the_step(database: Path, tmp_path: Path) -> None:
    (tmp_path / "memory.tmx").write_text(_tmx(5000), encoding="utf-8")
    done = shell(f"ulimit -f 600; $W tm import '{tmp_path}/memory.tmx'")
    assert done.returncode == 2
    assert b"memory.db" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    with Workspace.open(database) as ws:
        require_sound(ws)
        assert memory_statistics.statistics(ws).units == 0
        assert memory_import.import_tmx(ws, tmp_path / "memory.tmx").added == 5000


def test_a_newer_database_is_left_alone(database: Path) -> None:
    with driver.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = database.read_bytes()
    for command in ("documents", "tm stats", "translate x"):
        done = shell(f"$W {command}")
        assert done.returncode == 2
        assert b"newer version" in done.stderr
        assert len(done.stderr.splitlines()) == 2
    doctor = shell("$W doctor")
    assert doctor.returncode == 1
    assert b"newer version" in doctor.stdout
    assert database.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", ["glossary list", "glossary export", "documents --json"])
def test_an_output_without_room_is_told(database: Path, command: str) -> None:
    done = shell(f"$W {command} > /dev/full")
    assert done.returncode == 2
    assert b"no room left" in done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_chinese_goes_in_and_out_in_a_locale_without_it(
    database: Path, tmp_path: Path, locale: dict[str, str]
) -> None:
    (tmp_path / "港口.txt").write_text("双方同意扩大贸易。\n", encoding="utf-8")
    done = shell(f"$W import '{tmp_path}/港口.txt' && $W glossary find 世界贸易组织", **locale)
    assert done.returncode == 0, done.stderr.decode()
    assert "港口.txt" in done.stdout.decode()
    assert "World Trade Organization" in done.stdout.decode()


def test_an_encoding_that_holds_chinese_is_kept(database: Path) -> None:
    done = shell("$W glossary find 世界贸易组织", PYTHONIOENCODING="gb18030")
    assert "世界贸易组织" in done.stdout.decode("gb18030")


def test_a_file_whose_name_is_no_utf_8_is_imported_by_its_name(
    database: Path, tmp_path: Path
) -> None:
    name = os.fsdecode("港口".encode("gb18030")) + ".txt"
    (tmp_path / name).write_text("双方同意扩大贸易。\n", encoding="utf-8")
    done = shell(f"cd '{tmp_path}'; $W import *.txt && $W import *.txt && $W status *.txt")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines()[0] == "1\t港口.txt\t1"
    assert "港口.txt (document 1)" in done.stdout.decode()
    assert b"1\t" in shell("$W documents").stdout


def test_ctrl_c_while_the_program_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "typer.py").write_text("import time\nprint('up', flush=True)\ntime.sleep(60)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with running("documents") as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "up\n"
        assert stopped(child) == ("", STOPPED)


def test_ctrl_c_in_the_middle_of_a_memory_import(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(_tmx(40_000), encoding="utf-8")
    log = database.with_name(database.name + "-wal")
    in_small_batches = "from workbench.services import memory_import; memory_import.BATCH = 200"
    with running("tm", "import", path, before=in_small_batches) as child:
        wait_until(lambda: log.exists() and log.stat().st_size > 2**18)
        assert stopped(child) == ("", STOPPED)
    with Workspace.open(database) as ws:
        require_sound(ws)
        kept = memory_statistics.statistics(ws).units
        assert 0 < kept < 40_000
        assert kept % 200 == 0
        again = memory_import.import_tmx(ws, path)
        assert (again.added, again.unchanged) == (40_000 - kept, kept)


def _tmx(count: int) -> str:
    unit = (
        '<tu><tuv xml:lang="zh-CN"><seg>第{0}号港口。</seg></tuv>'
        '<tuv xml:lang="en"><seg>Port number {0}.</seg></tuv></tu>'
    )
    head = (
        '<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1"'
        ' segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>'
    )
    return f"{head}{''.join(map(unit.format, range(count)))}</body></tmx>"


@pytest.mark.parametrize("option", ["", "--strict"])
def test_a_memory_can_come_through_a_pipe(database: Path, tmp_path: Path, option: str) -> None:
    (tmp_path / "memory.tmx").write_text(_tmx(3), encoding="utf-8")
    done = shell(f"cat '{tmp_path}/memory.tmx' | $W tm import /dev/stdin {option}")
    assert done.returncode == 0, done.stderr.decode()
    assert b"3 added" in done.stderr


def test_ctrl_c_in_the_middle_of_drafting(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"第{n}号港口去年增长百分之{n}。" for n in range(2000)), "utf-8")
    with Workspace.open(database) as ws:
        documents.import_document(ws, path)
    with running("translate", "long.txt", "--json") as child:
        assert child.stderr is not None
        assert "Drafting with" in child.stderr.readline()
        out, err = stopped(child)
    assert "stopping after this batch …\n" in err
    assert err.endswith(STOPPED)
    told = json.loads(out)
    assert told["stopped"]
    with Workspace.open(database) as ws:
        require_sound(ws)
        done = documents.progress(ws, 1)
        assert done.segments == 2000
        assert done.drafted == told["from_engine"] == 2000 - told["left"]
        assert done.drafted < 2000


def test_ctrl_c_while_a_question_waits_removes_nothing(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text("双方同意扩大贸易。\n", encoding="utf-8")
    with Workspace.open(database) as ws:
        documents.import_document(ws, path)
    refused = shell("$W remove port.txt < /dev/null")
    assert refused.returncode == 2
    assert b"--yes" in refused.stderr
    with Workspace.open(database) as ws:
        assert len(documents.summaries(ws)) == 1
