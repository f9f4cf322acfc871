"""`workbench models tune` as a person runs it: units in, a model out, stopped and killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.engines.tuning_pairs import brief, one_thread, pairs
from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.engines.loading import load
from workbench.engines.models import places
from workbench.engines.tuning import tuner
from workbench.exchange import tmx_writer

BRIEF = """
from tests.engines.tuning_pairs import brief
from workbench.engines.tuning import tuner
tuner.general = lambda: brief(3)
from workbench.cli.app import main; main()
"""


@pytest.fixture(scope="module", autouse=True)
def calm() -> Iterator[None]:
    with one_thread():
        yield


@pytest.fixture(autouse=True)
def few_general_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge by fewer general sentences: what is tested here is the course of the command."""
    monkeypatch.setattr(tuner, "general", lambda: brief(3))


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """A file with the units to tune on, and three drafts that nobody touched."""
    path = tmp_path / "craft.tmx"
    found = [Unit(pair.source, pair.target, Origin.HUMAN, "craft.txt") for pair in pairs()]
    found += [Unit(f"{n}号货船到了。", f"Ship {n} came.", Origin.MT, "ship.txt") for n in "三四五"]
    with path.open("wb") as stream:
        tmx_writer.write(iter(found), stream)
    return path


def start(units: Path, *options: str) -> subprocess.Popen[str]:
    """Run the command in a process of its own."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            BRIEF,
            "--db",
            str(units.with_name("memory.db")),
            *tune(units),
            *options,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


def tune(units: Path, *options: str) -> list[str]:
    return ["models", "tune", "embedded", "--memory", str(units), "--output", "lantern", *options]


def wait_for(child: subprocess.Popen[str], true: Callable[[], bool]) -> None:
    """Wait until something has happened, three minutes at most."""
    end = time.monotonic() + 180
    while not true():
        assert child.poll() is None, child.communicate()
        assert time.monotonic() < end, "it did not happen in three minutes"
        time.sleep(0.02)


def checkpoint() -> Path:
    return places.installed_models() / ".tuning-lantern" / "checkpoint.pt"


def test_it_tunes_and_says_what_came_of_it(workbench: Run, units: Path) -> None:
    done = workbench(*tune(units, "--epochs", "2", "--json"))
    assert done.code == 0, done.err
    found = done.json
    assert found["provenance"]["by"] == "LW"
    assert found["provenance"]["memory"] == "craft.tmx"
    assert found["provenance"]["left_out"] == 0
    assert found["refused"] == ""
    lines = done.err.splitlines()
    assert lines[0].startswith("the original: held out ")
    assert lines[1].startswith("epoch 1: loss ")
    assert "chrF" in lines[1]
    assert lines[1].endswith(" left")
    assert lines[-1] == f"Registered lantern in {places.installed_models() / 'lantern'}."
    listed = workbench("models", "list")
    (row,) = [row for row in listed.rows if row[0] == "lantern"]
    assert any("craft.tmx" in cell for cell in row)
    assert load("lantern").translate(["技师检查了青雾漆。"])[0].text
    taken = workbench(*tune(units))
    assert taken.code == 2
    assert "a model called 'lantern' is there already" in taken.err


def test_no_better_is_exit_code_one(workbench: Run, units: Path) -> None:
    done = workbench(*tune(units, "--epochs", "1", "--learning-rate", "1e-7"))
    assert done.code == 1
    assert "Nothing was registered" in done.err
    assert "on the units held out" in done.err
    assert "lantern: a run of `models tune` that was stopped or refused" in (
        workbench("models", "list").err
    )
    kept = workbench(*tune(units, "--epochs", "1", "--learning-rate", "1e-7", "--keep-anyway"))
    assert kept.code == 1
    assert "Registered lantern" in kept.err
    assert "refused" not in workbench("models", "list").err


def test_the_memory_s_own_units_are_taken_and_counted(workbench: Run, units: Path) -> None:
    assert "nope" in workbench("models", "tune", "nope", "--output", "lantern").err
    few = workbench("models", "tune", "embedded", "--output", "lantern")
    assert few.code == 2
    assert "there are no units to tune on; 50 are needed" in few.err
    assert workbench("tm", "import", units).code == 0
    other = workbench("models", "tune", "embedded", "--output", "x", "--document", "ship.txt")
    assert "there are no units to tune on; 50 are needed" in other.err
    none = workbench("models", "tune", "embedded", "--output", "x", "--document", "no.txt")
    assert none.code == 2
    assert "no unit of the memory came from “no.txt”" in none.err
    wrong = workbench(*tune(units, "--document", "no.txt"))
    assert "no unit of craft.tmx came from “no.txt”" in wrong.err
    assert workbench(*tune(units, "--device", "abacus")).code == 2
    both = workbench(*tune(units, "--afresh", "--resume"))
    assert (both.code, "Give one of them" in both.err) == (2, True)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_killed_in_the_middle_it_goes_on(workbench: Run, units: Path) -> None:
    child = start(units, "--epochs", "3")
    wait_for(child, checkpoint().is_file)
    second = workbench(*tune(units, "--epochs", "3"))
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert second.code == 2
    assert f"another process ({child.pid}) is tuning a model called 'lantern'" in second.err
    assert not (places.installed_models() / "lantern").exists()
    done = workbench(*tune(units, "--epochs", "3", "--json"))
    assert done.code == 0, done.err
    assert done.json["resumed"]
    assert not done.err.startswith("the original")
    assert not checkpoint().parent.exists()


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_keeps_the_best_so_far(workbench: Run, units: Path) -> None:
    child = start(units, "--epochs", "50")
    best = checkpoint().parent
    wait_for(child, lambda: any(best.glob("best-?")))
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=120)
    assert child.returncode == 130, err
    assert err.endswith("stopped; the same command goes on, --finish takes the best so far.\n")
    other = workbench(*tune(units, "--epochs", "50", "--learning-rate", "1e-5"))
    assert other.code == 2
    assert "--resume goes on with what it had, --afresh begins again" in other.err
    done = workbench("models", "tune", "embedded", "--output", "lantern", "--finish")
    assert "Registered lantern" in done.err, done.err
