"""The rest of a sentence follows what was typed, to the letter, or there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.engines.backend import Pieces
from workbench.engines.interactive.completer import Completer
from workbench.engines.marian import MarianEngine

SOURCE = "两国同意加强贸易，深化海关合作。"
NEXT = "会议将于明年举行。"


class Counted:
    """A back end that counts how often it is asked."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        self.calls += 1
        return getattr(self._backend, name)


@pytest.fixture
def completer(engine: MarianEngine) -> Completer:
    return Completer(engine)


@pytest.fixture
def counted(engine: MarianEngine, monkeypatch: pytest.MonkeyPatch) -> Counted:
    backend = Counted(engine.backend)
    monkeypatch.setattr(engine, "backend", backend)
    return backend


def test_the_rest_of_a_begun_sentence_ends_it(completer: Completer) -> None:
    rest = completer.rest(SOURCE, "Both countries ")
    assert rest
    assert not rest.startswith(" ")
    assert rest.endswith(".")


def test_a_half_typed_word_is_finished_before_anything_else(completer: Completer) -> None:
    whole = completer.rest(SOURCE, "")
    word = max(whole.split(), key=len)
    before = whole[: whole.index(word) + 3]
    other = Completer(completer._engine)
    rest = other.rest(SOURCE, before)
    assert f"{before}{rest}".split()[len(before.split()) - 1].strip(".,") == word.strip(".,")


@pytest.mark.parametrize("letters", ["Bo", "Chi", "They", "Part"])
def test_a_beginning_that_the_model_would_not_choose_is_spelt_on(
    completer: Completer, letters: str
) -> None:
    assert not completer.rest(SOURCE, "").startswith(letters)
    rest = Completer(completer._engine).rest(SOURCE, letters)
    first = (letters + rest).split()[0]
    assert rest == "" or first.startswith(letters)
    assert "  " not in letters + rest


def test_after_a_space_a_new_word_begins(completer: Completer) -> None:
    assert completer.rest(SOURCE, "The two sides ")[:1].strip()
    without = Completer(completer._engine).rest(SOURCE, "The two sides")
    assert without.startswith(" ")


def test_whoever_types_along_needs_the_model_once(engine: MarianEngine, counted: Counted) -> None:
    completer = Completer(engine)
    rest = completer.rest(SOURCE, "The ")
    asked = counted.calls
    for end in range(1, len(rest) + 1):
        assert completer.known(SOURCE, "The " + rest[:end]) == rest[end:]
        assert completer.rest(SOURCE, "The " + rest[:end]) == rest[end:]
    assert counted.calls == asked
    assert completer.known(SOURCE, "The " + rest[:3] + "#") is None
    assert completer.known(NEXT, "The ") is None


def test_nothing_follows_a_sentence_that_has_ended(completer: Completer, counted: Counted) -> None:
    assert completer.rest(SOURCE, "The two sides agreed.") == ""
    assert completer.rest(SOURCE, "“The two sides agreed.”") == ""
    assert counted.calls == 0
    assert completer.rest("……", "The") == ""


def test_letters_that_make_no_word_have_no_rest(completer: Completer) -> None:
    assert completer.rest(SOURCE, "xqzzt") == ""


def test_placeholders_do_not_stop_it(completer: Completer) -> None:
    rest = completer.rest("{1}双方同意{2}扩大贸易。", "{1}The two sides{2} ")
    assert rest
    assert "{" not in rest


def test_a_long_source_is_completed_where_it_is_reached(
    completer: Completer, engine: MarianEngine
) -> None:
    long = SOURCE * 12 + NEXT
    assert not engine.fits(long)
    sentence = "The two sides agreed to expand trade. "
    begun = "The meeting "
    assert completer.rest(long, sentence * 12 + begun) == completer.rest(NEXT, begun)
    assert completer.rest(long, "The two s").endswith(".")
    assert completer.rest(long, sentence * 30) == ""


def test_a_long_clause_that_no_sentence_divides_is_left_alone(
    completer: Completer, engine: MarianEngine
) -> None:
    long = "双方同意扩大贸易，" * 30 + "并深化海关合作。"
    assert not engine.fits(long)
    assert completer.rest(long, "The two sides agreed to expand trade, " * 20) == ""


_BEGINNINGS: Sequence[str] = [
    "", "The", "the two ", "THE TWO S", "Both countries’ ", "naïve ", "它 is ", "{1}A{2} ", "3.5 ",
    "tra", "  two  spaces ", "(", "“", "x-", "\u00a0", "e\u0301",
]  # fmt: skip


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    typed=st.one_of(
        st.text(max_size=20),
        st.lists(st.sampled_from(_BEGINNINGS), max_size=4).map("".join),
    )
)
def test_what_was_typed_is_kept_to_the_letter(engine: MarianEngine, typed: str) -> None:
    completer = Completer(engine)
    rest = completer.rest(SOURCE, typed)
    assert "▁" not in rest
    assert "\n" not in rest
    assert rest == rest.rstrip()
    assert not (typed[-1:].isspace() and rest[:1].isspace())
    assert completer.known(SOURCE, typed) == rest
    whole = typed + rest
    for end in range(len(typed), len(whole)):
        assert whole[:end] + (completer.known(SOURCE, whole[:end]) or "") in (whole, whole[:end])


def test_pieces_typed_before_are_never_changed(engine: MarianEngine, monkeypatch: Any) -> None:
    seen: list[Pieces] = []
    branch = engine.backend.branch

    def noted(sources: Any, prefixes: Any, decoding: Any, count: int) -> Any:
        found = branch(sources, prefixes, decoding, count)
        for prefix, made in zip(prefixes, found, strict=True):
            assert made[0][: len(prefix)] == tuple(prefix)
            seen.append(prefix)
        return found

    monkeypatch.setattr(engine.backend, "branch", noted)
    Completer(engine).rest(SOURCE, "Both countries have reached an under")
    assert seen
