"""A whole CAT tool takes the rules that we export, and cuts as we do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import omegat_segments
from tests.segmentation.gold import paragraphs
from workbench.exchange.srx_writer import write
from workbench.segmentation import chinese, english
from workbench.segmentation.srx import LanguageMap, Rule, Rules, RuleSet
from workbench.segmentation.srx_builtin import COMMENT, builtin

OWN = Rules(
    (RuleSet("Own", (Rule(breaks=True, before="，", after=""),)),), (LanguageMap("ZH.*", "Own"),)
)


@pytest.mark.peer("omegat")
def test_omegat_cuts_chinese_by_our_rules_as_we_do(tmp_path: Path) -> None:
    texts = ["".join(gold) for name in ("seeds.zh", "hard.zh") for gold in paragraphs(name)]
    found = omegat_segments.segments(texts, tmp_path, rules=write(builtin(), comment=COMMENT))
    assert found == [chinese.sentences(text) for text in texts]


@pytest.mark.peer("omegat")
def test_omegat_cuts_english_by_our_rules_as_we_do(tmp_path: Path) -> None:
    texts = ["".join(gold) for name in ("seeds.en", "hard.en") for gold in paragraphs(name)]
    found = omegat_segments.segments(texts, tmp_path, rules=write(builtin()), language="EN-US")
    assert found == [english.sentences(text) for text in texts]


@pytest.mark.peer("omegat")
def test_the_harness_makes_omegat_use_the_file_it_is_given(tmp_path: Path) -> None:
    assert omegat_segments.segments(["好，走，吧。"], tmp_path, rules=write(OWN)) == [
        ("好，", "走，", "吧。")
    ]
