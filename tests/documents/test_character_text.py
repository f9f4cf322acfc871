"""Text as numbers: folded, and knowing where each of them stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.documents.scanning.character_text import EDGE, UNKNOWN, Alphabet, CharacterText

LETTERS = Alphabet("0A，。“”、国注入人")


def spelled(text: CharacterText) -> str:
    """Return the characters, `|` for an edge and `?` for what is not known."""
    marks = {EDGE: "|", UNKNOWN: "?"}
    return "".join(marks.get(n) or LETTERS.character(n) for n in text.numbers.tolist())


def test_widths_scripts_spaces_and_runs_are_folded_away() -> None:
    read = LETTERS.read(['國 人,2024年ＡＢc"注"入."入'])
    assert spelled(read) == "||国人，0?A“注”入?“入||"
    assert [bool(flag) for flag in read.altered[2:4]] == [True, False]


def test_runs_are_not_single_and_letters_of_their_own_are() -> None:
    read = LETTERS.read(["1国12国A国AB"])
    assert read.single.tolist()[2:-2] == [True, True, False, True, True, True, False]


def test_placeholders_are_left_out_and_offsets_are_those_of_the_text() -> None:
    text = "{1}注{12}入 人"
    read = LETTERS.read(["人", text])
    assert spelled(read) == "||人||注入人||"
    assert read.offsets.tolist()[5:8] == [3, 8, 10]
    assert read.texts.tolist()[2:8:3] == [0, 1]


def test_quotation_marks_take_turns_in_each_text_anew() -> None:
    assert spelled(LETTERS.read(['"人', '"人"'])) == "||“人||“人”||"


@given(st.lists(st.text(), max_size=3))
def test_every_character_stands_where_it_says(texts: list[str]) -> None:
    read = LETTERS.read(texts)
    assert len(read.numbers) == len(read.offsets) == len(read.texts) == len(read.single)
    for number, offset, which in zip(read.numbers, read.offsets, read.texts, strict=True):
        if number > EDGE:
            assert LETTERS.number(texts[which][offset]) == number or texts[which][offset] == '"'
