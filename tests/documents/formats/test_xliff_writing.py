"""What is written into XLIFF: targets and states where they belong, and nothing else changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from tests.documents.formats.contract import EMPTY, numbered, translated
from tests.documents.formats.xliff import (
    VERSION_1,
    VERSION_2,
    blocks,
    content,
    marks,
    one,
    paragraphs,
    two,
    written,
)
from workbench.core.document import Paragraph, Segment
from workbench.core.status import Origin, Status
from workbench.documents.formats.base import Wanted
from workbench.documents.formats.xliff import handler as xliff

STATES_1 = {
    (Status.DRAFT, Origin.MT): ' state="needs-review-translation" state-qualifier="leveraged-mt"',
    (Status.DRAFT, Origin.TM): ' state="needs-review-translation" state-qualifier="leveraged-tm"',
    (Status.DRAFT, Origin.HUMAN): ' state="needs-review-translation" state-qualifier="x-human"',
    (Status.CONFIRMED, Origin.MT): ' state="translated" state-qualifier="leveraged-mt"',
    (Status.CONFIRMED, Origin.HUMAN): ' state="translated"',
    (Status.REVIEWED, Origin.HUMAN): ' state="signed-off"',
}
STATES_2 = {
    (Status.DRAFT, Origin.MT): ' state="initial" subState="workbench:mt"',
    (Status.DRAFT, Origin.TM): ' state="initial" subState="workbench:tm"',
    (Status.DRAFT, Origin.HUMAN): ' state="initial" subState="workbench:human"',
    (Status.CONFIRMED, Origin.MT): ' state="translated" subState="workbench:mt"',
    (Status.CONFIRMED, Origin.HUMAN): ' state="translated"',
    (Status.REVIEWED, Origin.HUMAN): ' state="reviewed"',
}
Change = Callable[[Segment], Segment]


def changed(found: tuple[Paragraph, ...], change: Change) -> tuple[Paragraph, ...]:
    return tuple(replace(p, segments=tuple(map(change, p.segments))) for p in found)


def confirmed(target: str) -> Change:
    state = {"status": Status.CONFIRMED, "origin": Origin.HUMAN}
    return lambda segment: replace(segment, target=target, **state)  # type: ignore[arg-type]


def with_segments(found: tuple[Paragraph, ...], *pairs: tuple[str, str]) -> tuple[Paragraph, ...]:
    """Return the first paragraph with other segments."""
    segments = tuple(
        Segment(n, 1, n, zh, en, Status.CONFIRMED, Origin.HUMAN) for n, (zh, en) in enumerate(pairs)
    )
    return (replace(found[0], segments=segments), *found[1:])


@pytest.mark.parametrize("data", [VERSION_1, VERSION_2])
def test_nothing_to_write_changes_no_byte(data: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        file = data.replace('encoding="UTF-8"', f'encoding="{encoding}"')
        file = file if "encoding" in file else file.replace("?>", f" encoding='{encoding}'?>", 1)
        given = content(file.replace("\n", "\r\n").encode(encoding))
        found = paragraphs(given.data)
        assert xliff.write(given, found, EMPTY) == given.data


def test_what_the_file_says_already_stays_as_it_is() -> None:
    target = "<target state='x-odd' >The  boat\nleft.</target>"
    unit = f"<trans-unit id='1'><source>船开了。</source>{target}</trans-unit>"
    assert written(one(unit), paragraphs(one(unit))) == one(unit)


def test_only_targets_and_states_change() -> None:
    after = written(VERSION_1, translated(paragraphs(VERSION_1), numbered))
    bare = etree.fromstring(after.encode())
    space = "{urn:oasis:names:tc:xliff:document:1.2}"
    for target in list(bare.iter(f"{space}target")):
        parent = target.getparent()
        assert parent is not None
        parent.remove(target)
    for file in bare.iter(f"{space}file"):
        del file.attrib["target-language"]
    before = etree.fromstring(VERSION_1.encode())
    plain = [etree.tostring(tree, method="c14n", with_comments=True) for tree in (before, bare)]
    assert "".join(plain[0].decode().split()) == "".join(plain[1].decode().split())


def test_a_target_stands_below_its_source() -> None:
    unit = "<trans-unit id='1'>\n  <source>船开了。</source>\n  <note>x</note></trans-unit>"
    after = written(one(unit), changed(paragraphs(one(unit)), confirmed("It left.")))
    assert '</source>\n  <target state="translated">It left.</target>\n  <note>' in after


@pytest.mark.parametrize(("state", "attributes"), STATES_1.items())
def test_states_of_version_1(state: tuple[Status, Origin], attributes: str) -> None:
    unit = "<trans-unit id='1'><source>船开了。</source></trans-unit>"

    def change(segment: Segment) -> Segment:
        return replace(segment, target="It left.", status=state[0], origin=state[1])

    after = written(one(unit), changed(paragraphs(one(unit)), change))
    assert f"<target{attributes}>It left.</target>" in after
    assert ('approved="yes"' in after) == (state[0] is Status.REVIEWED)
    (again,) = blocks(after)[0].given or ()
    assert (again.status, again.origin) == state


@pytest.mark.parametrize(("state", "attributes"), STATES_2.items())
def test_states_of_version_2(state: tuple[Status, Origin], attributes: str) -> None:
    unit = "<unit id='1'><segment id='s'><source>船开了。</source></segment></unit>"

    def change(segment: Segment) -> Segment:
        return replace(segment, target="It left.", status=state[0], origin=state[1])

    after = written(two(unit), changed(paragraphs(two(unit)), change))
    assert f"<segment id='s'{attributes}>" in after
    assert "<target>It left.</target>" in after
    (again,) = blocks(after)[0].given or ()
    assert (again.status, again.origin) == state


def test_a_unit_is_as_far_as_its_last_segment() -> None:
    unit = (
        "<trans-unit id='1' approved='yes'><source>雾散了。船开了。</source>"
        f"<seg-source>{marks('雾散了。', '船开了。')}</seg-source>"
        "<target state='final'><mrk mtype='seg' mid='1'>Fog went.</mrk></target></trans-unit>"
    )
    found = paragraphs(one(unit))
    after = written(
        one(unit), with_segments(found, ("雾散了。", "Fog went."), ("船开了。", "It left."))
    )
    assert 'approved="no"' in after
    assert (
        "<target state=\"translated\"><mrk mtype='seg' mid='1'>Fog went.</mrk> "
        "<mrk mtype='seg' mid='2'>It left.</mrk></target>"
    ) in after


def test_what_surrounds_the_words_is_put_back() -> None:
    unit = "<trans-unit id='1'><source><g id='1'> 船 &amp; 人</g></source></trans-unit>"
    after = written(one(unit), changed(paragraphs(one(unit)), confirmed("A < B & ]]>\x0b")))
    assert "<g id='1'> A &lt; B &amp; ]]&gt;</g></target>" in after


def test_merged_segments_of_version_1_stand_in_the_first() -> None:
    unit = (
        "<trans-unit id='1'><source>雾散了。船开了。</source>"
        f"<seg-source>{marks('雾散了。', '船开了。')}</seg-source>"
        "</trans-unit>"
    )
    after = written(
        one(unit), with_segments(paragraphs(one(unit)), ("雾散了。船开了。", "Off it went."))
    )
    assert (
        "<mrk mtype='seg' mid='1'>Off it went.</mrk><mrk mtype='seg' mid='2'></mrk></target>"
    ) in after


def test_split_segments_of_version_1_are_joined() -> None:
    unit = "<trans-unit id='1'><source>雾散了，船开了。</source><target>x</target></trans-unit>"
    found = with_segments(
        paragraphs(one(unit)), ("雾散了，", "Fog went,"), ("船开了。", "it left.")
    )
    assert '<target state="translated">Fog went, it left.</target>' in written(one(unit), found)


def test_merged_segments_of_version_2_become_one() -> None:
    found = list(paragraphs(VERSION_2))
    merged = Segment(
        9, 4, 0, "等船的人不多。有人烤着手说话。", "Few waited.", Status.CONFIRMED, Origin.HUMAN
    )
    found[3] = replace(found[3], segments=(merged, found[3].segments[2]))
    after = blocks(written(VERSION_2, tuple(found)))[3].given or ()
    assert [(g.source, g.target) for g in after] == [
        ("等船的人不多。有人烤着手说话。", "Few waited."),
        ("大家都不着急。", "大家都不着急。"),
    ]


def test_split_segments_of_version_2_become_two() -> None:
    source = "<source>雾<ph id='1'/>散了，船开了。</source>"
    unit = f"<unit id='1'><segment id='s'>{source}</segment></unit>"
    found = with_segments(
        paragraphs(two(unit)), ("雾{1}散了，", "Fog{1} went,"), ("船开了。", "it left.")
    )
    after = written(two(unit), found)
    assert [(g.source, g.target) for g in blocks(after)[0].given or ()] == [
        ("雾{1}散了，", "Fog{1} went,"),
        ("船开了。", "it left."),
    ]
    assert "<target>Fog<ph id='1'/> went, </target>" in after


@pytest.mark.parametrize("torn", [True, False])
def test_segments_that_may_not_be_cut_are_kept(torn: bool) -> None:
    words = "雾<pc id='1'>散了，船</pc>开了。" if torn else "雾散了，船开了。"
    forbidden = "" if torn else " canResegment='no'"
    unit = f"<unit id='1'{forbidden}><segment><source>{words}</source></segment></unit>"
    codes = ("{1}", "{2}") if torn else ("", "")
    found = with_segments(
        paragraphs(two(unit)),
        (f"雾{codes[0]}散了，", f"Fog {codes[0]}went,"),
        (f"船{codes[1]}开了。", f"it {codes[1]}left."),
    )
    after = blocks(written(two(unit), found))[0].given or ()
    assert [g.target for g in after] == [f"Fog {codes[0]}went, it {codes[1]}left."]


def test_pairs_are_never_torn_in_a_file() -> None:
    unit = (
        "<unit id='1'><segment><source>雾<pc id='1'>散</pc>了。</source></segment>"
        "<segment><source>船开了。</source></segment></unit>"
    )
    found = with_segments(
        paragraphs(two(unit)), ("雾{1}散{2}了。", "Fog {1}"), ("船开了。", "went{2}.")
    )
    after = blocks(written(two(unit), found))[0].given or ()
    assert [g.target for g in after] == ["Fog {1}{2}", "went."]


def test_an_edited_source_does_not_change_the_file_s() -> None:
    unit = "<trans-unit id='1'><source>注人新的活力。</source></trans-unit>"
    found = with_segments(paragraphs(one(unit)), ("注入新的活力。", "It brings new energy."))
    assert "<source>注人新的活力。</source><target" in written(one(unit), found)


def test_a_locked_segment_is_left_alone() -> None:
    unit = (
        "<trans-unit id='1' xmlns:m='urn:m' m:locked='true'><source>船开了。</source>"
        "<target>It left.</target></trans-unit>"
    )
    found = changed(paragraphs(one(unit)), confirmed("Gone."))
    assert written(one(unit), found) == one(unit)


def test_other_tools_hear_how_far_it_is() -> None:
    unit = (
        "<trans-unit id='1' xmlns:m='urn:m' m:confirmed='0'><source>船开了。</source><seg-source>"
        "<mrk mtype='seg' mid='1'>船开了。</mrk></seg-source><d:seg-defs xmlns:d='http://sdl.com/x'>"
        "<d:seg id='1'/></d:seg-defs></trans-unit>"
    )
    after = written(one(unit), changed(paragraphs(one(unit)), confirmed("It left.")))
    assert 'm:confirmed="1"' in after
    assert '<d:seg id=\'1\' conf="Translated" origin="interactive"/>' in after


def test_names_with_prefixes_keep_them() -> None:
    unit = "<trans-unit id='1'><source>船开了。</source></trans-unit>"
    data = one(unit).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    after = written(data, changed(paragraphs(data), confirmed("It left.")))
    assert '</x:source><x:target state="translated">It left.</x:target>' in after


def test_the_target_s_language_is_named_once_there_is_one() -> None:
    found = changed(paragraphs(VERSION_2), confirmed("x"))
    assert 'srcLang="zh" trgLang="en">' in written(VERSION_2, found)
    assert "trgLang" not in written(VERSION_2, paragraphs(VERSION_2), EMPTY)


def test_characters_that_the_encoding_lacks_become_references() -> None:
    unit = "<trans-unit id='1'><source>ship 1</source></trans-unit>"
    data = f'<?xml version="1.0" encoding="ISO-8859-1"?>{one(unit)}'.encode("latin-1")
    found = changed(paragraphs(data), confirmed("caf\u00e9 \u2013 \u8239"))
    after = xliff.write(content(data), found, Wanted())
    assert b"caf\xe9 &#8211; &#33337;" in after


SEGMENTED = (
    "<trans-unit id='1'><source>雾散了。船开了。——</source>"
    f"<seg-source>{marks('雾散了。', '船开了。', '——')}</seg-source>"
    "<target state='translated'><mrk mtype='seg' mid='1'>Fog <!-- sic --> went.</mrk></target>"
    "</trans-unit>"
)


def test_segments_that_did_not_change_stay_as_they_are() -> None:
    after = written(one(SEGMENTED), changed_second("It left."))
    assert (
        "<mrk mtype='seg' mid='1'>Fog <!-- sic --> went.</mrk> "
        "<mrk mtype='seg' mid='2'>It left.</mrk><mrk mtype='seg' mid='3'>——</mrk></target>"
    ) in after


def test_segments_can_be_left_empty_beside_others() -> None:
    (paragraph,) = paragraphs(one(SEGMENTED))
    first = replace(paragraph.segments[0], target="The fog went.")
    found = (replace(paragraph, segments=(first, *paragraph.segments[1:])),)
    after = written(one(SEGMENTED), found, EMPTY)
    assert "mid='1'>The fog went.</mrk><mrk mtype='seg' mid='2'></mrk>" in after
    assert 'state="needs-translation"' in after


def changed_second(target: str) -> tuple[Paragraph, ...]:
    """Return the paragraph of `SEGMENTED` with a target, and an edited source, in the second."""
    (paragraph,) = paragraphs(one(SEGMENTED))
    first, second = paragraph.segments
    done = replace(confirmed(target)(second), source="大船开了。")
    return (replace(paragraph, segments=(first, done)),)


def test_what_is_not_to_be_translated_stays_though_no_paragraph_has_it() -> None:
    kept = "<trans-unit id='2' translate='no'><source>版权所有</source></trans-unit>"
    file = one("<trans-unit id='1'><source>双方同意。</source></trans-unit>", kept)
    done = changed(paragraphs(file)[:1], lambda segment: replace(segment, target="Agreed."))
    result = xliff.write(content(file), done, Wanted()).decode()
    assert "Agreed." in result
    assert kept in result
