"""A model is converted once, and a conversion that was killed is never used."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from workbench.engines.ctranslate2_engine import CTranslate2Backend
from workbench.engines.models import conversion
from workbench.engines.models.directory import examine
from workbench.errors import EngineError, UsageError


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests convert for themselves instead of finding what others converted."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_model_is_converted_once(embedded: Path) -> None:
    model = examine(embedded)
    assert not conversion.is_converted(model)
    path = conversion.convert(model)
    made = (path / "model.bin").stat().st_mtime_ns
    assert conversion.is_converted(model)
    assert conversion.convert(model) == path
    assert (path / "model.bin").stat().st_mtime_ns == made
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert (path / "model.bin").stat().st_size < model.weights.stat().st_size
    conversion.discard(model)
    assert not conversion.is_converted(model)


def test_a_conversion_tells_its_steps_and_says_nothing_else(
    embedded: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    conversion.convert(examine(embedded), progress=told.append)
    assert [step.split()[0] for step in told] == ["loading", "reading", "writing"]
    assert "int8" in told[-1]
    conversion.convert(examine(embedded), progress=told.append)
    assert len(told) == 3  # it is there: nothing was done
    assert capfd.readouterr() == ("", "")


def test_each_compute_type_and_each_model_has_its_own(embedded: Path, copied: Path) -> None:
    model = examine(embedded)
    paths = {conversion.converted_path(model, kind) for kind in conversion.COMPUTE_TYPES}
    assert len(paths) == len(conversion.COMPUTE_TYPES)
    assert conversion.converted_path(examine(copied)) == conversion.converted_path(model)
    (copied / "tokenizer_config.json").write_text("{}")
    assert conversion.converted_path(examine(copied)) != conversion.converted_path(model)
    with pytest.raises(UsageError, match="int4"):
        conversion.convert(model, "int4")


_KILLED_HALF_WAY = """
import os, sys
from pathlib import Path
from workbench.engines.models import conversion
from workbench.engines.models.directory import examine

def half(directory, compute_type, target, tell):
    (target / "model.bin").write_bytes(b"half")
    os.kill(os.getpid(), 9)

conversion._run_converter = half
conversion.convert(examine(Path(sys.argv[1])))
"""


def test_a_killed_conversion_leaves_nothing_that_is_used(embedded: Path) -> None:
    model = examine(embedded)
    command = [sys.executable, "-c", _KILLED_HALF_WAY, str(embedded)]
    done = subprocess.run(command, check=False, env=os.environ)
    assert done.returncode == -9
    target = conversion.converted_path(model)
    (left,) = target.parent.iterdir()
    assert (left / "model.bin").read_bytes() == b"half"
    assert not conversion.is_converted(model)
    assert conversion.convert(model) == target
    assert [entry.name for entry in target.parent.iterdir()] == [target.name]


def test_a_failed_conversion_leaves_nothing(
    embedded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(conversion, "_run_converter", fails)
    model = examine(embedded)
    with pytest.raises(EngineError, match="No space left") as caught:
        conversion.convert(model)
    assert "Make room" in caught.value.hint
    assert not list(conversion.converted_path(model).parent.iterdir())


def test_two_that_convert_at_once_both_succeed(
    embedded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are made to write before either renames; the second finds the first's and takes it."""
    model = examine(embedded)
    both = threading.Barrier(2)

    def slow(_directory: object, _type: str, target: Path, _tell: object) -> None:
        (target / "model.bin").write_bytes(b"whole")
        both.wait(timeout=30)

    monkeypatch.setattr(conversion, "_run_converter", slow)
    found: list[Path] = []
    threads = [
        threading.Thread(target=lambda: found.append(conversion.convert(model))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [conversion.converted_path(model)] * 2
    assert [entry.name for entry in found[0].parent.iterdir()] == [found[0].name]


def test_a_damaged_converted_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"nonsense")
    with pytest.raises(EngineError, match="cannot be loaded"):
        CTranslate2Backend(tmp_path)
