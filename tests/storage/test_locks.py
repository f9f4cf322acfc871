"""Who is alive: this process, another one, one of another user, one of another machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.storage import locks

NOW = datetime(2026, 5, 3, tzinfo=UTC)
MINE = locks.Holder("token", os.getpid(), "", socket.gethostname(), "LW", NOW, NOW)


def test_this_process_is_alive_however_long_it_was_silent() -> None:
    assert locks.is_alive(MINE, NOW + timedelta(days=3))


def test_an_ended_process_is_not() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    assert not locks.is_alive(replace(MINE, pid=ended.pid), NOW)


def test_a_process_of_somebody_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_pid: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert locks.is_alive(MINE, NOW)


def test_where_processes_cannot_be_asked_silence_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_CAN_ASK", False)
    assert locks.is_alive(MINE, NOW + timedelta(minutes=9))
    assert not locks.is_alive(MINE, NOW + timedelta(minutes=11))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux's /proc")
def test_a_process_is_told_from_a_later_one_with_its_number() -> None:
    mark = locks.process_mark(os.getpid())
    assert mark == locks.process_mark(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as later:
        assert locks.process_mark(later.pid) not in ("", mark)
        later.communicate(b"\n")
    assert locks.process_mark(2**30) == ""
    assert locks.is_alive(replace(MINE, process=mark), NOW)
    assert not locks.is_alive(replace(MINE, process="earlier"), NOW)
