"""What is read of XLIFF: placeholders, targets, whose they are, what is not offered."""

from __future__ import annotations

import pytest

from tests.documents.formats.xliff import VERSION_1, VERSION_2, blocks, content, marks, one, two
from workbench.core.code import CodeKind
from workbench.core.document import ParagraphKind
from workbench.core.status import Origin, Status
from workbench.documents.blocks import Block, Given
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.formats.xliff import handler as xliff
from workbench.documents.formats.xliff.wording import DROPPED


def labels(block: Block) -> list[str]:
    return [code.label for code in block.codes]


def given(data: str) -> list[Given]:
    (block,) = blocks(data)
    return list(block.given or ())


def test_a_file_of_version_1() -> None:
    title, ferry, cut, number, sun = blocks(VERSION_1)
    assert (title.kind, title.text, title.given) == (ParagraphKind.TITLE, "渡口的清晨", None)
    assert ferry.text == "雾从{1}江面{2}升起来。船家解开缆绳{3}，又系上。"
    assert labels(ferry) == ["<g 1>", "</g 1>", "<x 2>"]
    assert ferry.notes == ("note: Keep it short.",)
    assert cut.given == (Given("等船的人不多。"), Given("有人{1}烤着手{2}说话。"))
    assert [(c.kind, c.label, c.partner) for c in cut.codes] == [
        (CodeKind.OPEN, "<i>", 2),
        (CodeKind.CLOSE, "</i>", 1),
    ]
    assert number.kind is ParagraphKind.NOISE
    assert sun.text == "太阳出来以后，{1}雾散了。"
    assert labels(sun) == ["↵"]


def test_a_file_of_version_2() -> None:
    title, ferry, number, people, sun = blocks(VERSION_2)
    assert title.kind is ParagraphKind.TITLE
    assert ferry.given == (Given("雾从{1}江面{2}升起来。"), Given("船家解开缆绳{3}，又系上。"))
    assert labels(ferry)[2] == "[page]"
    assert number.kind is ParagraphKind.NOISE
    assert [g.source for g in people.given or ()] == [
        "等船的人不多。",
        "有人烤着手说话。",
        "大家都不着急。",
    ]
    assert sun.text == "太阳{1}出来了。"
    assert sun.codes[0].markup == '<cp hex="0007"/>'


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", (Status.DRAFT, Origin.TM)),
        (' state="new"', (Status.DRAFT, Origin.TM)),
        (' state="translated"', (Status.CONFIRMED, Origin.HUMAN)),
        (' state="translated" state-qualifier="leveraged-mt"', (Status.CONFIRMED, Origin.MT)),
        (' state="needs-review-translation" state-qualifier="x-human"', ("draft", Origin.HUMAN)),
        (' state="needs-translation" state-qualifier="mt-suggestion"', ("draft", Origin.MT)),
        (' state="signed-off"', (Status.REVIEWED, Origin.HUMAN)),
        (' state="final" state-qualifier="exact-match"', (Status.REVIEWED, Origin.TM)),
        (' state="final" state-qualifier="rejected-inaccurate"', (Status.DRAFT, Origin.TM)),
        (' state="x-odd"', (Status.DRAFT, Origin.TM)),
    ],
)
def test_states_of_version_1(attributes: str, expected: tuple[Status, Origin]) -> None:
    target = f"<target{attributes}>Yes.</target>"
    unit = f"<trans-unit id='1'><source>双方同意。</source>{target}</trans-unit>"
    assert given(one(unit)) == [Given("双方同意。", "Yes.", *expected)]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", (Status.DRAFT, Origin.TM)),
        (' state="initial" subState="workbench:mt"', (Status.DRAFT, Origin.MT)),
        (' state="translated"', (Status.CONFIRMED, Origin.HUMAN)),
        (' state="reviewed"', (Status.REVIEWED, Origin.HUMAN)),
        (' state="final" subState="workbench:tm"', (Status.REVIEWED, Origin.TM)),
    ],
)
def test_states_of_version_2(attributes: str, expected: tuple[Status, Origin]) -> None:
    texts = "<source>双方同意。</source><target>Yes.</target>"
    unit = f"<unit id='1'><segment{attributes}>{texts}</segment></unit>"
    assert given(two(unit)) == [Given("双方同意。", "Yes.", *expected)]


def test_an_empty_target_is_none_whatever_its_state() -> None:
    target = "<target state='final'> </target>"
    unit = f"<trans-unit id='1'><source>双方同意。</source>{target}</trans-unit>"
    (block,) = blocks(one(unit))
    assert block.given is None


def test_a_target_is_whose_the_candidate_is_that_it_copies() -> None:
    old = (
        "<trans-unit id='1'><source>双方同意。</source><target>Both agree.</target>"
        "<alt-trans origin='Some MT engine: machine translation'><target>Both agree.</target>"
        "</alt-trans></trans-unit>"
    )
    assert given(one(old))[0].origin is Origin.MT
    new = (
        "<unit id='1'><mtc:matches xmlns:mtc='urn:oasis:names:tc:xliff:matches:2.0'>"
        "<mtc:match ref='#m' type='mt'><source>双方同意。</source><target>Both agree.</target>"
        "</mtc:match></mtc:matches><segment><source>双方同意。</source>"
        "<target>Both agree.</target></segment></unit>"
    )
    assert given(two(new))[0].origin is Origin.MT
    assert given(two(new.replace("type='mt'", "type='tm'")))[0].origin is Origin.TM


def test_what_other_tools_add_is_understood() -> None:
    studio = (
        "<trans-unit id='1' xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0'>"
        "<source>双方同意。会谈结束。</source>"
        f"<seg-source>{marks('双方同意。', '会谈结束。')}</seg-source>"
        f"<target>{marks('Yes.', 'Over.')}</target>"
        "<sdl:seg-defs><sdl:seg id='1' conf='Draft' origin='nmt'/>"
        "<sdl:seg id='2' conf='ApprovedSignOff' origin='interactive' locked='true'/></sdl:seg-defs>"
        "</trans-unit>"
    )
    assert given(one(studio)) == [
        Given("双方同意。", "Yes.", Status.DRAFT, Origin.MT),
        Given("会谈结束。", "Over.", Status.REVIEWED, Origin.HUMAN, locked=True),
    ]
    memsource = (
        "<trans-unit id='1' xmlns:m='http://www.memsource.com/mxlf/2.0' m:confirmed='1' "
        "m:locked='true'><source>双方同意。</source><target>Yes.</target></trans-unit>"
    )
    assert given(one(memsource)) == [
        Given("双方同意。", "Yes.", Status.CONFIRMED, Origin.HUMAN, locked=True)
    ]
    drafted = memsource.replace("m:confirmed='1'", "m:confirmed='0' m:trans-origin='mt'")
    assert given(one(drafted)) == [
        Given("双方同意。", "Yes.", Status.DRAFT, Origin.MT, locked=True)
    ]


def test_what_is_not_to_be_translated_is_locked_where_it_has_a_target() -> None:
    unit = "<trans-unit id='1'{}><source>四号码头</source>{}</trans-unit>"
    locked = one("<group translate='no'>", unit.format("", "<target>Pier 4</target>"), "</group>")
    assert given(locked)[0].locked
    (bare,) = blocks(one(unit.format(" translate='no'", "")))
    assert bare.kind is ParagraphKind.NOISE
    inner = one("<group translate='no'>", unit.format(" translate='yes'", ""), "</group>")
    assert blocks(inner)[0].kind is ParagraphKind.BODY


def test_a_pair_around_everything_is_not_shown() -> None:
    source = "<source><g id='1'> <g id='2'>双方</g>同意。</g> </source>"
    unit = f"<trans-unit id='1'>{source}{{}}</trans-unit>"
    (block,) = blocks(one(unit.format("")))
    assert block.text == "{1}双方{2}同意。"
    same = one(unit.format("<target><g id='1'><g id='2'>Both</g> agree.</g></target>"))
    assert given(same) == [Given("{1}双方{2}同意。", "{1}Both{2} agree.", Status.DRAFT, Origin.TM)]
    other = one(unit.format("<target>Both agree.</target>"))
    assert given(other)[0].source == "{1} {2}双方{3}同意。{4}"


def test_a_target_has_the_numbers_of_its_source() -> None:
    unit = (
        "<unit id='1'><segment><source>他<ph id='1'/>和<ph id='2'/>，共{1}人</source>"
        "<target><ph id='2'/> and <ph id='1'/>, {1} people<ph id='9'/></target></segment></unit>"
    )
    (block,) = blocks(two(unit))
    assert block.text == "他{2}和{3}，共{1}人"
    assert (block.given or ())[0].target == "{3} and {2}, {1} people"
    assert block.notes == (DROPPED,)


def test_protected_text_is_one_code() -> None:
    unit = (
        "<unit id='1'><segment><source>型号<mrk id='m' translate='no'>甲一</mrk>已经"
        "<mrk id='n' type='term'>停产</mrk>。</source></segment></unit>"
    )
    (block,) = blocks(two(unit))
    assert block.text == "型号{1}已经{2}停产{3}。"
    assert block.codes[0].markup == "<mrk id='m' translate='no'>甲一</mrk>"


def test_halves_of_a_pair_find_each_other_across_segments() -> None:
    unit = (
        "<unit id='1'><segment><source>雾<sc id='1'/>散了。</source></segment>"
        "<segment><source>船<ec startRef='1'/>开了。</source></segment></unit>"
    )
    (block,) = blocks(two(unit))
    assert [(c.kind, c.partner) for c in block.codes] == [(CodeKind.OPEN, 2), (CodeKind.CLOSE, 1)]


def test_segments_without_words_are_not_offered() -> None:
    segment = "<segment><source>{}</source></segment>"
    unit = f"<unit id='1'>{''.join(map(segment.format, ['——', '船开了。', '']))}</unit>"
    (block,) = blocks(two(unit, "<unit id='2'><segment><source/></segment></unit>"))
    assert block.given == (Given("船开了。"),)


def test_candidates_are_no_sources() -> None:
    unit = (
        "<trans-unit id='1'><source>船开了。</source>"
        "<alt-trans><source>船停了。</source><target>x</target></alt-trans></trans-unit>"
    )
    assert [block.text for block in blocks(one(unit))] == ["船开了。"]


def test_what_a_translator_should_know() -> None:
    unit = "<trans-unit id='7'><source>船开了。</source></trans-unit>"
    data = one(unit, unit, unit).replace('source-language="zh"', 'source-language="ja-JP"')
    data = data.replace('target-language="en"', 'target-language="de"')
    assert xliff.read(content(data), DEFAULT).warnings == (
        "The file says that its source is “ja-JP”, not Chinese.",
        "The file says that its target is “de”, not English.",
        "The unit id “7” occurs again in line 1, and 1 more like it; other tools may mix them up.",
    )
    for code in ("zh-Hans-CN", "ZH_tw", "cmn-Hans"):
        fine = one(unit).replace('source-language="zh"', f'source-language="{code}"')
        assert xliff.read(content(fine), DEFAULT).warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings(encoding: str) -> None:
    declared = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16"}.get(encoding, encoding.upper())
    data = VERSION_1.replace('encoding="UTF-8"', f'encoding="{declared}"').encode(encoding)
    assert blocks(data) == blocks(VERSION_1)
