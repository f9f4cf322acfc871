"""Each way to bring a term into a draft, on a model that says what a script says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.constraint.scripted import ScriptedBackend, hits, scripted, task, term
from workbench.engines.constraint.inline import Inline, substituted
from workbench.engines.constraint.nbest import NBest
from workbench.engines.constraint.replacement import Replacement, exchanged
from workbench.engines.constraint.spans import Rendering, renderings
from workbench.engines.constraint.splice import Splice, forced, rejoined
from workbench.engines.constraint.standin import InTurn
from workbench.engines.constraint.strategy import Round

PORT = term("智慧港口", "smart port", "wisdom port")
FUND = term("岚海基金", "Lanhai Fund")


def test_terms_are_put_into_the_source_all_at_once() -> None:
    one = task("岚海基金建智慧港口。", "", FUND, PORT)
    assert substituted(one) == "Lanhai Fund建smart port。"


def test_what_is_obeyed_already_is_left_in_chinese() -> None:
    one = task("岚海基金建智慧港口。", "The Lanhai Fund built it.", FUND, PORT)
    assert substituted(one) == "岚海基金建smart port。"


def test_inline_takes_the_beam_that_keeps_the_english() -> None:
    backend = ScriptedBackend({"建smart port。": ["They built it.", "They built a smart port."]})
    work = Round(scripted(backend), [task("建智慧港口。", "They built.", PORT)])
    assert Inline().propose(work) == [["They built a smart port."]]


def test_a_stand_in_shows_the_slot() -> None:
    backend = ScriptedBackend({"他们建项目。": ["They built a project."]})
    work = Round(scripted(backend), [task("他们建智慧港口。", "They.", PORT)])
    assert InTurn().propose(work) == [["They built a smart port."]]


def test_two_terms_have_two_stand_ins() -> None:
    backend = ScriptedBackend({"公司建项目。": ["The company built two projects."]})
    work = Round(scripted(backend), [task("岚海基金建智慧港口。", "No.", FUND, PORT)])
    assert InTurn().propose(work) == [["The Lanhai Fund built two smart ports."]]


def test_a_stand_in_that_is_lost_or_comes_twice_is_no_help() -> None:
    backend = ScriptedBackend({"他们建项目。": ["They built.", "A project, a project."]})
    work = Round(scripted(backend), [task("他们建智慧港口。", "They.", PORT)])
    assert InTurn().propose(work) == [[]]


def test_the_words_that_fall_without_the_term_are_its_rendering() -> None:
    because = {"clever": "智慧港口", "harbour": "智慧港口"}
    model = scripted(ScriptedBackend({}, because))
    one = task("他们建智慧港口。", "They built a clever harbour here.", PORT)
    (found,) = renderings(model, [(one, one.hits[0])])
    assert (found.start, found.end) == (3, 5)


def test_a_term_without_a_rendering_belongs_where_it_lies_in_the_source() -> None:
    model = scripted(ScriptedBackend({}))
    one = task("他们建智慧港口。", "They built here now.", PORT)
    (found,) = renderings(model, [(one, one.hits[0])])
    assert found.start == found.end


def test_a_wrong_rendering_is_replaced_and_the_rest_kept() -> None:
    because = {"wisdom": "智慧港口", "port": "智慧港口"}
    work = Round(
        scripted(ScriptedBackend({}, because)),
        [task("他们建智慧港口。", "They built a wisdom port here.", PORT)],
    )
    assert Replacement().propose(work) == [["They built a smart port here."]]


def test_a_head_that_the_term_says_already_goes_with_the_rendering() -> None:
    one = task("建智慧港口。", "They built clever ports.", PORT)
    assert exchanged(one.target, [Rendering(one.hits[0], 2, 3)]) == "They built smart ports."


def test_the_rest_after_a_forced_term_is_the_models() -> None:
    because = {"harbour": "智慧港口"}
    work = Round(
        scripted(ScriptedBackend({}, because, ends="in May.")),
        [task("他们建智慧港口。", "They built a harbour, perhaps.", PORT)],
    )
    assert Splice().propose(work) == [["They built a smart port in May.", ""]]


def test_a_rest_that_comes_back_to_the_target_keeps_the_targets_words() -> None:
    because = {"harbour": "智慧港口"}
    plain = "They built a harbour, with money of the Lanhai Fund in May."
    backend = ScriptedBackend({}, because, ends="this year, with money of a bank.")
    work = Round(scripted(backend), [task("岚海基金建智慧港口。", plain, FUND, PORT)])
    assert Splice().propose(work) == [
        [
            "They built a smart port this year, with money of a bank.",
            "They built a smart port this year, with money of the Lanhai Fund in May.",
        ]
    ]


def test_words_that_say_another_term_well_are_not_taken_for_a_rendering() -> None:
    because = {"Lanhai": "智慧港口", "Fund": "智慧港口", "clever": "智慧港口"}
    model = scripted(ScriptedBackend({}, because))
    one = task("岚海基金建智慧港口。", "The Lanhai Fund built clever things.", FUND, PORT)
    (found,) = renderings(model, [(one, one.hits[1])])
    assert (found.start, found.end) == (4, 5)


def test_nothing_is_asked_of_the_model_twice() -> None:
    backend = ScriptedBackend({"建smart port。": ["They built smart ports."]}, ends="now.")
    model = scripted(backend)
    work = Round(model, [task("建智慧港口。", "They built it.", PORT)])
    ways = (Inline(), InTurn(), NBest(), Replacement(), Splice())
    first = [way.propose(work) for way in ways]
    calls = dict(backend.calls)
    assert [way.propose(work) for way in ways] == first
    assert backend.calls == calls


def test_long_sources_are_not_decoded_anew_as_a_whole() -> None:
    backend = ScriptedBackend({})
    source = "他们在这里和那里" * 5 + "建智慧港口。"
    work = Round(scripted(backend), [task(source, "They built it.", PORT)])
    for way in (Inline(), InTurn(), NBest()):
        assert way.propose(work) == [[]]
    assert "decode" not in backend.calls


def test_the_list_of_the_model_is_searched_for_terms() -> None:
    source = "他们建智慧港口。"
    backend = ScriptedBackend({source: ["They built it.", "They built smart ports."]})
    work = Round(scripted(backend), [task(source, "They built it.", PORT)])
    assert NBest().propose(work) == [["They built smart ports."]]


_TEXT = st.lists(st.from_regex(r"[A-Za-zé’$%-]{1,9}[.,;]?", fullmatch=True), max_size=12)


@given(_TEXT, st.integers(0, 12), st.integers(0, 4), _TEXT)
def test_a_splice_never_loses_the_text_before_the_term(
    words: list[str], start: int, length: int, tail: list[str]
) -> None:
    start = min(start, len(words))
    one = task("他们建智慧港口。", " ".join(words), PORT)
    rendering = Rendering(one.hits[0], start, min(len(words), start + length))
    prefix = forced(one, rendering)
    articles = {"a", "an", "the"}
    kept = [word for word in words[:start] if word.lower() not in articles]
    assert [word for word in prefix.split() if word.lower() not in articles][: len(kept)] == kept
    model = scripted(ScriptedBackend({}, ends=" ".join(tail)))
    (text,) = model.complete([one.source], [prefix])
    assert text.startswith(prefix)
    again = rejoined(one, rendering, prefix, text)
    assert not again or again.startswith(prefix)


@given(_TEXT, _TEXT, _TEXT, st.integers(0, 12))
def test_what_is_rejoined_is_the_new_text_and_then_the_old(
    before: list[str], middle: list[str], after: list[str], start: int
) -> None:
    start = min(start, len(before))
    one = task("他们建智慧港口。", " ".join([*before, *after]), PORT)
    rendering = Rendering(one.hits[0], start, start)
    prefix = forced(one, rendering)
    text = " ".join([prefix, *middle, *after])
    again = rejoined(one, rendering, prefix, text)
    old, new = [*before, *after][start:], [*middle, *after]
    said = again[len(prefix) :].split()
    if again:
        assert any(
            said == new[:at] + old[back:] and new[at : at + 3] == old[back : back + 3]
            for at in range(len(new))
            for back in range(len(old))
        )
    else:
        assert len(after) < 3


_PLAIN = st.lists(
    st.from_regex(r"[a-z]{2,9}[.,;]?", fullmatch=True),
    max_size=12,
    unique_by=lambda word: word.rstrip(".,;"),
)


@given(_PLAIN, st.data())
def test_a_replacement_keeps_every_word_outside(words: list[str], data: st.DataObject) -> None:
    found = hits("智慧港口和岚海基金", PORT, FUND)
    spans = [sorted(data.draw(st.tuples(*[st.integers(0, len(words))] * 2))) for _ in found]
    text = exchanged(
        " ".join(words),
        [Rendering(hit, start, end) for hit, (start, end) in zip(found, spans, strict=True)],
    )
    outside = [
        word
        for number, word in enumerate(words)
        if not any(start <= number < end for start, end in spans)
    ]
    small = {"a", "an", "the", "smart", "port", "ports", "lanhai", "fund"}
    said = [word for word in text.split() if word.lower().strip(".,;") not in small]
    wanted = [word for word in outside if word.lower().strip(".,;") not in small]
    assert [word for word in said if word in wanted] == wanted


@pytest.mark.parametrize(("tail", "kept"), [("ed it", False), ("s grew", True), (", too", True)])
def test_a_term_ends_with_its_word(tail: str, kept: bool) -> None:
    from workbench.engines.constraint.splice import ends_a_word

    assert ends_a_word("A smart port", f"A smart port{tail}") is kept
