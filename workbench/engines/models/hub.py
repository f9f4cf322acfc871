"""Install a model from a hub, by its manifest or by the hub's own ``owner/name``.

Promises: a revision is always pinned, so that a name means the same files tomorrow; downloads are
resumed; what is no Marian model is refused before its weights are fetched; a licence is only named
where the model's own card names it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from workbench.engines.models import directory, known, places, registration
from workbench.engines.models.catalogue import PREFERRED
from workbench.engines.models.directory import CARD, REQUIRED, WEIGHTS
from workbench.engines.models.download import download, download_if_there
from workbench.engines.models.entries import ModelEntry
from workbench.engines.models.manifest import Manifest, ModelFile, is_revision
from workbench.engines.models.processes import alone
from workbench.errors import DownloadError, ModelDirectoryError, UsageError

Progress = Callable[[int, int | None], None]

_LICENCE = re.compile(r"^license:[ \t]*[\"']?([\w.+-]+)", re.MULTILINE)
_SPDX = {
    "apache-2.0": "Apache-2.0", "mit": "MIT", "cc-by-4.0": "CC-BY-4.0", "cc-by-3.0": "CC-BY-3.0",
    "cc-by-sa-4.0": "CC-BY-SA-4.0", "cc-by-nc-4.0": "CC-BY-NC-4.0", "cc0-1.0": "CC0-1.0",
    "gpl-3.0": "GPL-3.0-only",
}  # fmt: skip


def by_manifest(manifest: Manifest, base_url: str | None, report: Progress) -> ModelEntry:
    """Fetch every file that a manifest names.

    Raises:
        UsageError: it is not a model that can be downloaded, or it is there already.
        DownloadError: the hub could not be reached or sent something else.
        ModelDirectoryError: what came is not a whole model.
    """
    if not (manifest.repository and manifest.files and (base_url or manifest.base_url)):
        raise UsageError(
            f"the model {manifest.name!r} is not one that can be downloaded",
            hint="`workbench models list` shows those that can.",
        )
    total = sum(file.size or 0 for file in manifest.files) or None
    with _transfer(manifest, base_url, report, total) as transfer:
        for file in manifest.files:
            transfer.fetch(file)
        return transfer.finish(manifest)


def by_repository(
    repository: str,
    revision: str | None,
    *,
    base_url: str | None = None,
    prefix: str | None = None,
    report: Progress,
) -> ModelEntry:
    """Fetch the model that a hub calls ``owner/name``.

    Args:
        repository: the hub's name for it; one that a manifest is for is installed by that.
        revision: 40 hexadecimal digits; may be left out where a manifest pins one.
        base_url: the hub; None for the one that the shipped manifests name.
        prefix: what the model wants before each source; None for what a manifest says.
        report: told how many bytes there are.

    Raises:
        UsageError: no revision is pinned, or the model is there already.
        DownloadError: the hub could not be reached or sent something else.
        ModelDirectoryError: what came is not a whole Marian model.
    """
    manifest = known.of_repository(repository)
    if manifest is not None and revision in {None, manifest.revision} and prefix is None:
        return by_manifest(manifest, base_url, report)
    if revision is None or not is_revision(revision):
        raise _unpinned(repository, revision)
    base = base_url or known.available()[PREFERRED].base_url
    name = manifest.name if manifest is not None else repository.partition("/")[2]
    begun = manifest or Manifest(name, "", known.UNKNOWN, repository=repository)
    begun = replace(begun, revision=revision, base_url=base)
    with _transfer(begun, base_url, report, None) as transfer:
        _fetch_unlisted(transfer)
        if manifest is None:
            begun = replace(
                known.described(name, transfer.folder, repository=repository, revision=revision),
                licence=licence(transfer.folder / CARD),
                base_url=base,
            )
        return transfer.finish(begun if prefix is None else replace(begun, source_prefix=prefix))


def licence(card: Path) -> str:
    """The licence that the front matter of a model's card names; ``unknown`` where it does not."""
    try:
        text = card.read_text("utf-8", errors="replace").lstrip("\ufeff")
    except OSError:
        return known.UNKNOWN
    if not text.startswith("---"):
        return known.UNKNOWN
    found = _LICENCE.search(text.split("\n---", 1)[0])
    return _SPDX.get(found.group(1).lower(), found.group(1)) if found else known.UNKNOWN


def _fetch_unlisted(transfer: _Transfer) -> None:
    """Fetch what every Marian model has; the configuration first, which tells whether it is one."""
    for name in REQUIRED:
        transfer.fetch(ModelFile(name))
        if name == directory.CONFIG:
            try:
                directory.configuration(transfer.folder / name)
            except ModelDirectoryError:
                shutil.rmtree(transfer.folder)
                raise
    transfer.fetch_if_there(ModelFile(CARD))
    if not any(transfer.fetch_if_there(ModelFile(name)) for name in WEIGHTS):
        raise DownloadError(
            "the hub has no weights there that can be used",
            where=transfer.address(WEIGHTS[0]),
            hint=f"A model needs {' or '.join(WEIGHTS)}; try another revision.",
        )


def _unpinned(repository: str, revision: str | None) -> UsageError:
    what = (
        f"no manifest knows the model {repository!r}, so its revision has to be said"
        if revision is None
        else f"{revision!r} is no full revision"
    )
    return UsageError(
        what,
        hint="Give --revision with the 40 digits of the commit that the model's page on the hub "
        f"shows, or write a manifest into {places.own_manifests()}. A directory needs a path that "
        "is there.",
    )


@contextmanager
def _transfer(
    manifest: Manifest, base_url: str | None, report: Progress, total: int | None
) -> Iterator[_Transfer]:
    """Begin a transfer, or go on with the one that was interrupted, if no other process does.

    Raises:
        UsageError: the model is there already, or another process is fetching it.
    """
    folder = registration.vacant(manifest.name).parent
    with alone(folder / f".{manifest.name}.lock", f"installing {manifest.name}"):
        yield _Transfer(folder, manifest, base_url, report, total)


class _Transfer:
    """The files of one model on their way into a directory aside, which the next attempt reuses."""

    def __init__(
        self,
        parent: Path,
        manifest: Manifest,
        base_url: str | None,
        report: Progress,
        total: int | None,
    ) -> None:
        self.folder = parent / f".downloading-{manifest.name}-{manifest.revision[:12]}"
        self.folder.mkdir(exist_ok=True)
        base = (base_url or manifest.base_url).rstrip("/")
        self._address = f"{base}/{manifest.repository}/resolve/{manifest.revision}"
        self._report = report
        self._total = total
        self._done = 0

    def address(self, name: str) -> str:
        """Where the hub has a file."""
        return f"{self._address}/{name}"

    def fetch(self, file: ModelFile) -> None:
        """Fetch one file.

        Raises:
            DownloadError: it did not come, or not as it should be.
        """
        download(self.address(file.name), file, self.folder, self._count)

    def fetch_if_there(self, file: ModelFile) -> bool:
        """Fetch a file that the hub may not have; return whether it has.

        Raises:
            DownloadError: it did not come for another reason.
        """
        address = self.address(file.name)
        return download_if_there(address, file, self.folder, self._count) is not None

    def finish(self, manifest: Manifest) -> ModelEntry:
        """Check what came and move it into place; what is not whole is deleted, to come afresh.

        Raises:
            ModelDirectoryError: it is not a whole model.
        """
        try:
            return registration.register(self.folder, manifest)
        except ModelDirectoryError:
            shutil.rmtree(self.folder)
            raise

    def _count(self, arrived: int) -> None:
        self._done += arrived
        self._report(self._done, max(self._total, self._done) if self._total else None)
