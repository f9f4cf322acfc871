"""The recipe selects pairs by rule, and never trains on what it measures."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from models.embedded.recipe.prepare import (
    AT_MOST,
    Frame,
    Pair,
    assemble,
    is_held_out,
    keep_shortlist,
    plain_english,
    read_bitext,
    read_frames,
    read_pairs,
    read_terms,
)

HEADER = "source\tzh\ten\tattribution\n"


def collection(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "zh-en.tsv.xz"
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.write(HEADER + "".join(f"{row}\t\n" for row in rows))
    return path


def test_enumerators_of_laws_go_on_both_sides(tmp_path: Path) -> None:
    path = collection(
        tmp_path,
        "tw-law\t三、未附文件者，不予受理。\t3. An application without documents is not accepted.",
        "tw-law\t（二）设置储存设备。\t(2) Storage equipment shall be installed; and",
    )
    assert [(p.source, p.target) for p in read_bitext(path)] == [
        ("未附文件者，不予受理。", "An application without documents is not accepted."),
        ("设置储存设备。", "Storage equipment shall be installed"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "tw-law\t" + "本法所称主管机关" * 6 + "。\tThe competent authority.",
        "tw-law\t收回手册期间\tthe period of calling back",
        "python-docs\t示例：::\tExample: ``x``",
        "python-docs\t" + "文" * 40 + "。\tToo long.",
        "xquad\t谁？\t" + "who " * 30,
    ],
)
def test_what_would_do_harm_is_left_out(tmp_path: Path, row: str) -> None:
    assert list(read_bitext(collection(tmp_path, row))) == []


def test_the_shortlist_is_bounded_and_does_not_depend_on_the_order() -> None:
    pairs = [Pair("docs", f"第{n}章", f"Chapter {n}") for n in range(AT_MOST["docs"] + 50)]
    kept = keep_shortlist(pairs)
    assert len(kept) == AT_MOST["docs"]
    assert set(keep_shortlist(reversed(pairs))) == set(kept)
    assert keep_shortlist(pairs[:3] * 2) == keep_shortlist(pairs[:3])


def test_english_gets_plain_quotes() -> None:
    assert plain_english("“It’s\u00a0here,”  he said – twice.") == '"It\'s here," he said - twice.'


def test_own_pairs_skip_header_comments_and_broken_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.tsv"
    path.write_text("source\ttarget\n# a remark\n港口很忙。\tThe port is busy.\nhalf\n", "utf-8")
    assert list(read_pairs(path)) == [Pair("news", "港口很忙。", "The port is busy.")]
    assert list(read_pairs(tmp_path / "none.tsv")) == []


def test_frames_and_terms_are_read(tmp_path: Path) -> None:
    frames = tmp_path / "frames.tsv"
    frames.write_text("kind\tsource\ttarget\nany\t关于{t}\tOn {t}\nany\t坏的\tbroken\n", "utf-8")
    assert list(read_frames(frames)) == [Frame("any", "关于{t}", "On {t}")]
    (tmp_path / "diplomacy.csv").write_text(
        "source,target,status,domain,note\n会谈,talks,preferred,diplomacy,\n会谈,chat,forbidden,,\n",
        "utf-8",
    )
    assert [(t.source, t.target, t.domain) for t in read_terms(tmp_path)] == [
        ("会谈", "talks", "diplomacy")
    ]


def test_what_is_held_out_is_never_trained_on(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe"
    (recipe / "pairs").mkdir(parents=True)
    numbers = range(400)
    lines = [f"港口{n}号很忙。\tPort {n} is busy." for n in numbers]
    (recipe / "pairs" / "news.tsv").write_text("\n".join(["source\ttarget", *lines]), "utf-8")
    again = [Pair("tatoeba", f"港口{n}号很忙。", f"Berth {n} is full.") for n in numbers]
    corpus = assemble(again, recipe, tmp_path)
    assert 5 <= sum(pair.kind == "news" for pair in corpus.held_out) <= 50
    assert all(is_held_out(pair) for pair in corpus.held_out)
    trained = {pair.source for pair in corpus.training}
    assert not trained & {pair.source for pair in corpus.held_out}
    assert trained
    assert assemble(again, recipe, tmp_path) == corpus
