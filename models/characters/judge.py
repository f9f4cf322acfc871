"""Learns how the evidence for a misread character or mark is weighed: `judge.npz`.

    python -m models.characters.judge zh-en.tsv.xz strange.npz models/characters

Texts that `learn.py` held out for it are scanned by `damage.py`; for each candidate that is found a
network of one hidden layer learns whether it is what stood there; the mean of a few such is taken.
Most of what they see is clean: what they say of a clean text is what a translator has to dismiss.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from models.characters.damage import Damaged, Scanner
from models.characters.learn import OWN, TEST, TUNING, UNREAD, bucket, texts
from models.characters.lists import ListMaker
from workbench.documents.scanning.character_evidence import Examiner
from workbench.documents.scanning.character_model import CharacterModel, read_model
from workbench.documents.scanning.character_shapes import read_shapes
from workbench.documents.scanning.mark_evidence import WANTED, MarkExaminer

HIDDEN: Final = 24
NETWORKS: Final = 5
STEPS: Final = 2000
BATCH: Final = 4096
NAMED: Final = 0.25
SHARE: Final = 0.02
COPIES: Final = 3
OF_LAW: Final = 0.3
SHORTEST: Final = 6
NEAR: Final = 3
LISTS: Final = 0.06
MARK_COPIES: Final = 4
MADE: Final = 0.25
MADE_LISTS: Final = 20_000
ITEM: Final = "一二三四五六七八九十（0123456789"

Floats = npt.NDArray[np.float64]


def tuning_texts(pairs: Path, *, of_law: float) -> Iterator[str]:
    """Yield the texts held out for weighing: all of ours, some of the others."""
    draw = random.Random(3)
    for source, text in texts(pairs):
        if len(text) < SHORTEST or source == "vue-docs":
            continue
        if source == OWN:
            if bucket(text) != TEST:
                yield text
        elif source in UNREAD:
            if bucket(text) % 2:
                yield text
        elif bucket(text) in TUNING and (source != "tw-law" or draw.random() < of_law):
            yield text


def labelled(examiner: Examiner, scans: list[Damaged]) -> tuple[Floats, Floats, Floats]:
    """Return evidence (n × features), whether each candidate is right, and its weight."""
    letters = examiner.model.alphabet
    text = letters.read([scan.text for scan in scans])
    found = examiner.candidates(text)
    rows, right, weights = [], [], []
    for part in examiner.examine(text, found):
        rows.append(part.numbers)
        for place, wanted in zip(part.candidates.places, part.candidates.wanted, strict=True):
            errors = scans[text.texts[place]].errors
            offset = int(text.offsets[place])
            right.append(errors.get(offset) == letters.character(int(wanted)))
            near = any(offset + step in errors for step in range(-NEAR, NEAR + 1))
            weights.append(0.0 if near and offset not in errors else 1.0)
    return np.concatenate(rows), np.array(right, dtype=np.float64), np.array(weights)


def pages(clean: list[str], *, seed: int) -> list[str]:
    """Return paragraphs of several texts that end with a full stop and are no items of a list."""
    draw = random.Random(seed)
    whole = [text for text in clean if text.endswith("。") and text[0] not in ITEM]
    draw.shuffle(whole)
    found = []
    while whole:
        count = draw.randint(2, 5)
        found.append("".join(whole[:count]))
        whole = whole[count:]
    return found


def labelled_marks(examiner: MarkExaminer, scans: list[Damaged]) -> tuple[Floats, Floats]:
    """Return the evidence for marks (n × features), and whether each candidate is right."""
    text = examiner.model.alphabet.read([scan.text for scan in scans])
    found = examiner.candidates(text)
    right = [
        scans[text.texts[place]].errors.get(int(text.offsets[place])) == WANTED
        for place in found.places
    ]
    return found.values, np.array(right, dtype=np.float64)


def train(rows: Floats, right: Floats, weights: Floats) -> dict[str, Any]:
    """Return the arrays of networks that say together how likely a candidate is right."""
    rows, right = rows[weights > 0], right[weights > 0]
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    each = [_network((rows - mean) / scale, right, seed) for seed in range(NETWORKS)]
    inner, inner_bias, outer, outer_bias = (list(column) for column in zip(*each, strict=True))
    return {
        "mean": mean.astype(np.float32),
        "scale": scale.astype(np.float32),
        "inner": np.concatenate(inner),
        "inner_bias": np.concatenate(inner_bias),
        "outer": np.concatenate(outer) / NETWORKS,
        "outer_bias": np.mean(outer_bias, axis=0),
    }


def _network(rows: Floats, right: Floats, seed: int) -> list[Any]:
    """Return the weights of one network, learned in an order that the seed decides."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    inputs = torch.tensor(rows, dtype=torch.float32)
    wanted = torch.tensor(right, dtype=torch.float32)
    first, last = torch.nn.Linear(rows.shape[1], HIDDEN), torch.nn.Linear(HIDDEN, 1)
    network = torch.nn.Sequential(first, torch.nn.Tanh(), last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=5e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    loss_of = torch.nn.BCEWithLogitsLoss()
    for _ in range(STEPS):
        batch = torch.randint(len(inputs), (BATCH,))
        loss = loss_of(network(inputs[batch]).squeeze(1), wanted[batch])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    found = (first.weight, first.bias, last.weight[0], last.bias)
    return [weight.detach().numpy() for weight in found]


def learned_marks(
    model: CharacterModel, scanner: Scanner, named: list[str], clean: list[str]
) -> dict[str, Any]:
    """Return the arrays for marks: from texts, pages of them, and lists that nobody wrote."""
    maker = ListMaker(seed=11)
    read = [*named, *clean, *pages(clean, seed=1), *pages(clean, seed=2)]
    made = [maker.paragraph() for _ in range(MADE_LISTS)]
    scans = [Damaged(text, {}) for text in read + made]
    scans += [scanner.scan_lists(text, LISTS) for _ in range(MARK_COPIES) for text in read]
    scans += [scanner.scan_lists(text, MADE) for text in made]
    rows, right = labelled_marks(MarkExaminer(model), scans)
    print(f"{len(rows):,} marks, {int(right.sum()):,} of them misread")
    return train(rows, right, np.ones(len(rows)))


def main(pairs: str, strange: str, folder: str) -> None:
    """Scan, look, learn, and write."""
    model = read_model(Path(strange))
    examiner = Examiner(model, read_shapes(Path(folder) / "shapes.tsv", model.alphabet))
    scanner = Scanner(model, examiner.shapes, seed=7)
    clean = list(tuning_texts(Path(pairs), of_law=OF_LAW))
    draw = random.Random(5)
    named = [scanner.with_name(t) if draw.random() < NAMED else t for t in clean]
    scans = [Damaged(text, {}) for text in named]
    scans += [scanner.scan(text, SHARE) for _ in range(COPIES) for text in named]
    rows, right, weights = labelled(examiner, scans)
    print(
        f"{sum(map(len, clean)):,} characters, {len(rows):,} candidates, {int(right.sum()):,} right"
    )
    print(f"{sum(len(scan.errors) for scan in scans):,} errors")
    characters = train(rows, right, weights)
    marks = learned_marks(model, scanner, named, list(tuning_texts(Path(pairs), of_law=1.0)))
    arrays = {f"characters_{name}": array for name, array in characters.items()}
    arrays.update((f"marks_{name}", array) for name, array in marks.items())
    np.savez(Path(folder) / "judge.npz", **arrays)


if __name__ == "__main__":
    main(*sys.argv[1:])
