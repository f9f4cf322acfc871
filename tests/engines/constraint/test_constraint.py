"""What is chosen among the candidates: terms, but never at the price of the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tests.engines.constraint.scripted import (
    ScriptedBackend,
    ScriptedTokenizer,
    scripted,
    task,
    term,
)
from workbench.engines.backend import Pieces, Scores
from workbench.engines.constraint.constraint import Constraint, Stage
from workbench.engines.constraint.digest import digest
from workbench.engines.constraint.inline import Inline
from workbench.engines.constraint.judging import faults, judged, ruled
from workbench.engines.constraint.splice import Splice
from workbench.engines.constraint.strategy import Round
from workbench.engines.constraint.values import Candidate

PORT = term("智慧港口", "smart port", "wisdom port", admitted=["intelligent port"])
FUND = term("岚海基金", "Lanhai Fund")
SOURCE = "岚海基金建智慧港口。"


class Saying:
    """A strategy that proposes what it was given."""

    name = "saying"

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)

    def propose(self, work: Round) -> list[list[str]]:
        """The texts, for each task."""
        return [list(self.texts) for _ in work.tasks]


def _chosen(source: str, plain: str, texts: Sequence[str]) -> str:
    model = scripted(ScriptedBackend({}))
    constraint = Constraint(model, [Stage((Saying(*texts),))])
    return constraint.choose([task(source, plain, PORT, FUND)])[0].candidate.text


def test_terms_win_over_likelihood() -> None:
    good = "The Lanhai Fund built an intelligent port."
    assert _chosen(SOURCE, "They built it here.", ["The Lanhai Fund built it.", good]) == good


def test_a_forbidden_rendering_loses() -> None:
    plain = "The Lanhai Fund built a wisdom port."
    assert _chosen(SOURCE, plain, [plain, "The Lanhai Fund built a smart port."]) != plain


def test_a_broken_sentence_is_no_price_for_a_term() -> None:
    plain = "They built it here."
    broken = "Lanhai Fund smart port smart port smart port smart port smart port."
    assert _chosen(SOURCE, plain, [broken]) == plain


def test_words_that_have_nothing_to_do_with_the_source_are_no_price_either() -> None:
    plain, nonsense = "They built.", "Lanhai Fund cats sleep under smart ports green."
    because = dict.fromkeys(["cats", "sleep", "under", "green"], "猫")
    because |= {"smart": "智慧", "ports": "智慧", "Lanhai": "岚", "Fund": "岚"}
    model = scripted(ScriptedBackend({}, {**because}))
    one = task("我们建智慧港口。", plain, PORT)
    obeying, other = judged(
        model,
        [ruled(one, Candidate(text)) for text in (nonsense, "We built a smart port.")],
    )
    assert other.worth > obeying.worth


def test_lost_numbers_and_terms_that_come_too_often_are_faults() -> None:
    one = task("去年建了30个智慧港口。", "Last year 30 were built.", PORT)
    assert faults(one, "Last year 30 smart ports were built.") == 0
    assert faults(one, "Last year smart ports were built.") == 1
    assert faults(one, "Last year 30 smart ports of a smart port were built.") == 1
    assert faults(one, "Ports.") > 1


def test_a_term_that_stands_twice_may_be_said_twice() -> None:
    one = task("智慧港口和智慧港口", "Ports.", PORT)
    assert faults(one, "Smart ports and smart ports") == 0


def test_the_whole_batch_goes_to_the_model_together() -> None:
    backend = ScriptedBackend(
        {
            "建smart port。": ["They built a smart port."],
            "买smart port。": ["They bought a smart port."],
        }
    )
    tasks = [task("建智慧港口。", "They built.", PORT), task("买智慧港口。", "They bought.", PORT)]
    found = Constraint(scripted(backend), [Stage((Inline(),))]).choose(tasks)
    assert [one.candidate.text for one in found] == [
        "They built a smart port.",
        "They bought a smart port.",
    ]
    assert [one.candidate.way for one in found] == ["inline", "inline"]
    assert backend.calls == {"decode": 1, "score": 2}


def test_what_one_stage_leaves_the_next_takes_up() -> None:
    first, second = "The Lanhai Fund built it.", "The Lanhai Fund built a smart port."
    model = scripted(ScriptedBackend({}))
    stages = [Stage((Saying(first),)), Stage((Saying(second),))]
    found = Constraint(model, stages).choose([task(SOURCE, "They built it.", PORT, FUND)])
    assert found[0].candidate.text == second
    assert found[0].disobeyed == 0


def test_what_breaks_more_rules_than_another_is_not_scored() -> None:
    good = "The Lanhai Fund built a smart port."
    backend = ScriptedBackend({})
    stage = Stage((Saying("The Lanhai Fund built it.", good),), rounds=3)
    scored: list[str] = []

    class Watched(ScriptedBackend):
        def score(self, sources: Sequence[Pieces], targets: Sequence[Pieces], /) -> list[Scores]:
            scored.extend(ScriptedTokenizer().decode(target) for target in targets)
            return backend.score(sources, targets)

    one = task(SOURCE, "They built it here.", PORT, FUND)
    found = Constraint(scripted(Watched({})), [stage]).choose([one])
    assert found[0].candidate.text == good
    assert scored == ["They built it here.", good]


def test_each_try_in_vain_goes_on_to_the_next_term_and_the_other_source() -> None:
    backend = ScriptedBackend({}, ends="port " * 9)
    stage = Stage((Splice(),), rounds=6)
    one = task(SOURCE, "They built it here.", PORT, FUND)
    found = Constraint(scripted(backend), [stage]).choose([one])
    assert found[0].candidate.text == one.plain
    english = "Lanhai Fund建smart port。"
    assert backend.branched == [english, english, SOURCE, SOURCE]


def test_only_a_change_of_the_renderings_changes_the_digest() -> None:
    hits = task(SOURCE, "", PORT, FUND).hits
    assert digest(()) == ""
    assert digest(hits) == digest(hits[::-1])
    assert digest(hits) != digest(hits[:1])
    other = task(SOURCE, "", term("智慧港口", "smart port"), FUND).hits
    assert digest(other) != digest(hits)
    noted = task(SOURCE, "", FUND, PORT).hits
    assert digest(noted) == digest(hits)
