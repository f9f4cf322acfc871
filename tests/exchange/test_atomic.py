"""A file is replaced completely or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from workbench.errors import DiskFullError, UnreadableFileError
from workbench.exchange.atomic import replacing, write_bytes


def test_the_new_content_replaces_the_old(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_exception_half_way_leaves_the_old(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _write_half(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _write_half(path: Path) -> None:
    with replacing(path) as stream:
        stream.write(b"half of the ne")
        raise KeyboardInterrupt


def test_a_full_disk_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    with pytest.raises(DiskFullError, match="no room"), replacing(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert not path.exists()


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be written"):
        write_bytes(tmp_path / "no" / "memory.tmx", b"new")


def test_a_link_stays_and_its_destination_is_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "memory.tmx", tmp_path / "link.tmx"
    link.symlink_to(path.name)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_bytes(pipe, b"new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert pipe.is_fifo()
