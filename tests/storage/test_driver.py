"""A sound SQLite is used wherever there is one."""

from __future__ import annotations

import importlib
import sqlite3
import sys
from types import ModuleType

import pytest

from workbench.storage import driver as module


def chosen(
    monkeypatch: pytest.MonkeyPatch, own: tuple[int, ...], bundled: tuple[int, ...] | None
) -> ModuleType:
    """What would be chosen with these versions of the interpreter's SQLite and pysqlite3's."""
    other = ModuleType("pysqlite3.dbapi2")
    other.sqlite_version_info = bundled  # type: ignore[attr-defined]
    monkeypatch.setattr(sqlite3, "sqlite_version_info", own)
    monkeypatch.setitem(sys.modules, "pysqlite3", ModuleType("pysqlite3"))
    monkeypatch.setitem(sys.modules, "pysqlite3.dbapi2", other if bundled else None)
    return module._choose()


def test_the_interpreter_s_own_is_used_where_it_is_sound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert chosen(monkeypatch, (3, 51, 3), (3, 99, 0)) is sqlite3


def test_a_younger_one_is_used_where_the_own_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, (3, 40, 1), (3, 53, 0)).__name__ == "pysqlite3.dbapi2"


def test_the_own_is_used_where_there_is_nothing_better(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, (3, 40, 1), (3, 39, 0)) is sqlite3
    assert chosen(monkeypatch, (3, 40, 1), None) is sqlite3


def test_what_is_in_use_is_told() -> None:
    in_use = importlib.import_module(module.driver.__name__)
    assert module.version == in_use.sqlite_version
    assert module.is_sound == (in_use.sqlite_version_info >= module.SOUND)
