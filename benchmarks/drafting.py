"""How fast a document is drafted, against transformers on the same model, beam and segments.

    python -m benchmarks.drafting [MODEL]

The peer is `MarianMTModel.generate` in float32 with batches of 16, as its documentation shows it.
All take the same sentences, beam and longest output; ours also prepares the source and looks for
loops, which it decodes again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks.harness import median_ms, say_machine, seconds, show, times_faster
from workbench.documents.reading import read
from workbench.engines import catalogue
from workbench.engines.backend import Decoding
from workbench.engines.directory import ModelDirectory
from workbench.engines.loading import LazyEngine
from workbench.resources import shipped
from workbench.segmentation import chinese

SEGMENTS = 32
BATCH = 16
SINGLE = 8
# Longer than any good translation of these sentences; it bounds what a loop may cost either side.
LONGEST = 96


def main(model: str = "embedded") -> None:
    """Print segments a second for a document, and the median for one segment alone."""
    say_machine("ctranslate2", "transformers", "torch")
    sources = _sources()
    found = catalogue.find(model)
    limits = Decoding(found.directory.beams, LONGEST)
    print(f"{model}, {len(sources)} segments, {limits.beams} beams\n")
    ways: dict[str, Callable[[Sequence[str]], object]] = {
        "transformers float32 (peer)": _peer(found.directory),
        "ours, CTranslate2 float32": LazyEngine(found, "ctranslate2", "float32", limits).translate,
        "ours, CTranslate2 int8": LazyEngine(found, "ctranslate2", "int8", limits).translate,
    }
    rows: list[tuple[str | float, ...]] = []
    for name, translate in ways.items():
        translate(sources[:2])
        whole = seconds(partial(translate, sources))
        alone = median_ms(seconds(partial(translate, [source])) for source in sources[:SINGLE])
        peer_rate, peer_alone = rows[0][1:3] if rows else (len(sources) / whole, alone)
        rate = len(sources) / whole
        faster = f"{rate / float(peer_rate):.2f}×"
        rows.append((name, rate, alone, faster, times_faster(float(peer_alone), alone)))
    show(("engine", "segments/s", "one alone, ms", "document", "one alone"), rows)


def _sources() -> list[str]:
    """Return sentences of the sample documents."""
    sources = [
        sentence
        for path in sorted(shipped("seeds").glob("*.txt"))
        if not path.name.endswith(".en.txt")
        for block in read(path).blocks
        for sentence in chinese.sentences(block.text)
    ]
    return sources[:SEGMENTS]


def _peer(directory: ModelDirectory) -> Callable[[Sequence[str]], object]:
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
    print(f"threads of the peer: {torch.get_num_threads()}, the faster here and now\n")
    return translate


def _with_threads(translate: Callable[[Sequence[str]], object], count: int) -> float:
    """Return how long a short sentence takes with so many threads; a busy machine wants few."""
    import torch

    torch.set_num_threads(count)
    return seconds(partial(translate, ["双方就合作交换了意见。"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
