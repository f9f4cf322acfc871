"""The recipe of the character model counts, prunes and packs what the workbench then reads."""

from __future__ import annotations

import lzma
import random
from pathlib import Path

import numpy as np
import pytest

from models.characters import learn
from models.characters.damage import MARKS, Scanner
from models.characters.lists import ListMaker
from models.characters.shapes import table
from workbench.documents.scanning.character_model import CharacterModel, character_model, read_model
from workbench.documents.scanning.character_shapes import read_shapes, shapes

WORDS = "经济 900 n\n发展 800 v\n注入 50 v\nAB 3 eng\n国 70 n\n"


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> CharacterModel:
    """A model of a few sentences."""
    folder = tmp_path_factory.mktemp("characters")
    pairs, words, target = folder / "pairs.tsv.xz", folder / "dict.txt", folder / "grams.npz"
    draw = random.Random(1)
    nouns = ["经济", "国家", "城市", "农村"]
    lines = [f"tatoeba\t{draw.choice(nouns)}发展很快。\tIt grows.\t{n}" for n in range(400)]
    with lzma.open(pairs, "wt", encoding="utf-8") as file:
        file.write("\n".join(["source\tzh\ten\tattribution", *lines]) + "\n")
    words.write_text(WORDS, encoding="utf-8")
    learn.main(str(pairs), str(words), str(target))
    return read_model(target)


def test_what_was_seen_is_likelier_than_what_was_not(learned: CharacterModel) -> None:
    first, second, other = learned.alphabet.numbers("发展注")
    after = learned.after_two(
        np.array([first, first]), np.array([second, other]), learned.alphabet.numbers("很很")
    )
    assert after[0] > after[1] + 1
    assert learned.is_pair(np.array([first]), np.array([second])).all()


def test_chances_of_what_may_follow_add_up_to_one(learned: CharacterModel) -> None:
    every = np.arange(len(learned.alphabet))
    for before in ("展很", "济发"):
        one, two = learned.alphabet.numbers(before)
        size = len(every)
        chances = learned.after_two(np.full(size, one), np.full(size, two), every)
        assert np.exp(chances).sum() == pytest.approx(1, abs=0.15)  # levels are coarse


def test_words_are_known_by_their_characters(learned: CharacterModel) -> None:
    rows = np.array([learned.alphabet.numbers(word) for word in ("经济", "注入", "注人")])
    chances = learned.words.look_up(rows)
    assert chances[0] > chances[1] > -20 > chances[2]


def test_terms_of_the_glossaries_are_words() -> None:
    model = character_model()
    term = model.alphabet.numbers("二十国集团")
    assert model.words.look_up(term[None])[0] > -20


def test_our_own_pairs_are_left_out_for_the_judge(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv.xz"
    with lzma.open(pairs, "wt", encoding="utf-8") as file:
        file.write("source\tzh\ten\n" + "".join(f"xquad\t句子{n}\tS\n" for n in range(60)))
    assert list(learn.learned_from(pairs, (*learn.UNREAD, learn.OWN))) == []
    held = {text for _, text in learn.own_texts() if learn.bucket(text) == learn.TEST}
    assert held
    assert not held & {text for _, text in learn.learned_from(pairs)}


def test_shapes_are_read_as_they_were_written(tmp_path: Path) -> None:
    alphabet = character_model().alphabet
    alike = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.7], [0.1, 0.7, 1.0]], dtype=np.float32)
    path = tmp_path / "shapes.tsv"
    path.write_text("\n".join(table("注住往", alike)) + "\n", encoding="utf-8")
    found = read_shapes(path, alphabet)
    which, others, likeness = found.of(alphabet.numbers("住国注"))
    assert which.tolist() == [0, 0, 2]
    assert "".join(map(alphabet.character, others.tolist())) == "注往住"
    assert likeness.tolist() == pytest.approx([0.9, 0.7, 0.9])


def test_a_scan_says_what_stood_there() -> None:
    model = character_model()
    scanner = Scanner(model, shapes(model.alphabet), seed=1)
    text = "双方同意扩大贸易，会谈在上海举行。" * 20
    scan = scanner.scan(text, 0.1)
    assert scan.errors
    assert len(scan.text) == len(text)
    for place, (is_, was) in enumerate(zip(scan.text, text, strict=True)):
        assert (is_ != was) == (place in scan.errors)
        assert scan.errors.get(place, was) == was


def test_lists_are_made_the_same_each_time_and_all_of_what_is_read_wrongly_is_told() -> None:
    maker, again = ListMaker(seed=4), ListMaker(seed=4)
    texts = [maker.paragraph() for _ in range(200)]
    assert texts == [again.paragraph() for _ in range(200)]
    assert sum("、" in text for text in texts) > 100
    assert all(text.endswith("。") and "{" not in text for text in texts)
    scanner = Scanner(character_model(), shapes(character_model().alphabet), seed=4)
    for text in texts:
        scan = scanner.scan_lists(text, 0.5)
        wrong = {place for place, ch in enumerate(text) if scan.text[place] != ch}
        assert wrong == scan.errors.keys()
        assert all(scan.text[place] in MARKS and text[place] == "、" for place in wrong)
