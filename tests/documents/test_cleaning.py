"""Each step of the clean-up can be switched off, and then does nothing."""

from __future__ import annotations

import pytest

from workbench.documents.blocks import Block
from workbench.documents.cleanup import notes
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning, Step
from workbench.documents.cleanup.reflow import reflow

BODY = "江面上起了一层薄雾，渡船停在岸边，船工们围着炉子喝茶。"
WRAPPED = "清晨的江面上起了一层薄雾，渡\n船停在岸边，船工们围着炉子喝\n茶，谁也不着急，只是等着。"

TEXTS = {
    Step.LINES: WRAPPED,
    Step.SPACES: "江面上起了 一层薄雾，渡船停在岸边，船工们围着 炉子喝茶。",
    Step.BREAKS: f"{BODY}\n\n他给新渡船起了一个名字，叫作“江上\n\n人家”，漆在船头，红底白字。",
    Step.SPLITS: f"{BODY} 二、雾散之后\n\n{BODY}",
    Step.KINDS: f"雾里的渡口\n\n{BODY}",
    Step.NOISE: f"{BODY}\n\n（上接第3版）\n\n{BODY}",
    Step.SECTIONS: f"雾里的渡口\n\n{BODY}\n\n（完）\n\n旧港新声\n\n{BODY}",
}
"""For each step a text in which it has something to do."""

NEEDED = {
    Step.KINDS: {
        Step.SPLITS,
        Step.SECTIONS,
    },  # what is split off is a heading; titles begin sections
    Step.NOISE: {Step.SECTIONS},  # the mark of an end is noise
    Step.SECTIONS: {Step.NOISE},  # a jump line begins a section
}
"""In whose texts a step has something to do besides."""


def _shown(blocks: tuple[Block, ...]) -> list[tuple[str, str, int]]:
    return [(block.kind.value, block.text, block.section) for block in blocks]


@pytest.mark.parametrize("step", TEXTS)
def test_a_step_that_is_off_does_nothing(step: Step) -> None:
    assert _shown(reflow(TEXTS[step], DEFAULT.without(step))) != _shown(reflow(TEXTS[step]))


@pytest.mark.parametrize("step", TEXTS)
def test_a_step_that_is_off_leaves_the_others_their_work(step: Step) -> None:
    for other in set(TEXTS) - {step} - NEEDED.get(step, set()):
        found = reflow(TEXTS[other], DEFAULT.without(step))
        assert _shown(found) == _shown(reflow(TEXTS[other])), other


def test_without_lines_each_stays_a_paragraph() -> None:
    found = reflow(WRAPPED, DEFAULT.without(Step.LINES))
    assert [block.text for block in found] == WRAPPED.split("\n")


def test_without_spaces_they_stay_though_lines_are_joined() -> None:
    text = "清晨的江面上 起了一层薄雾，\n渡船停在岸边，船工们围着炉\n子喝茶，谁也 不着急，只是等。"
    (block,) = reflow(text, DEFAULT.without(Step.SPACES))
    assert block.text == text.replace("\n", "")


def test_without_breaks_the_halves_are_still_marked() -> None:
    found = reflow(TEXTS[Step.BREAKS], DEFAULT.without(Step.BREAKS))
    assert [block.text for block in found] == TEXTS[Step.BREAKS].split("\n\n")


def test_without_splits_a_jump_line_stays_in_its_paragraph() -> None:
    text = f"{BODY}（下转第2版）"
    assert [block.text for block in reflow(text, DEFAULT.without(Step.SPLITS))] == [text]


def test_without_kinds_all_is_body_but_noise() -> None:
    found = reflow(TEXTS[Step.SECTIONS], DEFAULT.without(Step.KINDS))
    assert [block.kind.value for block in found] == ["body", "body", "noise", "body", "body"]


def test_without_noise_everything_is_translated() -> None:
    found = reflow(TEXTS[Step.NOISE], DEFAULT.without(Step.NOISE))
    assert "noise" not in [block.kind.value for block in found]


def test_without_sections_there_is_one() -> None:
    assert {b.section for b in reflow(TEXTS[Step.SECTIONS], DEFAULT.without(Step.SECTIONS))} == {0}


def test_no_step_at_all_gives_the_lines() -> None:
    found = reflow(TEXTS[Step.SPACES] + "\n\n" + WRAPPED, Cleaning(frozenset()))
    assert [b.text for b in found] == [TEXTS[Step.SPACES], *WRAPPED.split("\n")]


def test_punctuation_is_replaced_only_when_asked() -> None:
    text = '他说,"雾散之前不开船",大家都同意!'
    assert Step.PUNCTUATION not in DEFAULT
    (block,) = reflow(text, DEFAULT.having(Step.PUNCTUATION))
    assert block.text == "他说，“雾散之前不开船”，大家都同意！"
    assert block.original == text
    assert block.notes[-1] == notes.marks_replaced(5)


def test_notes_say_what_each_step_did() -> None:
    text = "清晨的江面上 起了一层薄雾，\n渡船停在岸边，船工们围着炉\n子喝茶，谁也 不着急，只是等。"
    (block,) = reflow(text)
    assert block.notes == (notes.lines_joined(2), notes.spaces_removed(2))
    assert notes.lines_joined(2) == "3 lines joined"
    assert notes.spaces_removed(1) == "1 space taken out"
    assert notes.marks_replaced(1200) == "1,200 marks made Chinese"


def test_each_step_explains_itself() -> None:
    explanations = [step.explanation for step in Step]
    assert len(set(explanations)) == len(Step)
    assert not [text for text in explanations if "\n" in text or text.endswith(".")]


def test_a_cleaning_can_be_changed_without_changing_the_default() -> None:
    changed = DEFAULT.without(Step.LINES, Step.NOISE).having(Step.PUNCTUATION)
    assert Step.PUNCTUATION in changed
    assert Step.LINES not in changed
    assert Step.LINES in DEFAULT
