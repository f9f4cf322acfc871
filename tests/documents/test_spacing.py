"""Spaces that mean something stay, those that wrapping left go."""

from __future__ import annotations

import pytest

from workbench.documents.cleanup.lines import groups
from workbench.documents.cleanup.spacing import Habits, habits, parts, tidy

PLAIN = Habits()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江面上起 了雾， 渡船停\n在岸边。", "江面上起了雾，渡船停在岸边。"),
        ("船长说 ：“再等 等。” 大家点头。", "船长说：“再等等。”大家点头。"),
        ("江面起雾, 渡船停, 岸上 有人。", "江面起雾,渡船停,岸上有人。"),
        ('贴着"清水" 二字,写在 "最显眼"的地方。', '贴着"清水"二字,写在"最显眼"的地方。'),
        ('他反复地说, "水要清",大家点头。', '他反复地说,"水要清",大家点头。'),
        ("流域对话会 (RCD)开幕, 到会 200 人。", "流域对话会(RCD)开幕,到会200人。"),
        ("他读了 New York Times 的报道。", "他读了New York Times的报道。"),
        ("评级为AA+ 级以上。", "评级为AA+级以上。"),
        ("《旧港》 《新港》 都读过了。", "《旧港》《新港》都读过了。"),
        ("等了又等…… 船没有来。", "等了又等……船没有来。"),
    ],
)
def test_prose(text: str, expected: str) -> None:
    assert tidy(text, PLAIN) == expected
    assert tidy(expected, PLAIN) == expected


@pytest.mark.parametrize(
    "text",
    [
        "记者 柳甲 邱乙",
        "本报记者 柳甲 通讯员 邱乙 摄影报道",
        "(海川3月6日电记者 柳甲 邱乙)",
        "城市更新看细节 老街新颜入画来",
        '怎样看懂"三张清单" 帮助群众少跑腿、办成事',
        "特稿 一条大河的故事",
        "柳甲 邱乙 江丙",
    ],
)
def test_spaces_that_part_names_or_halves_stay(text: str) -> None:
    assert tidy(text, PLAIN) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("四、让更多的人坐到桌边来听意 见", "四、让更多的人坐到桌边来听意见"),
        ("通 知", "通知"),
        ("关于旧港改造若干问题的说 明", "关于旧港改造若干问题的说明"),
    ],
)
def test_spaces_that_wrapping_left_in_a_heading_go(text: str, expected: str) -> None:
    assert tidy(text, PLAIN) == expected


@pytest.mark.parametrize("dateline", ["本报云汀3月6日电", "新华社北京5月18日电", "本报讯"])
def test_the_space_after_a_dateline_stays(dateline: str) -> None:
    assert tidy(f"{dateline} 江面上起 了雾。", PLAIN) == f"{dateline} 江面上起了雾。"


def test_english_is_left_as_it_is() -> None:
    text = "The term “小康” means “moderately prosperous”, he said."
    assert tidy(text, PLAIN) == text
    assert tidy("  two\n lines ", PLAIN) == "two lines"


def test_a_documents_habit_decides_between_chinese_and_latin() -> None:
    spaced = "我们在 2024 年用 Python 重写了 3 个工具。"
    assert habits(spaced).at_latin
    assert tidy(spaced, habits(spaced)) == spaced
    tight = "我们在2024年用Python重写了3个工具,还有 1 个没动。"
    assert not habits(tight).at_latin
    assert tidy(tight, habits(tight)) == "我们在2024年用Python重写了3个工具,还有1个没动。"


def test_a_documents_habit_decides_after_half_width_commas() -> None:
    spaced = "江面起雾, 渡船停了, 岸上有人, 没有声音."
    assert habits(spaced).at_pauses
    assert tidy(spaced, habits(spaced)) == spaced


def test_invisible_characters_go_like_spaces() -> None:
    assert tidy("江面\ufeff上起\u200b了\0雾。", PLAIN) == "江面上起了雾。"


def _parts(text: str) -> list[str]:
    (group,) = groups(text)
    return [text[part.start : part.end] for part in parts(text, group[0], PLAIN)]


def test_stray_spaces_of_prose_divide_a_line_into_parts() -> None:
    text = "  江面上起 了雾,  渡船停\u3000在岸边。共有 New York 来的3 位乘客。 "
    assert _parts(text) == [
        "江面上起",
        "了雾,",
        "渡船停",
        "在岸边。共有",
        "New York",
        "来的3",
        "位乘客。",
    ]


def test_spaces_that_stay_divide_nothing() -> None:
    assert _parts("记者 柳甲 邱乙") == ["记者 柳甲 邱乙"]
    assert _parts("An English line, with commas, and a full stop.") == [
        "An English line, with commas, and a full stop."
    ]
