"""The aligner: covers always, finds known beads, and uses each kind of evidence."""

from __future__ import annotations

from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.covers import is_cover
from tests.alignment.damaged import Text, damaged_texts, own_pairs, strict_f1
from tests.alignment.gale_church import align_by_length
from workbench.alignment.aligner import align
from workbench.alignment.lexicon import Lexicon
from workbench.alignment.review import doubtful
from workbench.core.bead import Bead

_SENTENCES = st.lists(st.text(alphabet="港口去年完成3亿吨。 a“”？", max_size=20), max_size=9)
_ENGLISH = st.lists(st.text(alphabet='the port 3.?" handled', max_size=30), max_size=9)


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return list(damaged_texts(own_pairs(), size=40, seed=1))[:16]


def _shapes(beads: tuple[Bead, ...]) -> list[tuple[int, int]]:
    return [bead.shape for bead in beads]


def test_damaged_texts_are_realigned_where_lengths_alone_fail(texts: list[Text]) -> None:
    ours = mean(strict_f1(align(t.sources, t.targets), t.beads) for t in texts)
    by_length = mean(strict_f1(align_by_length(t.sources, t.targets), t.beads) for t in texts)
    assert ours >= 0.98
    assert by_length < 0.9


def test_paragraphs_are_realigned() -> None:
    short = list(damaged_texts(own_pairs(), size=6, seed=2, dropped=0.0))[:60]
    assert mean(strict_f1(align(t.sources, t.targets), t.beads) for t in short) >= 0.97


def test_nearly_all_wrong_beads_are_among_the_doubtful(texts: list[Text]) -> None:
    wrong = unflagged = 0
    flagged = 0.0
    for text in texts:
        beads = align(text.sources, text.targets)
        marked = set(doubtful(beads))
        for index, bead in enumerate(beads):
            m, n = bead.shape
            span = (
                bead.source_start,
                bead.source_start + m,
                bead.target_start,
                bead.target_start + n,
            )
            wrong += bead.is_pair and span not in text.beads
            unflagged += bead.is_pair and span not in text.beads and index not in marked
        flagged += len(marked) / len(beads) / len(texts)
    assert unflagged <= wrong / 4
    assert flagged < 0.4


@settings(max_examples=60, deadline=None)
@given(_SENTENCES, _ENGLISH)
def test_every_alignment_is_a_cover(sources: list[str], targets: list[str]) -> None:
    beads = align(sources, targets)
    assert is_cover(beads, sources, targets)
    assert all(0 <= bead.margin <= 99 for bead in beads)
    assert all(sum(bead.shape) <= 6 and max(bead.shape) <= 4 for bead in beads)


def test_the_same_texts_give_the_same_beads(texts: list[Text]) -> None:
    text = texts[0]
    assert align(text.sources, text.targets) == align(list(text.sources), list(text.targets))


def test_numbers_tell_sentences_apart() -> None:
    sources = ["甲组有3500人。", "乙组有4200人。", "丙组有5100人。"]
    beads = align(sources, ["Group B has 4,200 people.", "Group C has 5,100 people."])
    assert _shapes(beads) == [(1, 0), (1, 1), (1, 1)]


def test_names_tell_sentences_apart() -> None:
    sources = ["周海宁来了。", "吴建平来了。", "林远来了。"]
    beads = align(sources, ["Wu Jianping has come.", "Lin Yuan has come."])
    assert _shapes(beads) == [(1, 0), (1, 1), (1, 1)]


def test_questions_tell_sentences_apart() -> None:
    beads = align(["他去吗？", "他去。", "她去吗？"], ["He goes.", "Does she go?"])
    assert _shapes(beads) == [(1, 0), (1, 1), (1, 1)]


# Made of characters that no text has, so that nothing but the extra evidence can decide.
_UNKNOWN = ["龘龘龘龘龘龘。", "靐靐靐靐靐靐。", "齉齉齉齉齉齉。"]
_ABOUT_THE_LAST = ["The zebra saw one goat there.", "The otter saw one boat there."]


def test_a_lexicon_tells_sentences_apart() -> None:
    lexicon = Lexicon({"靐靐": ["zebra goat"], "齉齉": ["otter", "boat"]})
    assert _shapes(align(_UNKNOWN, _ABOUT_THE_LAST, lexicon=lexicon)) == [(1, 0), (1, 1), (1, 1)]


def test_drafts_tell_sentences_apart() -> None:
    drafts = ["A lion met two deer.", "A zebra watched a goat.", "An otter watched a boat."]
    assert _shapes(align(_UNKNOWN, _ABOUT_THE_LAST, drafts=drafts)) == [(1, 0), (1, 1), (1, 1)]


def test_drafts_must_be_one_for_each_source() -> None:
    with pytest.raises(ValueError, match="1 drafts for 2 source sentences"):
        align(["甲。", "乙。"], ["A."], drafts=["A."])


def test_one_sentence_made_of_three_is_one_bead() -> None:
    sources = ["新港区去年投入运营。", "总投资126亿元。", "岸线全长2.3公里。", "记者昨日前往采访。"]
    targets = [
        "The new port area opened last year with 12.6 billion yuan and a quay of 2.3 kilometres.",
        "Our reporter went there yesterday.",
    ]
    assert _shapes(align(sources, targets)) == [(3, 1), (1, 1)]


def test_a_text_without_the_other_is_all_left_out() -> None:
    assert _shapes(align(["甲。", "乙。"], [])) == [(1, 0), (1, 0)]
    assert _shapes(align([], ["A.", "B."])) == [(0, 1), (0, 1)]
    assert align([], []) == ()


def test_a_plain_pair_is_surer_than_a_free_rendering() -> None:
    plain, free = (
        align(
            ["他今天去学校。", source, "我们明天见。"],
            ["He goes to school today.", target, "See you tomorrow."],
        )[1]
        for source, target in [("雨下得很大。", "It rains hard."), ("雨下得很大。", "Gosh.")]
    )
    assert plain.margin > free.margin
