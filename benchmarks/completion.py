"""How fast the rest of a sentence is offered, and how many keys it saves.

    python -m benchmarks.completion [MODEL]

Latency: one key after another along a text that somebody else wrote, so that most rests are made
anew; the peer is a bare CTranslate2 call with the same text as `target_prefix`, its pieces as they
are. Keys: the same person types the reference of each pair, takes the next word (one key) or all
that is offered (one key) whenever it is what they want, and else types a letter.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from benchmarks.harness import p99_ms, say_machine, seconds, show
from workbench.engines.interactive.completer import Completer
from workbench.engines.marian import MarianEngine
from workbench.services import engines
from workbench.tui.ghost import next_word

PAIRS = (
    ("两国同意加强贸易，深化海关合作。", "Both countries agreed to expand trade and ties."),
    ("会议将于明年在北京举行。", "The conference will take place in Beijing next year."),
    ("去年全国粮食产量创历史新高。", "Grain output nationwide hit a record last year."),
    ("中方愿同各国加强文化交流。", "China will strengthen cultural exchanges with others."),
    ("专家认为，经济增长仍有空间。", "Experts believe there is still room for economic growth."),
    ("他强调要保护环境。", "He stressed the need to protect the environment."),
    ("新的铁路缩短了两地之间的距离。", "The new railway makes the journey between them shorter."),
    ("公司计划明年在当地投资建厂。", "The company plans to invest in a local plant next year."),
    ("政府将采取措施稳定物价。", "The government will take measures to stabilise prices."),
    ("请把这份文件交给经理。", "Please give this document to the manager."),
    ("代表团参观了港口和工业园区。", "The delegation visited the port and the industrial park."),
    ("领导人就安全问题交换了意见。", "The leaders exchanged views on security."),
)  # fmt: skip
"""Written for this benchmark."""

ROUNDS = 3


def main(model: str = "embedded") -> None:
    """Print the latency of a rest beside the peer's, and the keys that were saved."""
    say_machine("ctranslate2")
    engine = engines.load(model, backend="ctranslate2").loaded()
    Completer(engine).rest(*PAIRS[0])
    print(f"{model}, {len(PAIRS)} pairs, one key after another\n")
    _latency(engine)
    _keys(engine)


def _latency(engine: MarianEngine) -> None:
    bare: list[float] = []
    asked: list[float] = []
    every: list[float] = []
    for source, target in PAIRS * ROUNDS:
        completer = Completer(engine)
        for end in range(1, len(target)):
            typed = target[:end]
            is_new = completer.known(source, typed) is None
            every.append(seconds(partial(completer.rest, source, typed)))
            if is_new:
                asked.append(every[-1])
                bare.append(seconds(_peer(engine, source, typed)))
    rows: list[Sequence[str | float]] = []
    ways = {
        "bare target_prefix (peer)": bare,
        "ours, the same keys": asked,
        "ours, all keys": every,
    }
    for name, times in ways.items():
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        ratio = f"{p50 / statistics.median(bare):.2f}×"
        rows.append((name, str(len(times)), 1000 * p50, 1000 * p95, p99_ms(times), ratio))
    show(("", "keys", "p50 ms", "p95 ms", "p99 ms", "p50 of the peer"), rows)


def _peer(engine: MarianEngine, source: str, typed: str) -> Callable[[], object]:
    translator = engine.backend._translator  # type: ignore[attr-defined]  # noqa: SLF001
    pieces, prefix = engine.tokenizer.encode(source), engine.tokenizer.spell(typed)
    return partial(
        translator.translate_batch, [pieces], target_prefix=[prefix], beam_size=2, num_hypotheses=1
    )


def _keys(engine: MarianEngine) -> None:
    completer = Completer(engine)
    letters = sum(len(target) for _, target in PAIRS)
    words = sum(_pressed(completer, source, target, True) for source, target in PAIRS)
    rests = sum(_pressed(completer, source, target, False) for source, target in PAIRS)
    show(
        ("", "keys", "of typing all"),
        [
            ("typing all (peer)", letters, "1.00×"),
            ("taking what is right to its end", rests, f"{rests / letters:.2f}×"),
            ("taking right words as well", words, f"{words / letters:.2f}×"),
        ],
    )


def _pressed(completer: Completer, source: str, target: str, by_word: bool) -> int:
    """How many keys write `target`, when right offers are taken."""
    typed, keys = "", 0
    while typed != target:
        rest = completer.rest(source, typed) if typed else ""
        word = next_word(rest)
        if rest and typed + rest == target:
            typed = target
        elif by_word and len(word) > 1 and _goes_on(typed + word, target):
            typed += word
        else:
            typed = target[: len(typed) + 1]
        keys += 1
    return keys


def _goes_on(begun: str, target: str) -> bool:
    """Whether `begun` is the beginning of `target` up to the end of a word."""
    ends = {end for end, (one, other) in enumerate(pairwise(target), 1) if _is_edge(one, other)}
    return target.startswith(begun) and len(begun) in ends


def _is_edge(one: str, other: str) -> bool:
    return not one.isspace() and (other.isspace() or not other.isalnum())


if __name__ == "__main__":
    main(*sys.argv[1:])
