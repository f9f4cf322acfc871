"""English paragraphs are cut where sentences end, for alignment."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.segmentation.english import VERY_LONG, sentences
from workbench.text.codepoints import is_wordless


@pytest.mark.parametrize(
    "marked",
    [
        "The fog lifted.| The ferry left.",
        "Is it late?| It is!| Let us go.",
        "Mr. Wang met Dr. Li and Prof. J. K. Rowan.| They talked.",
        "He works for the U.S. Army.| She is from the U.S.| The two met at 5 p.m. on Monday.",
        "It grew by 3.5 percent, to 1.2 billion.| That is much.",
        "See Fig. 3 and No. 5 of Vol. II.| No.| I will not.",
        "He joined Haichuan Shipping Co. Ltd. in May.| The company is old.",
        "He works at Haichuan Inc.| The company is old.",
        "Fish, fog, etc. are common.| Boats vs. bridges is the question.",
        "“Go,” he said.| “Why?” she asked.| “The boat leaves!”",
        '"Quick, let\'s go."| "Why?"| "The bus is about to leave!"',
        "He waited... and waited.| The boat came...| It was late.",
        "(The fog was thick.)| Nobody left.",
        "1. Wait for the fog to lift.| 2. Check the hull.",
        "A. Wait.| B. Check.",
        "DONGYU, May 18 – At six in the morning it was quiet.| In the distance a ship came.",
        "He left on Sept. 12.| It rained.",
        "The term 小康 is old.| 小康 means this.",
        "It was version 2.0.1 of www.example.org.| It worked.",
        "No full stop at the end",
        "Closed on Mon. 5 May and Tues. 6 May.| They sat.| 3 men came.| Call ext. 12 for help.",
        "The mayor, J.T. Rowan, met B. P. Hollis and P. Ames.| See p. 5.| P. Ames left.",
        "The mean was high (S.D. 4.2).| It was a guess by G.K. Ferryman.",
        "Keep it below 9 °C.| Never boil it at 200 °F.| The rest is easy.",
        "It opens at 9 a.m.| Bring a coat.| It closes at 5 p.m. Friday.",
        "We met at 6 p.m. Beijing time, or 10 a.m. GMT, and at 8 p.m. 3 May.| Good.",
        "It was I.| Nobody else came.",
        "Nobody has come since the 1970s.| Rowan did.| It was cold in the '80s.| Then it rained.",
        "The quay is more than 40m.| Rowan measured it.| Keep it below 30C.| Good.",
        "To moor the boat: 1. Slow down.| 2. Throw the rope.| 3. Tie it.| It is safe.",
        "Do as follows: 1. Slow down 2. Throw the rope 3. Tie it.| We need 12.| They need 7.",
        "Play it so: 1. Form teams of 2.| Then begin.| 2. Swap.| The score: 7.| Good.",
        "See p. 5.| The rest is on p. 6.| Harbour won 3 to 2.| It was late.",
        "P.S. The boat was late.| P.P.S. So was I.",
        "“I only meant—”| “I know what you meant.”| He left.",
        '"I only meant--"| "I know what you meant."| He left.',
        "“I only meant—”| The bell rang.| “I only—” Tom said.",
        "“I only meant—” she began.| He left.",
        "The tide was high.[12]| Others disagree.[3, 5]| It is open.²| See the end [7].| Good.",
        "We are home!😄| Sleep now.| What a day! 😭😭| Good night.",
    ],
)
def test_sentences(marked: str) -> None:
    assert list(sentences(marked.replace("|", ""))) == [part.strip() for part in marked.split("|")]


def test_line_ends_are_boundaries() -> None:
    assert sentences("The Ferry\nby Su Xiaohe\n\nThe fog lifted.") == (
        "The Ferry",
        "by Su Xiaohe",
        "The fog lifted.",
    )


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == ()


def test_marks_alone_go_with_a_neighbour() -> None:
    assert sentences("It ended. ... ! Really.") == ("It ended. ... !", "Really.")


def test_no_sentence_grows_without_end() -> None:
    assert max(map(len, sentences("word " * 50_000))) <= VERY_LONG


@given(st.text(alphabet="ab AB.!?…\"'()“”\n1 ,;", max_size=80) | st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_nothing_but_white_space_is_lost(text: str) -> None:
    rest = text
    found = sentences(text)
    for sentence in found:
        gap, _, rest = rest.partition(sentence)
        assert not gap.strip()
        assert sentence
    assert not rest.strip()
    if not is_wordless(text):
        assert not any(map(is_wordless, found))


@pytest.mark.parametrize("mark", [".", ". ", '"', "A. ", ": 1. ", "1. ", "\n", " ", "?!", '." '])
def test_long_runs_of_marks_take_linear_time(mark: str) -> None:
    text = mark * 60_000
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
