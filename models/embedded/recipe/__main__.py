"""The recipe's one entry point: ``python -m models.embedded.recipe STEP``, from the root.

Steps: ``prepare`` (select pairs, learn the pieces once), ``train`` (start or resume), ``export``
(write the model), ``evaluate`` (figures for the card), ``all``.
"""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path

from .dictionary import choose
from .evaluate import measure
from .export import PIECES, export
from .mixture import Epoch
from .prepare import assemble, keep, keep_shortlist, read_bitext, restore
from .tokenizer import learn
from .train import Plan, Training

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent
GLOSSARIES = MODEL.parents[1] / "glossaries"


def main() -> None:
    """Parse the command line and run one step, or all of them."""
    arguments = _arguments()
    arguments.work.mkdir(parents=True, exist_ok=True)
    steps = [arguments.step] if arguments.step != "all" else list(_STEPS)
    for step in steps:
        _STEPS[step](arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models.embedded.recipe", description=__doc__)
    parser.add_argument("step", choices=[*_STEPS, "all"])
    parser.add_argument("--work", type=Path, required=True, help="folder for what is in progress")
    parser.add_argument("--bitext", type=Path, help="zh-en.tsv.xz: source, zh, en, attribution")
    parser.add_argument("--dictionary", type=Path, help="CC-CEDICT, plain or gzip")
    parser.add_argument("--frequencies", type=Path, help="jieba's dict.txt: word, count, tag")
    parser.add_argument("--minutes", type=float, default=100.0, help="training time from now")
    parser.add_argument("--steps", type=int, help="train this many steps instead (reproducible)")
    parser.add_argument("--start", type=Path, help="model whose pieces and weights to begin with")
    parser.add_argument("--output", type=Path, default=MODEL, help="where the model is written")
    return parser.parse_args()


def _prepare(arguments: argparse.Namespace) -> None:
    """Select the bitext; learn or take over the pieces unless they are there already."""
    if arguments.bitext is None:
        raise SystemExit("prepare needs --bitext PATH, the compressed sentence pairs.")
    if (arguments.dictionary is None) != (arguments.frequencies is None):
        raise SystemExit(
            "--dictionary and --frequencies go together: one says what, one how often."
        )
    bitext, words = keep_shortlist(read_bitext(arguments.bitext)), []
    if arguments.dictionary is not None:
        words = choose(arguments.dictionary, arguments.frequencies)
    keep(arguments.work, bitext, words)
    pieces = arguments.work / "tokenizer"
    if (pieces / "vocab.json").exists():
        return
    if arguments.start is not None:
        pieces.mkdir(exist_ok=True)
        for name in PIECES:
            shutil.copyfile(arguments.start / name, pieces / name)
    else:
        corpus = assemble(bitext, HERE, GLOSSARIES, words)
        drawn = [pair for seed in range(3) for pair in Epoch.of(corpus).draw(seed, 0.5, plain=True)]
        learn((side for p in drawn for side in (p.source, p.target)), pieces)


def _train(arguments: argparse.Namespace) -> None:
    end = None if arguments.steps else time.time() + 60 * arguments.minutes
    Training(Plan(arguments.work, HERE, GLOSSARIES, end, arguments.steps, arguments.start)).run()


def _export(arguments: argparse.Namespace) -> None:
    size = export(arguments.work, arguments.output)
    print(f"{arguments.output}: {size:,} bytes of weights")


def _evaluate(arguments: argparse.Namespace) -> None:
    bitext, _ = restore(arguments.work)
    held_out = assemble(bitext, HERE, GLOSSARIES).held_out
    for figures in measure(arguments.output, held_out):
        print(
            f"{figures.kind}\t{figures.pairs}\tBLEU {figures.bleu:.1f}\tchrF {figures.chrf:.1f}"
            f"\t{figures.bleu_signature}\t{figures.chrf_signature}"
        )


_STEPS = {"prepare": _prepare, "train": _train, "export": _export, "evaluate": _evaluate}

if __name__ == "__main__":
    main()
