"""The recipe of the word table learns which words belong together, and keeps to its format."""

from __future__ import annotations

import lzma
from pathlib import Path

from models.alignment.learn import Learner, training_pairs
from workbench.alignment.words import stem


def _pairs() -> list[tuple[str, str]]:
    """Every animal does every thing: only counting shows which word is which."""
    animals = {"猫": "cat", "狗": "dog", "马": "horse", "鸟": "bird"}
    deeds = {"睡觉": "sleeps", "吃饭": "eats", "唱歌": "sings", "游泳": "swims"}
    return [
        (f"{animal}{deed}", f"The {english} {does}.")
        for animal, english in animals.items()
        for deed, does in deeds.items()
    ]


def test_words_are_told_apart_by_the_company_they_keep() -> None:
    words = ["猫", "狗", "马", "鸟", "睡觉", "吃饭", "唱歌", "游泳"]
    # In a language of eight words each is common: no word is left out for that.
    table = Learner(_pairs() * 3, words, most_common=1.0).learn()
    best = {word: row[0][1] for word, row in table.items()}
    assert best["马"] == stem("horse")
    assert best["唱歌"] == stem("sings")
    assert set(best) == set(words)


def test_the_last_tenth_and_long_pairs_are_held_out(tmp_path: Path) -> None:
    lines = ["source\tzh\ten\tattribution"]
    lines += [f"tatoeba\t第{n}句\tSentence {n}\t" for n in range(10)]
    lines += [f"python-docs\t{'长' * 71}\tLong\t", "python-docs\t短\tShort\t", "other\t别\tOther\t"]
    path = tmp_path / "pairs.tsv.xz"
    path.write_bytes(lzma.compress("\n".join(lines).encode()))
    assert [english for _, english in training_pairs(path)] == [f"Sentence {n}" for n in range(9)]
