"""Read the table of tensors in a torch file (``pytorch_model.bin``) without torch.

Such a file holds a pickle, and a pickle can run anything. Here it is read by an unpickler that
knows tensors, storages and ordered dictionaries and refuses every other name, as torch does with
``weights_only=True``; the numbers are not read at all. Both of torch's layouts are known: the zip
archive since 1.6, and the older row of pickles in which the first opus-mt models were published.
"""

from __future__ import annotations

import pickle  # only for the restricted reader below
import struct
import zipfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

Shapes = dict[str, tuple[int, ...]]
"""The shape of each tensor by its name."""

_MAGIC: Final = 0x1950A86A20F9469CFC6C
_TABLE_LIMIT: Final = 64 * 1024 * 1024
_ITEM_BYTES: Final = {
    "DoubleStorage": 8, "FloatStorage": 4, "HalfStorage": 2, "BFloat16Storage": 2,
    "LongStorage": 8, "IntStorage": 4, "ShortStorage": 2, "CharStorage": 1, "ByteStorage": 1,
    "BoolStorage": 1,
}  # fmt: skip
_UNREADABLE: Final = (
    pickle.UnpicklingError, EOFError, IndexError, KeyError, ValueError, TypeError, AttributeError,
    MemoryError, OverflowError, RecursionError, struct.error, zipfile.BadZipFile,
    NotImplementedError,
)  # fmt: skip


class WeightsError(Exception):
    """The file is no file of weights, or not whole; the message says why, for the end of a line."""


class UnsafeWeightsError(WeightsError):
    """The file asks for something that weights do not need; the message is its name."""


@dataclass(frozen=True, slots=True)
class _Storage:
    """Where the numbers of tensors lie, and how many bytes they take."""

    key: str
    size: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    shape: tuple[int, ...]


def shapes(path: Path) -> Shapes:
    """The shape of each tensor in the torch file ``path``.

    Raises:
        UnsafeWeightsError: reading it with an ordinary unpickler would run something.
        WeightsError: it is no torch file, not whole, or holds no tensors by name.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(2)
            stream.seek(0)
            if start == b"PK":
                return _of_archive(stream)
            if start[:1] == b"\x80":
                return _of_pickles(stream, path.stat().st_size)
    except UnsafeWeightsError:
        raise
    except _UNREADABLE as exc:
        raise WeightsError(f"it cannot be read ({exc})") from exc
    raise WeightsError("it is no file of weights")


class _Reader(pickle.Unpickler):
    """Builds names, shapes and sizes, and nothing else."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream, encoding="utf-8")
        self.storages: dict[str, _Storage] = {}

    def find_class(self, module: str, name: str) -> Any:
        """The harmless stand-in for a name, or a refusal."""
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch._utils" and name in {"_rebuild_tensor_v2", "_rebuild_tensor"}:
            return _tensor
        if (module, name) == ("torch._utils", "_rebuild_parameter"):
            return _parameter
        if module == "torch" and name in _ITEM_BYTES:
            return name
        raise UnsafeWeightsError(f"{module}.{name}")

    def persistent_load(self, pid: Any) -> _Storage:
        """What a tensor refers to: ``("storage", type, key, device, number of items, …)``."""
        _, kind, key, _, items, *_ = pid
        return self.storages.setdefault(key, _Storage(key, _ITEM_BYTES[kind] * int(items)))


def _tensor(_storage: _Storage, _offset: int, shape: tuple[int, ...], *_: Any) -> _Tensor:
    return _Tensor(tuple(map(int, shape)))


def _parameter(data: _Tensor, *_: Any) -> _Tensor:
    return data


def _of_archive(stream: IO[bytes]) -> Shapes:
    try:
        archive = zipfile.ZipFile(stream)
    except zipfile.BadZipFile as exc:
        raise WeightsError("its end is missing") from exc
    with archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        table = next((name for name in sizes if name.endswith("/data.pkl")), None)
        if table is None or sizes[table] > _TABLE_LIMIT:
            raise WeightsError("it is an archive of something else")
        with archive.open(table) as opened:
            reader = _Reader(opened)
            found = _named(reader.load())
    folder = table.removesuffix("data.pkl")
    for storage in reader.storages.values():
        if sizes.get(f"{folder}data/{storage.key}") != storage.size:
            raise WeightsError(f"the numbers of part {storage.key} are missing")
    return found


def _of_pickles(stream: IO[bytes], size: int) -> Shapes:
    """The older layout: magic number, version, system, table, keys, then each storage's items."""
    if _Reader(stream).load() != _MAGIC:
        raise WeightsError("it is a pickle of something else")
    for _ in ("version", "system"):
        _Reader(stream).load()
    reader = _Reader(stream)
    found = _named(reader.load())
    keys = _Reader(stream).load()
    end = stream.tell() + sum(8 + reader.storages[key].size for key in keys)
    if end != size:
        raise WeightsError(f"it has {size:,} bytes and should have {end:,}")
    return found


def _named(table: Any) -> Shapes:
    """The tensors in what was unpickled.

    Raises:
        WeightsError: it is not a table of tensors by name.
    """
    if not isinstance(table, dict):
        raise WeightsError("it holds no table of tensors")
    found = {
        name: value.shape
        for name, value in table.items()
        if isinstance(name, str) and isinstance(value, _Tensor)
    }
    if not found:
        raise WeightsError("it holds no tensors")
    return found
