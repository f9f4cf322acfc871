"""Fetch one file over HTTPS, resuming what an earlier attempt left.

Promises: what is kept under the final name has the size and checksum that were asked for; an
interrupted download stays as ``*.part`` and is continued; a wrong one is deleted.
"""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from workbench.engines.manifest import ModelFile
from workbench.errors import DownloadError

CHUNK = 1 << 18
"""Bytes read at a time."""

TIMEOUT = 30.0
"""Seconds without a byte after which the connection counts as lost."""

_RETRY = "Try again; what has arrived is kept. The embedded model works meanwhile."


def download(url: str, file: ModelFile, folder: Path, report: Callable[[int], None]) -> Path:
    """Fetch ``url`` into ``folder`` under the file's name, unless it is there already.

    Args:
        url: http or https.
        file: the name, and the size and checksum to insist on where they are known.
        folder: where to put it; ``<name>.part`` holds it until it is complete.
        report: told the number of bytes each time some arrive, those resumed included.

    Raises:
        DownloadError: no connection, a refusal, a connection lost, or not the file we wanted.
    """
    target = folder / file.name
    if target.is_file():
        report(target.stat().st_size)
        return target
    part = folder / f"{file.name}.part"
    try:
        _fetch(url, part, report)
    except urllib.error.HTTPError as exc:
        what = f"the server refused the file: {exc.code} {exc.reason}"
        raise DownloadError(what, where=url, hint=_RETRY) from exc
    except (OSError, http.client.HTTPException) as exc:
        reason = getattr(exc, "reason", exc)
        what = f"the file could not be fetched: {reason}"
        raise DownloadError(what, where=url, hint=_RETRY) from exc
    _verify(part, file, url)
    return part.replace(target)


def _fetch(url: str, part: Path, report: Callable[[int], None]) -> None:
    """Append to ``part`` what is missing; a server that cannot resume sends all of it again."""
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"User-Agent": "translators-workbench"})  # noqa: S310 - https by manifest
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        response = urllib.request.urlopen(request, timeout=TIMEOUT)  # noqa: S310 - as above
    except urllib.error.HTTPError as exc:
        if exc.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
            report(have)
            return
        raise
    with response:
        resumed = response.status == HTTPStatus.PARTIAL_CONTENT
        if resumed:
            report(have)
        with part.open("ab" if resumed else "wb") as stream:
            _copy(response, stream.write, report)


def _copy(
    response: http.client.HTTPResponse,
    write: Callable[[bytes], object],
    report: Callable[[int], None],
) -> None:
    expected = response.headers.get("Content-Length")
    arrived = 0
    while chunk := response.read(CHUNK):
        write(chunk)
        arrived += len(chunk)
        report(len(chunk))
    if expected is not None and arrived < int(expected):
        raise ConnectionError(f"the connection was lost after {arrived:,} of {expected} bytes")


def _verify(part: Path, file: ModelFile, url: str) -> None:
    """Delete ``part`` and complain unless it has the size and checksum that were asked for."""
    size = part.stat().st_size
    if file.size is not None and size != file.size:
        part.unlink()
        raise DownloadError(
            f"the file has {size:,} bytes and should have {file.size:,}", where=url, hint=_RETRY
        )
    if file.sha256 is not None and checksum(part) != file.sha256:
        part.unlink()
        raise DownloadError("the file has another checksum than expected", where=url, hint=_RETRY)


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
