"""How fast documents are drafted: against transformers, and against bare CTranslate2.

    python -m benchmarks.drafting [MODEL [SEGMENTS]]

Both peers take the same model, sentences, beam and longest output. `MarianMTModel.generate` runs in
float32 with batches of 16, as its documentation shows it; bare CTranslate2 is one call of
`translate_batch` with the pieces of all sentences. Ours is what `workbench translate` does, from
the database into the database: memory look-up, preparation, decoding, loops decoded again, doubts,
storing. int8 and float32 are compared by chrF against the human translations.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import (
    median_ms,
    say_machine,
    scratch_workspace,
    seconds,
    show,
    times_faster,
)
from workbench.engines.backend import Decoding
from workbench.engines.ctranslate2_engine import TOKENS_PER_BATCH
from workbench.engines.loading import LazyEngine
from workbench.engines.models import catalogue, conversion
from workbench.engines.models.directory import ModelDirectory
from workbench.resources import shipped
from workbench.services import documents
from workbench.services.drafting import Drafter
from workbench.services.pretranslation import pretranslate

SEGMENTS = 600
BATCH = 16
SINGLE = 8
ROUNDS = 3
# Longer than any good translation of these sentences; it bounds what a loop may cost either side.
LONGEST = 96

Way = Callable[[Sequence[str]], float]
"""Translates sentences and returns the seconds that it took, preparations not counted."""


def main(model: str = "embedded", segments: str = str(SEGMENTS)) -> None:
    """Print segments a second for a document, the median for one alone, and chrF."""
    say_machine("ctranslate2", "transformers", "torch")
    pairs = _pairs(int(segments))
    sources = [source for source, _ in pairs]
    found = catalogue.find(model)
    limits = Decoding(found.directory.beams, LONGEST)
    print(f"{model}, {len(sources)} segments, {limits.beams} beams\n")
    engines = {kind: LazyEngine(found, "ctranslate2", kind, limits) for kind in ("int8", "float32")}
    ways: dict[str, Way] = {
        "transformers float32 (peer)": _peer(found.directory),
        "bare CTranslate2 int8 (peer)": _bare(engines["int8"]),
        "ours, CTranslate2 int8": partial(_ours, engines["int8"]),
        "ours, CTranslate2 float32": partial(_ours, engines["float32"]),
    }
    _speed(ways, sources)
    _precision(engines, pairs)


def _speed(ways: dict[str, Way], sources: Sequence[str]) -> None:
    """Print each way's speed; the short ones are the best of some rounds that take turns."""
    for translate in ways.values():
        translate(sources[:2])
    slow, bare, *_ = ways
    whole = {slow: ways[slow](sources)}
    for _ in range(ROUNDS):
        for name in list(ways)[1:]:
            taken = ways[name](sources)
            whole[name] = min(taken, whole.get(name, taken))
    alone = {
        name: median_ms(translate([source]) for source in sources[:SINGLE])
        for name, translate in ways.items()
    }
    rows: list[tuple[str | float, ...]] = [
        (
            name,
            len(sources) / whole[name],
            times_faster(whole[slow], whole[name]),
            f"{whole[bare] / whole[name]:.0%}",
            alone[name],
        )
        for name in ways
    ]
    show(("way", "segments/s", "of transformers", "of bare CTranslate2", "one alone, ms"), rows)


def _precision(engines: dict[str, LazyEngine], pairs: Sequence[tuple[str, str]]) -> None:
    """Print chrF of both precisions against the human translations."""
    import sacrebleu

    rows: list[tuple[str | float, ...]] = []
    references = [[target for _, target in pairs]]
    for kind, engine in engines.items():
        texts = [draft.text for draft in engine.translate([source for source, _ in pairs])]
        rows.append((kind, f"{sacrebleu.corpus_chrf(texts, references).score:.2f}"))
    show(("precision", "chrF"), rows)


def _pairs(wanted: int) -> list[tuple[str, str]]:
    """Return sentence pairs from the embedded model's recipe, evenly drawn from every field."""
    found: list[tuple[str, str]] = []
    for path in sorted((shipped("models") / "embedded" / "recipe" / "pairs").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            found += [(row[0], row[1]) for row in list(rows)[1:] if len(row) == 2]
    return found[:: max(1, len(found) // wanted)][:wanted]


def _ours(engine: LazyEngine, sources: Sequence[str]) -> float:
    """Draft a document of these sentences in a database of its own."""
    with TemporaryDirectory() as folder, scratch_workspace() as ws:
        path = Path(folder) / "sentences.txt"
        path.write_text("\n\n".join(sources), encoding="utf-8")
        document = documents.import_document(ws, path)
        return seconds(partial(pretranslate, ws, Drafter(ws, engine), [document.id]))


def _bare(engine: LazyEngine) -> Way:
    import ctranslate2

    made = engine.loaded()
    converted = conversion.convert(catalogue.find(engine.info.name).directory, "int8")
    cores = os.cpu_count() or 1
    translator = ctranslate2.Translator(
        str(converted), compute_type="int8", inter_threads=min(2, cores), intra_threads=1
    )

    def translate(sources: Sequence[str]) -> object:
        return translator.translate_batch(
            [made.tokenizer.encode(source) for source in sources],
            beam_size=made.decoding.beams,
            max_decoding_length=LONGEST,
            max_input_length=0,
            max_batch_size=TOKENS_PER_BATCH,
            batch_type="tokens",
        )

    return lambda sources: seconds(partial(translate, sources))


def _peer(directory: ModelDirectory) -> Way:
    import torch
    from transformers import MarianTokenizer

    from workbench.engines.transformers_engine import load_model

    tokenizer = MarianTokenizer.from_pretrained(str(directory.path))
    model = load_model(directory.path)

    def translate(sources: Sequence[str]) -> list[str]:
        texts: list[str] = []
        for start in range(0, len(sources), BATCH):
            batch = list(sources[start : start + BATCH])
            inputs = tokenizer(batch, return_tensors="pt", padding=True)
            with torch.inference_mode():
                made = model.generate(**inputs, num_beams=directory.beams, max_length=LONGEST + 1)
            texts += tokenizer.batch_decode(made, skip_special_tokens=True)
        return texts

    translate(["开始。"])
    trials = {count: _with_threads(translate, count) for count in (1, os.cpu_count() or 1)}
    torch.set_num_threads(min(trials, key=lambda count: trials[count]))
    print(f"threads of transformers: {torch.get_num_threads()}, the faster here and now\n")
    return lambda sources: seconds(partial(translate, sources))


def _with_threads(translate: Callable[[Sequence[str]], object], count: int) -> float:
    """Return how long a short sentence takes with so many threads; a busy machine wants few."""
    import torch

    torch.set_num_threads(count)
    return seconds(partial(translate, ["双方就合作交换了意见。"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
