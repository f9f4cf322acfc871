"""An epoch is drawn by rule; terms come into sentences in proper English."""

from __future__ import annotations

import random

import pytest

from models.embedded.recipe.batches import bucket, padded
from models.embedded.recipe.frames import PERSON, fill, kind_of, with_article
from models.embedded.recipe.mixture import Epoch, vary_characters
from models.embedded.recipe.names import Names
from models.embedded.recipe.prepare import Corpus, Frame, Pair, Term
from workbench.engines.tuning.batches import Encoded

TERMS = (
    Term("世界贸易组织", "World Trade Organization", "international-organisations"),
    Term("法国", "France", "countries-and-regions"),
    Term("会谈", "talks", "diplomacy"),
    Term("商务部", "Ministry of Commerce", "economics-and-trade"),
)
FRAMES = (
    Frame("any", "{t}", "{t}"),
    Frame("organisation", "{t}宣布了新的措施。", "{t} announced new measures."),
    Frame("country", "{t}和{u}举行会谈。", "{t} and {u} held talks."),
    Frame("concept", "双方重视{t}。", "Both sides value {t}."),
    Frame("person", "{t}会见{u}。", "{t} met with {u}."),
)
PAIRS = (
    Pair("samples", "港口很忙。", "The port is busy."),
    Pair("news", "中国加入世界贸易组织。", "China joined the World Trade Organization."),
)


NAMES = Names((("王", "Wang"), ("欧阳", "Ouyang")), (("明", "ming"), ("安", "an"), ("德", "de")))


@pytest.fixture
def epoch() -> Epoch:
    return Epoch.of(Corpus(PAIRS, (), TERMS, FRAMES, NAMES))


def test_an_epoch_depends_on_its_seed_alone(epoch: Epoch) -> None:
    assert epoch.draw(1, 0.5) == epoch.draw(1, 0.5)
    assert epoch.draw(1, 0.5) != epoch.draw(2, 0.5)


def test_every_own_pair_and_every_term_is_in_every_epoch(epoch: Epoch) -> None:
    for seed in range(5):
        drawn = epoch.draw(seed, 0.9, plain=True)
        assert set(PAIRS) <= set(drawn)
        frames = [pair for pair in drawn if pair.kind == "frame"]
        assert all(any(term.source in pair.source for pair in frames) for term in TERMS)


def test_varied_sources_keep_their_target(epoch: Epoch) -> None:
    targets = {pair.target for pair in epoch.draw(3, 0.5, plain=True)}
    drawn = [pair for seed in range(40) for pair in epoch.draw(seed, 0.5)]
    news = {pair.source for pair in drawn if pair.kind == "news"}
    assert {pair.target for pair in drawn if pair.kind == "news"} <= targets
    assert any("World Trade Organization" in source for source in news)
    assert "中国加入世界贸易组织。" in news


def test_a_term_is_substituted_only_where_the_target_has_it(epoch: Epoch) -> None:
    chance = random.Random(1)
    source = "法国加入世界贸易组织。"
    found = epoch.substitute(source, "The country joined the World Trade Organization.", chance)
    assert "法国" in found
    assert "World Trade Organization" in found
    assert epoch.substitute(source, "It joined.", chance) == source


def test_persons_have_names_that_change(epoch: Epoch) -> None:
    drawn = [pair for pair in epoch.draw(1, 0.5, plain=True) if "met with" in pair.target]
    assert len({pair.source for pair in drawn}) > 20
    assert all(pair.source.startswith(("王", "欧阳")) for pair in drawn)
    assert all(pair.target.startswith(("Wang ", "Ouyang ")) for pair in drawn)


def test_a_name_is_spelled_character_by_character() -> None:
    chance = random.Random(4)
    names = dict(NAMES.draw(chance) for _ in range(300))
    assert {"王明": "Wang Ming", "王明安": "Wang Ming'an", "欧阳德明": "Ouyang Deming"}.items() <= (
        names.items()
    )
    assert len(names) == 2 * (3 + 3 * 2)


def test_without_names_there_are_no_persons() -> None:
    drawn = Epoch.of(Corpus(PAIRS, (), TERMS, FRAMES)).draw(1, 0.5)
    assert not any("met with" in pair.target for pair in drawn)


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("World Trade Organization", "the World Trade Organization"),
        ("WHO", "the WHO"),
        ("ASEAN", "ASEAN"),
        ("France", "France"),
        ("Philippines", "the Philippines"),
        ("Republic of Korea", "the Republic of Korea"),
        ("talks", "talks"),
        ("one-China principle", "the one-China principle"),
    ],
)
def test_articles(english: str, expected: str) -> None:
    assert with_article(english) == expected


def test_kinds_decide_which_frames_fit() -> None:
    kinds = [kind_of(term) for term in TERMS]
    assert kinds == ["organisation", "country", "concept", "organisation"]
    assert kind_of(Term("王明", "Wang Ming", PERSON)) == PERSON


def test_a_filled_frame_starts_with_a_capital_unless_it_is_the_term_alone() -> None:
    pair = fill(FRAMES[1], (TERMS[0], TERMS[3]))
    assert pair.target == "The World Trade Organization announced new measures."
    assert fill(FRAMES[0], (TERMS[2], TERMS[2])).target == "talks"
    both = fill(FRAMES[2], (TERMS[1], TERMS[0]))
    assert both.source == "法国和世界贸易组织举行会谈。"
    assert both.target == "France and the World Trade Organization held talks."


def test_variations_change_marks_and_widths_only() -> None:
    chance = random.Random(5)
    seen = {vary_characters("去年，货物120吨。", chance) for _ in range(300)}
    assert {"去年，货物120吨。", "去年,货物120吨。", "去年，货物120吨"} <= seen
    assert "去年，货物１２０吨。" in seen


def test_batches_hold_no_more_than_the_budget_and_everything_once() -> None:
    chance = random.Random(2)
    items = [
        Encoded((1,) * chance.randint(1, 90), (2,) * chance.randint(1, 90)) for _ in range(300)
    ]
    batches = list(bucket(items, 500, 1))
    assert sorted((i.source, i.target) for b in batches for i in b) == sorted(
        (i.source, i.target) for i in items
    )
    assert all(len(batch) * max(item.length for item in batch) <= 500 for batch in batches)


def test_pairs_that_are_too_long_are_left_out() -> None:
    assert list(bucket([Encoded((1,) * 200, (1,))], 5000, 0)) == []
    assert padded([[1], [1, 2, 3]], 9) == [[1, 9, 9], [1, 2, 3]]
