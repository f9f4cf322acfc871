"""Load an engine by name: cheap to ask for, heavy only at the first translation.

Promises: ``load`` checks the model and returns at once, with name and fingerprint known; the model
itself is loaded once, under a lock, by whichever thread first needs it, or ahead of need by
``start_loading``; a damaged converted form is thrown away and made again.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from workbench.core.doubt import WordScore
from workbench.core.draft import Draft, EngineInfo
from workbench.engines import confidence, fingerprint
from workbench.engines.backend import Backend, Decoding
from workbench.engines.confidence import Judge
from workbench.engines.marian import BATCH, MarianEngine
from workbench.engines.models import catalogue, conversion
from workbench.engines.models.catalogue import Model
from workbench.engines.models.conversion import Tell
from workbench.errors import EngineError, UsageError

BACKENDS = ("auto", "ctranslate2", "transformers")

CONVERTING = "converting the model (once) …"
LOADING = "loading the model …"
"""What `LazyEngine.state` says while the first draft has to wait."""

REVISION = "3"
"""Raised when our own preparation or decoding changes what comes out."""


def load(
    name: str | None = None,
    *,
    backend: str = "auto",
    compute_type: str = "int8",
    beams: int | None = None,
    progress: Tell | None = None,
) -> LazyEngine:
    """The engine for a model.

    Args:
        name: a model's name or directory; without one, ``WORKBENCH_ENGINE``, else the one that
            `workbench models use` chose, else opus-mt where it is installed, else the embedded.
        backend: ``ctranslate2``, ``transformers``, or ``auto`` for the fast one where it is there.
        compute_type: ``int8`` or ``float32``, for CTranslate2.
        beams: beam size instead of the one that the model recommends; 1 is greedy.
        progress: told the steps of the first use's conversion, on the thread that loads.

    Raises:
        UsageError: there is no such back end or compute type.
        ModelNotInstalledError: the model is not on this machine.
        ModelDirectoryError: its directory is not whole.
    """
    if backend not in BACKENDS:
        raise UsageError(f"there is no back end {backend!r}", hint=f"Use {', '.join(BACKENDS)}.")
    if compute_type not in conversion.COMPUTE_TYPES:
        types = " or ".join(conversion.COMPUTE_TYPES)
        raise UsageError(f"there is no compute type {compute_type!r}", hint=f"Use {types}.")
    model = catalogue.find(name or catalogue.selected())
    return engine_of(
        model, backend=backend, compute_type=compute_type, beams=beams, progress=progress
    )


def engine_of(
    model: Model,
    *,
    backend: str = "auto",
    compute_type: str = "int8",
    beams: int | None = None,
    progress: Tell | None = None,
) -> LazyEngine:
    """The engine for a model that was found already; the arguments are those of `load`."""
    if backend == "auto":
        backend = "ctranslate2" if importlib.util.find_spec("ctranslate2") else "transformers"
    decoding = Decoding(beams or model.directory.beams, model.directory.longest)
    return LazyEngine(model, backend, compute_type, decoding, progress)


class LazyEngine:
    """An engine that loads itself when it is first needed.

    Attributes:
        info: name, label, fingerprint and direction.
        state: what it is busy with before it can translate, in a person's words; else empty.
    """

    def __init__(
        self,
        model: Model,
        backend: str,
        compute_type: str,
        decoding: Decoding,
        progress: Tell | None = None,
    ) -> None:
        """Remember what to load; nothing heavy happens here."""
        self._model = model
        self._backend = backend
        self._compute_type = compute_type
        self._decoding = decoding
        self._lock = threading.Lock()
        self._engine: MarianEngine | None = None
        self._progress = progress
        self.state = ""
        self.info = _info(model, backend, compute_type, decoding)

    @property
    def is_loaded(self) -> bool:
        """Whether the next translation starts at once."""
        return self._engine is not None

    def start_loading(self) -> threading.Thread:
        """Load in the background; errors show at the first translation, which tries again."""
        thread = threading.Thread(target=self._load_quietly, name="engine-loading", daemon=True)
        thread.start()
        return thread

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        """One draft for each of ``sources``, in their order.

        Raises:
            EngineError: the model cannot be loaded or fails.
        """
        return self.loaded().translate(sources)

    def weigh(self, sources: Sequence[str], targets: Sequence[str]) -> list[tuple[WordScore, ...]]:
        """For each pair how sure the model is of each word of the target.

        Raises:
            EngineError: the model cannot be loaded or fails.
        """
        return self.loaded().weigh(sources, targets)

    def stream(self, sources: Iterable[str], *, batch: int = BATCH) -> Iterator[Draft]:
        """Drafts as they are ready, ``batch`` sources at a time.

        Raises:
            EngineError: the model cannot be loaded or fails.
        """
        yield from self.loaded().stream(sources, batch=batch)

    def _load_quietly(self) -> None:
        try:
            self.loaded()
        except EngineError:
            return

    def loaded(self) -> MarianEngine:
        """The engine itself; waits for the model where need be.

        Raises:
            EngineError: the model cannot be loaded.
        """
        with self._lock:
            if self._engine is None:
                self.state = LOADING
                try:
                    self._engine = self._assemble()
                finally:
                    self.state = ""
            return self._engine

    def _assemble(self) -> MarianEngine:
        from workbench.engines.tokenizer import Tokenizer

        directory, manifest = self._model.directory, self._model.manifest
        tokenizer = Tokenizer(
            directory.path, prefix=manifest.source_prefix, moses=manifest.moses_punctuation
        )
        backend: Backend
        if self._backend == "transformers":
            from workbench.engines.transformers_engine import TransformersBackend

            backend = TransformersBackend(directory.path, tokenizer)
        else:
            backend = self._fast()
        longest = min(directory.positions, manifest.longest_source or directory.positions)
        judge = Judge(confidence.load(directory.path))
        return MarianEngine(self.info, tokenizer, backend, self._decoding, longest, judge)

    def _fast(self) -> Backend:
        """The converted model; one that cannot be loaded is converted again, once."""
        from workbench.engines.ctranslate2_engine import CTranslate2Backend

        directory = self._model.directory
        converted = self._converted()
        try:
            return CTranslate2Backend(converted, self._compute_type)
        except EngineError:
            conversion.discard(directory)
        return CTranslate2Backend(self._converted(), self._compute_type)

    def _converted(self) -> Path:
        """Where the converted model lies; while it is made, the state says so."""

        def tell(step: str) -> None:
            self.state = CONVERTING
            if self._progress is not None:
                self._progress(step)

        path = conversion.convert(self._model.directory, self._compute_type, progress=tell)
        self.state = LOADING
        return path


def _info(model: Model, backend: str, compute_type: str, decoding: Decoding) -> EngineInfo:
    manifest = model.manifest
    title = "embedded model" if manifest.is_embedded else manifest.name
    how = compute_type if backend == "ctranslate2" else "transformers"
    content = fingerprint.of_files(model.directory.files)
    prepared = (manifest.source_prefix, manifest.moses_punctuation)
    said = (content, REVISION, how, decoding, *prepared, confidence.load(model.directory.path))
    return EngineInfo(
        manifest.name,
        f"{title} · {how}",
        fingerprint.of_values(*said),
        is_embedded=manifest.is_embedded,
        source_language=manifest.source_language,
        target_language=manifest.target_language,
    )
