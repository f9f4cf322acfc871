"""Words and markup of a paragraph: what stands inside, what outside, and how it is numbered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.code import CodeKind
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning
from workbench.documents.cleanup.spacing import Habits
from workbench.documents.formats.inline import BREAK, OBJECT, WORD, Item, Run, settled
from workbench.documents.formats.inline_text import plain, rendered
from workbench.documents.markup import flaws


def _run(*parts: str) -> Run:
    """Return a run: `<x` opens, `>x` closes, `=` stands alone, `/` breaks, `!` is a word."""
    run = Run()
    at = 0
    for part in parts:
        end = at + len(part)
        if part.startswith("<"):
            run.opened(part[1:], at, end, part, part)
        elif part.startswith(">"):
            run.closed(part[1:], at, end, part, part)
        elif part in {"=", "/", "!", "@"}:
            run.alone(at, end, part, part, {"=": "", "/": BREAK, "!": WORD, "@": OBJECT}[part])
        else:
            run.words(at, end, part)
        at = end
    return run


def _text(*parts: str, cleaning: Cleaning = DEFAULT) -> str:
    return rendered(settled(_run(*parts).items), Habits(), cleaning)[0]


def _markup(items: tuple[Item, ...]) -> list[str]:
    return [item.text for item in items if item.kind is not None]


def test_what_wraps_all_words_is_outside() -> None:
    assert _text("@", " ", "<a", "<b", "船", ">b", ">a", "=", "/") == "船"
    assert _text("<a", "船", ">a", "雾") == "{1}船{2}雾"
    assert _text("!", "船") == "{1}船"


def test_halves_without_the_other_stand_alone() -> None:
    items = settled(_run("船", "<a", "雾", ">b", "江").items)
    assert [item.kind for item in items if item.kind] == [CodeKind.ALONE] * 2


def test_what_stands_together_is_one() -> None:
    assert _markup(settled(_run("船", "<a", "<b", "<c", "雾", ">c", ">b", ">a", "江").items)) == [
        "<a<b<c", ">c>b>a"
    ]  # fmt: skip
    assert _markup(settled(_run("船", "<a", "<b", "雾", ">b", "江", ">a", "。").items)) == [
        "<a", "<b", ">b", ">a"
    ]  # fmt: skip
    assert _markup(settled(_run("船", "=", "<a", "@", ">a", "雾").items)) == ["=<a@>a"]
    assert _markup(settled(_run("船", "=", "/", "=", "雾").items)) == ["=", "/", "="]


def test_nothing_without_words() -> None:
    assert settled(_run("<a", "……", ">a", "!").items) == ()


def test_spaces_around_codes_are_one() -> None:
    assert _text("a ", "<x", " b ", ">x", " c") == "a {1}b {2}c"
    assert _text("a", "/", "b", "=", " ", "c") == "a {1}b{2} c"
    assert _text("江 ", "/", "\n船") == "江{1}船"


def test_the_words_alone() -> None:
    assert plain(_run("江 ", "<x", "\n船", "/", "雾", "!", ">x").items) == "江 \n船\n雾"


_PARTS = st.sampled_from(
    [
        "<a",
        ">a",
        "<b",
        ">b",
        "=",
        "/",
        "!",
        "@",
        "江",
        "船 ",
        "\n",
        " ",
        "{1}",
        "{2",
        "}",
        "x",
        "。",
    ]
)


@given(st.lists(_PARTS, max_size=30), st.sampled_from([DEFAULT, Cleaning(frozenset())]))
def test_codes_nest_and_no_word_is_lost(parts: list[str], cleaning: Cleaning) -> None:
    items = settled(_run(*parts).items)
    text, codes = rendered(items, Habits(), cleaning)
    assert not flaws(text, text, codes)
    assert text == text.strip()
    bare = text
    for code in codes:
        assert bare.count(f"{{{code.number}}}") == 1
        bare = bare.replace(f"{{{code.number}}}", "")
    assert "".join(bare.split()) == "".join("".join(i.text for i in items if not i.kind).split())
