"""Fetch one file over HTTPS, resuming what an earlier attempt left.

Promises: what is kept under the final name has the size and checksum that were asked for, and the
checksum that the hub itself declares, where it does; an interrupted download stays as ``*.part``
and is continued; a wrong one is deleted; a redirection never leaves HTTPS.
"""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from http import HTTPStatus
from pathlib import Path
from typing import IO

from workbench.engines.models.durable import put
from workbench.engines.models.manifest import ModelFile
from workbench.errors import DownloadError

CHUNK = 1 << 18
"""Bytes read at a time."""

TIMEOUT = 30.0
"""Seconds without a byte after which the connection counts as lost."""

_RETRY = "Try again; what has arrived is kept. The embedded model works meanwhile."
_NOT_THERE = "The hub has no such file: see to the model's name there, and to its revision."
_SHA256_DIGITS = 64
_SHA1_DIGITS = 40


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
        declared = _fetch(url, part, report)
    except urllib.error.HTTPError as exc:
        exc.close()
        what = f"the server refused the file: {exc.code} {exc.reason}"
        hint = _NOT_THERE if exc.code == HTTPStatus.NOT_FOUND else _RETRY
        raise DownloadError(what, where=url, hint=hint) from exc
    except (OSError, http.client.HTTPException) as exc:
        reason = getattr(exc, "reason", exc)
        what = f"the file could not be fetched: {reason}"
        raise DownloadError(what, where=url, hint=_RETRY) from exc
    _verify(part, file, declared, url)
    return put(part, target)


def download_if_there(
    url: str, file: ModelFile, folder: Path, report: Callable[[int], None]
) -> Path | None:
    """Like `download`; None where the server has no such file.

    Raises:
        DownloadError: as `download`, for every other reason.
    """
    try:
        return download(url, file, folder, report)
    except DownloadError as error:
        refusal = error.__cause__
        if isinstance(refusal, urllib.error.HTTPError) and refusal.code == HTTPStatus.NOT_FOUND:
            return None
        raise


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirections, and keeps what the hub says of the file before it sends us on."""

    def __init__(self) -> None:
        self.declared = ""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request to go on with."""
        self.declared = self.declared or _declared(headers)
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            raise urllib.error.URLError(f"the hub leads away from HTTPS, to {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _declared(headers: Message) -> str:
    """The checksum that a hub declares, in hexadecimal digits; empty where there is none.

    ``X-Linked-ETag`` is the SHA-256 of a large file (git-lfs), ``ETag`` the name that git gives to
    any other: a SHA-1 over ``blob SIZE NUL`` and the content. Other tags do not tell the content.
    """
    for name, digits in (("X-Linked-ETag", _SHA256_DIGITS), ("ETag", _SHA1_DIGITS)):
        tag = str(headers.get(name, "")).removeprefix("W/").strip('"').lower()
        if len(tag) == digits and not set(tag) - set("0123456789abcdef"):
            return tag
    return ""


def _fetch(url: str, part: Path, report: Callable[[int], None]) -> str:
    """Append to ``part`` what is missing; a server that cannot resume sends all of it again.

    Returns:
        The checksum that the hub declares, or an empty text.
    """
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"User-Agent": "translators-workbench"})  # noqa: S310 - https by manifest
    if have:
        request.add_header("Range", f"bytes={have}-")
    redirects = _Redirects()
    try:
        response = urllib.request.build_opener(redirects).open(request, timeout=TIMEOUT)
    except urllib.error.HTTPError as exc:
        if exc.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
            exc.close()
            report(have)
            return redirects.declared
        raise
    with response:
        resumed = response.status == HTTPStatus.PARTIAL_CONTENT
        if resumed:
            report(have)
        with part.open("ab" if resumed else "wb") as stream:
            _copy(response, stream.write, report)
    return redirects.declared or _declared(response.headers)


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


def _verify(part: Path, file: ModelFile, declared: str, url: str) -> None:
    """Delete ``part`` and complain unless it has the size and checksums that it should have."""
    size = part.stat().st_size
    what = ""
    if file.size is not None and size != file.size:
        what = f"the file has {size:,} bytes and should have {file.size:,}"
    elif file.sha256 is not None and checksum(part) != file.sha256:
        what = "the file has another checksum than expected"
    elif declared and declared != (
        checksum(part) if len(declared) == _SHA256_DIGITS else _git_name(part)
    ):
        what = "the file has another checksum than the hub declares"
    if what:
        part.unlink()
        raise DownloadError(what, where=url, hint=_RETRY)


def _git_name(path: Path) -> str:
    content = path.read_bytes()
    digest = hashlib.sha1(b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
