"""A Marian model as an engine: everything about drafting that does not depend on the back end.

Promises: one draft for each source, in order, whatever the sources are; wordless sources come back
as they are; a source too long for the model is translated in parts and the draft says so; where the
guard finds fault another hypothesis of the same search is kept if it is better; a loop is decoded
again without repetitions and the better of both is kept; every draft says what may be wrong with it
and how likely it is usable; a source's draft does not depend on what else is in the batch;
placeholders come back each exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from workbench.core.doubt import Doubt, DoubtKind, WordScore
from workbench.core.draft import Draft, EngineInfo
from workbench.engines.backend import Backend, Decoding, Hypothesis
from workbench.engines.choice import chosen
from workbench.engines.confidence import Judge
from workbench.engines.guard import loops
from workbench.engines.placeholders import renderings, translated
from workbench.engines.preparation import parts, tidy, with_chinese_marks
from workbench.engines.tokenizer import Tokenizer
from workbench.engines.word_scores import among_placeholders, shifted, word_scores
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import without

BATCH = 32
"""Sources decoded together when drafting a stream."""

NO_REPEAT = 3
"""Pieces in a run that may not come twice when a looping source is decoded again."""

_LIMITS = ((24, 96), (80, 224))
"""Longest target for sources of up to so many pieces: what a loop may cost is bounded."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a source that fits the model: which source it belongs to, and its pieces."""

    number: int
    text: str
    pieces: tuple[str, ...]


class MarianEngine:
    """Drafts with a tokenizer and a back end."""

    def __init__(
        self,
        info: EngineInfo,
        tokenizer: Tokenizer,
        backend: Backend,
        decoding: Decoding,
        longest_source: int,
        judge: Judge | None = None,
    ) -> None:
        """Put an engine together; ``longest_source`` is in pieces, ``</s>`` included."""
        self.judge = judge or Judge()
        self.info = info
        self.tokenizer = tokenizer
        self.backend = backend
        self.decoding = decoding
        self._longest_source = longest_source
        self._stretches: dict[str, str] = {}

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        """One draft for each of ``sources``, in their order.

        Raises:
            EngineError: the back end failed.
        """
        drafts = translated(sources, self._translate, self._stretches)
        return [self.judged(s, draft) for s, draft in zip(sources, drafts, strict=True)]

    def judged(self, source: str, draft: Draft, settled: Iterable[str] = ()) -> Draft:
        """The draft with its doubts and its confidence.

        Args:
            source: the Chinese, with its placeholders.
            draft: what was made of it.
            settled: words of the source that somebody else knows, the glossary for one.
        """
        bare = without(source)
        for word in settled:
            bare = bare.replace(word, "，")
        strange = self.tokenizer.unknown(with_chinese_marks(tidy(bare)))
        if strange and draft.text:
            note = f"The engine does not know {'、'.join(strange)}: what it says there is a guess."
            unknown = Doubt(DoubtKind.UNKNOWN, note)
            draft = replace(draft, doubts=(*draft.doubts, unknown))
        return self.judge.judged(source, draft)

    def renderings(self, sources: Sequence[str]) -> dict[str, str]:
        """What the short texts between the placeholders of sources are by themselves.

        Those of sources that were translated lately cost nothing.

        Raises:
            EngineError: the back end failed.
        """
        return renderings(sources, self._translate, self._stretches)

    def weigh(self, sources: Sequence[str], targets: Sequence[str]) -> list[tuple[WordScore, ...]]:
        """For each pair how sure the model is of each word of the target, in one batch.

        A target is this engine's own, or any other. It costs about a seventh of translating, so
        that it is done for what somebody looks at. A source in parts is weighed by its parts if
        the target is what they give; else it has no words.

        Raises:
            EngineError: the back end failed.
        """
        pairs: list[tuple[int, int, str, _Part]] = []
        for number, (source, target) in enumerate(zip(sources, targets, strict=True)):
            pairs += self._aligned(number, without(source), without(target))
        spelt = [tuple(self.tokenizer.spell(text)) for _, _, text, _ in pairs]
        scores = self.backend.score([part.pieces for *_, part in pairs], spelt) if pairs else []
        found: list[tuple[WordScore, ...]] = [()] * len(sources)
        for (number, at, text, _), pieces, row in zip(pairs, spelt, scores, strict=True):
            found[number] += shifted(word_scores(text, pieces, row), at)
        return [among_placeholders(w, target) for w, target in zip(found, targets, strict=True)]

    def _aligned(self, number: int, source: str, target: str) -> list[tuple[int, int, str, _Part]]:
        """Each part of a source with where its English begins in the target, and that English."""
        plan = self._parts(number, source)
        if not plan[1:]:
            return [(number, 0, target, part) for part in plan if target.strip()]
        decoded = self._decode(plan)
        texts = [decoded[part].text for part in plan]
        if " ".join(text for text in texts if text) != target:
            return []
        found, at = [], 0
        for part, text in zip(plan, texts, strict=True):
            if text:
                found.append((number, at, text, part))
                at += len(text) + 1
        return found

    def _translate(self, sources: Sequence[str]) -> list[Draft]:
        """One draft for each of ``sources``, which have no placeholders."""
        planned = [self._parts(number, source) for number, source in enumerate(sources)]
        decoded = self._decode([part for plan in planned for part in plan])
        return [
            _draft(source, [decoded[part] for part in plan])
            for source, plan in zip(sources, planned, strict=True)
        ]

    def stream(self, sources: Iterable[str], *, batch: int = BATCH) -> Iterator[Draft]:
        """Drafts as they are ready, ``batch`` sources at a time."""
        waiting = iter(sources)
        while chunk := list(islice(waiting, batch)):
            yield from self.translate(chunk)

    def _parts(self, number: int, source: str) -> list[_Part]:
        text = with_chinese_marks(tidy(source))
        if is_wordless(text):
            return []
        return [
            _Part(number, part, tuple(self.tokenizer.encode(part)))
            for part in parts(text, self.fits)
        ]

    def fits(self, text: str) -> bool:
        """Whether the model takes ``text`` as a whole."""
        return len(self.tokenizer.encode(text)) <= self._longest_source

    def _decode(self, wanted: list[_Part]) -> dict[_Part, Draft]:
        """A draft for each part; parts with the same limit are decoded together."""
        drafts: dict[_Part, Draft] = {}
        for limit in sorted({self._limit(part) for part in wanted}):
            group = [part for part in wanted if self._limit(part) == limit]
            decoding = replace(self.decoding, longest=limit)
            found = self.backend.decode([part.pieces for part in group], decoding)
            drafts |= self._checked(dict(zip(group, found, strict=True)), decoding)
        return drafts

    def _limit(self, part: _Part) -> int:
        for pieces, limit in _LIMITS:
            if len(part.pieces) <= pieces:
                return min(limit, self.decoding.longest)
        return self.decoding.longest

    def _checked(self, found: dict[_Part, Hypothesis], decoding: Decoding) -> dict[_Part, Draft]:
        """The hypotheses as drafts, looping ones decoded again."""
        drafts = {
            part: chosen(part.text, best, lambda one: self._plain(one, decoding))
            for part, best in found.items()
        }
        looping = [part for part, draft in drafts.items() if loops(part.text, draft.text)]
        if looping:
            again = self.backend.decode(
                [part.pieces for part in looping], replace(decoding, no_repeat=NO_REPEAT)
            )
            for part, hypothesis in zip(looping, again, strict=True):
                drafts[part] = _better(part.text, drafts[part], self._plain(hypothesis, decoding))
        return drafts

    def _plain(self, hypothesis: Hypothesis, decoding: Decoding) -> Draft:
        cut = len(hypothesis.pieces) >= decoding.longest - 1
        found = (Doubt(DoubtKind.CUT, "The draft was cut off: it grew too long."),) if cut else ()
        return Draft(self.tokenizer.decode(hypothesis.pieces), hypothesis.score, doubts=found)


def _better(source: str, looping: Draft, second: Draft) -> Draft:
    """The second draft unless it is empty, still loops and is no shorter."""
    if second.text and not loops(source, second.text):
        note = "The first draft repeated itself; this one was made without repetitions."
        return replace(second, warnings=(*second.warnings, note))
    return min((d for d in (looping, second) if d.text), key=lambda d: len(d.text))


def _draft(source: str, found: list[Draft]) -> Draft:
    """The draft of a whole source from those of its parts."""
    if not found:
        return Draft(" ".join(source.split()))
    if len(found) == 1:
        return found[0]
    scores = [draft.score for draft in found if draft.score is not None]
    said = dict.fromkeys(warning for draft in found for warning in draft.warnings)
    doubted = tuple(dict.fromkeys(doubt for draft in found for doubt in draft.doubts))
    note = f"The source is longer than the model takes; it was translated in {len(found)} parts."
    return Draft(
        " ".join(draft.text for draft in found if draft.text),
        sum(scores) / len(scores) if scores else None,
        (note, *said),
        doubted,
    )
