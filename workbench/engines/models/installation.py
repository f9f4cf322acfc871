"""Install a model: by name, by a hub's ``owner/name``, or from a directory.

Promises: the model's directory appears complete, checked and with its manifest, or not at all;
downloads are resumed; nothing outside the data directory is written.
"""

from __future__ import annotations

from pathlib import Path

from workbench.engines.models import catalogue, hub, known, offline, places
from workbench.engines.models.entries import ModelEntry
from workbench.engines.models.manifest import Manifest, is_repository
from workbench.engines.models.offline import Progress
from workbench.errors import EngineError, ModelNotInstalledError, UsageError


def install(
    model: str,
    *,
    source: Path | None = None,
    revision: str | None = None,
    prefix: str | None = None,
    base_url: str | None = None,
    progress: Progress | None = None,
) -> ModelEntry:
    """Install ``model``.

    Args:
        model: a name of the catalogue, a path to a directory with a Marian model, or ``owner/name``
            on a hub. A directory that is there wins over a hub's name.
        source: a directory to copy the model called ``model`` from, instead of downloading it.
        revision: of a model on a hub that no manifest knows: 40 hexadecimal digits.
        prefix: what the model wants before each source (``>>cmn_Hans<<``), where no manifest says.
        base_url: another hub than the manifest's.
        progress: told how far the installation is.

    Raises:
        UsageError: it is the embedded model, the name is taken, or a revision is not pinned.
        ModelNotInstalledError: no model has that name.
        ModelDirectoryError: the directory, or what was downloaded, is not a whole model.
        DownloadError: the hub could not be reached or sent something else.
        EngineError: there is no room for it.
    """
    report = progress or (lambda _done, _total: None)
    try:
        folder = source or (Path(model) if _is_directory(model) else None)
        if folder is not None:
            if revision is not None or base_url is not None:
                raise UsageError(
                    "a revision and a hub are for a model that is fetched, not for a directory",
                    hint="Leave them out: the directory is copied as it is.",
                )
            name = model if source is not None else None
            return offline.copy(folder.expanduser().resolve(), name, report, prefix)
        if is_repository(model):
            return hub.by_repository(
                model, revision, base_url=base_url, prefix=prefix, report=report
            )
        wanted = _known(model)
        if revision is not None and revision != wanted.revision:
            raise UsageError(
                f"{model} is pinned at revision {wanted.revision or '(none)'}",
                hint="For another one give the hub's owner/name.",
            )
        return hub.by_manifest(wanted, base_url, report)
    except OSError as exc:
        raise EngineError(
            f"the model cannot be written: {exc.strerror or exc}",
            where=str(places.installed_models()),
            hint="Make room there, then install again.",
        ) from exc


def _known(name: str) -> Manifest:
    """What is known of the model ``name``.

    Raises:
        ModelNotInstalledError: nothing is; says what else can be given.
    """
    try:
        return catalogue.manifest(name)
    except ModelNotInstalledError as error:
        raise ModelNotInstalledError(
            error.what,
            hint=f"Known are {', '.join(sorted(known.available()))}. Any other opus-mt model goes "
            "by its owner/name on the hub with --revision, by its directory, or by a manifest in "
            f"{places.own_manifests()}.",
        ) from error


def _is_directory(model: str) -> bool:
    """Whether it is meant as a path: one that is there, or one that no hub could have."""
    if Path(model).expanduser().exists():
        return True
    return ("/" in model or "\\" in model) and not is_repository(model)
