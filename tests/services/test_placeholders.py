"""Placeholders of formatted documents in drafts: at their words, kept, and made anew with them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.engines.attending import Attending, attending
from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.draft import Draft
from workbench.documents.formats.base import Untranslated, Wanted
from workbench.engines import loading
from workbench.engines.marian import MarianEngine
from workbench.engines.placeholders import GUESSED
from workbench.services import documents, export, glossary, placeholders, suggestions
from workbench.services.drafting import Drafter
from workbench.services.outdated import outdated
from workbench.services.pretranslation import pretranslate
from workbench.services.workspace import Workspace
from workbench.text.nesting import Outline
from workbench.text.placeholders import without

PAGE = "<p><b>会议</b>将于<i>明年</i>举行。</p><p>谢谢大家。</p>"
FAIL = Wanted(Untranslated.FAIL)
MEETING = "{1}会议{2}将于{3}明年{4}举行。"
IN_ORDER = "{1}Next year{2} the {3}meeting{4} will be held."
IN_PLACE = "{3}Next year{4} the {1}meeting{2} will be held."


class Aligning(FakeEngine):
    """An engine that keeps the order of the source, with a model inside that aligns words."""

    def __init__(self) -> None:
        super().__init__()
        self.says[MEETING] = IN_ORDER
        renders = {"meeting": "会议", "Next": "明年", "year": "明年", "held": "举行"}
        self.backend = Attending({}, renders)

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        """Say that places are a guess."""
        return [Draft(draft.text, -0.5, (GUESSED,)) for draft in super().translate(sources)]

    def loaded(self) -> MarianEngine:
        """The model."""
        return attending(self.backend)


@pytest.fixture
def aligning() -> Aligning:
    return Aligning()


@pytest.fixture
def page(make_document: MakeDocument) -> Document:
    return make_document(PAGE, name="page.html")


def _targets(ws: Workspace, document: Document) -> list[str]:
    return [segment.target for segment in documents.load(ws, document.id).segments]


def test_a_draft_has_its_placeholders_at_their_words(
    ws: Workspace, page: Document, aligning: Aligning
) -> None:
    Drafter(ws, aligning).fill(page.id, [segment.id for segment in page.segments])
    assert _targets(ws, page) == [IN_PLACE, "EN 谢谢大家。"]
    assert aligning.backend.calls["attend"] == 1


def test_a_document_without_placeholders_is_not_aligned(
    ws: Workspace, document: Document, aligning: Aligning
) -> None:
    assert pretranslate(ws, Drafter(ws, aligning), [document.id]).left == 0
    assert aligning.backend.calls == {}


def test_pretranslating_and_suggesting_say_the_same(
    ws: Workspace, page: Document, aligning: Aligning
) -> None:
    drafter = Drafter(ws, aligning)
    assert pretranslate(ws, drafter, [page.id]).from_engine == 2
    assert _targets(ws, page)[0] == IN_PLACE
    (found,) = suggestions.from_engine(drafter, page.segments[0])
    assert found.target == IN_PLACE
    assert found.draft is not None
    assert found.draft.warnings == ()


def test_what_was_aligned_once_is_kept(ws: Workspace, page: Document, aligning: Aligning) -> None:
    drafter = Drafter(ws, aligning)
    outlines = drafter.outlines(page.segments)
    assert set(outlines) == {MEETING}
    first = drafter.draft([MEETING], outlines=outlines)
    assert Drafter(ws, aligning).draft([MEETING], outlines=outlines) == first
    assert drafter.cached([MEETING], outlines=outlines) == {MEETING: first[0]}
    assert aligning.backend.calls["attend"] == 1
    assert aligning.asked == [MEETING]


def test_a_source_of_unknown_pairs_keeps_its_order(
    ws: Workspace, page: Document, aligning: Aligning
) -> None:
    drafter = Drafter(ws, aligning)
    assert drafter.draft([MEETING], outlines=drafter.outlines(page.segments))[0].text == IN_PLACE
    assert drafter.draft([MEETING])[0].text == IN_ORDER
    assert aligning.asked == [MEETING]


def test_pairs_are_those_of_the_paragraph(ws: Workspace, make_document: MakeDocument) -> None:
    page = make_document("<p><b>会议</b><br>明年<i>举行</i>。</p>", name="page.html")
    (segment,) = page.segments
    assert segment.source == "{1}会议{2}{3}明年{4}举行{5}。"
    assert placeholders.outlines(ws, page.segments) == {
        segment.source: Outline(frozenset({(1, 2), (4, 5)}))
    }


def test_inline_code_and_words_of_the_files_own_are_words(
    ws: Workspace, make_document: MakeDocument
) -> None:
    page = make_document("这是`GPS`和{0}的**重要**作用<br>。\n", name="page.md")
    (segment,) = page.segments
    assert segment.source == "这是{1}和{0}的{2}重要{3}作用{4}。"
    assert placeholders.outlines(ws, page.segments)[segment.source] == Outline(
        frozenset({(2, 3)}), frozenset({0, 1})
    )


def test_one_source_that_pairs_in_two_ways_is_left_out(
    ws: Workspace, make_document: MakeDocument
) -> None:
    one = make_document("<p>会<b>议</b>来了。</p>", name="one.html")
    other = make_document("<p>会<br>议<br>来了。</p>", name="other.html")
    sources = {segment.source for segment in (*one.segments, *other.segments)}
    assert sources == {"会{1}议{2}来了。"}
    assert placeholders.outlines(ws, other.segments) == {"会{1}议{2}来了。": Outline()}
    assert placeholders.outlines(ws, [*one.segments, *other.segments]) == {}


def test_an_engine_that_cannot_align_keeps_the_order(
    ws: Workspace, page: Document, engine: FakeEngine
) -> None:
    engine.says[MEETING] = IN_ORDER
    drafter = Drafter(ws, engine)
    (draft,) = drafter.draft([MEETING], outlines=drafter.outlines(page.segments))
    assert (draft.text, draft.terms) == (IN_ORDER, "")


CONFERENCE = "{3}Next year{4} the {1}conference{2} will be held."


@pytest.fixture
def obeying(ws: Workspace, aligning: Aligning) -> Aligning:
    """An engine that can be made to say `conference`; there is no term yet."""
    for term in glossary.listing(ws):
        glossary.remove(ws, term.source)
    aligning.backend.says = {"conference将于明年举行。": [without(CONFERENCE)]}
    aligning.backend.because = {"meeting": "会议", "conference": "会议"}
    return aligning


def test_a_new_term_makes_such_drafts_anew(
    ws: Workspace, page: Document, obeying: Aligning
) -> None:
    held = page.segments[0].id
    drafter = Drafter(ws, obeying, matcher=glossary.matcher(ws))
    drafter.fill(page.id, [held])

    def behind() -> tuple[int, ...]:
        segments = documents.load(ws, page.id).segments
        return outdated(ws, obeying, glossary.matcher(ws), segments)

    assert behind() == ()
    glossary.add(ws, "会议", "conference")
    assert behind() == (held,)
    drafter.matcher = glossary.matcher(ws)
    drafter.refresh(page.id, [held])
    assert _targets(ws, page)[0] == CONFERENCE
    assert behind() == ()


def test_a_draft_that_obeys_the_glossary_is_aligned_too(
    ws: Workspace, page: Document, obeying: Aligning
) -> None:
    glossary.add(ws, "会议", "conference")
    drafter = Drafter(ws, obeying, matcher=glossary.matcher(ws))
    (draft,) = drafter.draft([MEETING], outlines=drafter.outlines(page.segments))
    assert draft.text == CONFERENCE
    assert draft.plain == IN_PLACE


def test_the_exported_page_has_the_same_words_bold(
    ws: Workspace, page: Document, aligning: Aligning
) -> None:
    pretranslate(ws, Drafter(ws, aligning), [page.id])
    written = export.finished(ws, page.id, FAIL).decode()
    assert "<p><i>Next year</i> the <b>meeting</b> will be held.</p>" in written


@pytest.mark.parametrize("back_end", ["ctranslate2", "transformers"])
def test_drafts_of_the_embedded_model_can_be_exported(
    ws: Workspace, make_document: MakeDocument, back_end: str
) -> None:
    text = "我昨天买的<b>书</b>很<i>好看</i>。", "<i>海关<b>合作</b></i>明年<a href='x'>扩大</a>。"
    page = make_document("".join(f"<p>{one}</p>" for one in text), name="page.html")
    engine = loading.load("embedded", backend=back_end)
    pretranslate(ws, Drafter(ws, engine), [page.id])
    plain = engine.translate([without(segment.source) for segment in page.segments])
    assert [without(target) for target in _targets(ws, page)] == [draft.text for draft in plain]
    written = export.finished(ws, page.id, FAIL).decode()
    assert [written.count(tag) for tag in ("<b>", "</b>", "<i>", "</i>", "</a>")] == [2, 2, 2, 2, 1]
