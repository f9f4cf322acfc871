"""Random text that looks like damaged Chinese documents, for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *"春江潮水连海平，。、；：？！“”（）《》…—·,.;:!?\"'()-%",
    *"aB3 ",
    *(
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u3000\u3000",
        "\t",
        "\f",
        "\0",
        "\ufeff",
        "\u2028",
        "\u200b",
    ),
    *(
        "第一，",
        "第二，",
        "一、",
        "（二）",
        "第三章",
        "1．",
        "记者",
        "通讯员",
        "本报讯 ",
        "5月1日电 ",
    ),
    *("（上接第3版）", "（下转第2版）", "APEC", "2024", " 年", "——", "……", "他说", "不知道"),
    *(
        "潮水连海平春江月",
        "春风又绿江南岸，明月何时照我还。",
        "海上明月共潮生\n",
        "。\n",
        "。 二、",
    ),
    *(
        "\n发件人: ",
        "\n潮水：春江",
        "\n> ",
        "春江，你好！\n",
        "\n丿\n",
        "\nl\n\n",
        "2024-\n",
        "\n（责编 春江）\n",
    ),
)
"""Characters and scraps that the rules of reflow and segmentation look at."""

scraps = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
"""Texts that are mostly edge cases."""


def _wrapped(paragraph: str, width: int, joint: str) -> str:
    return joint.join(paragraph[i : i + width] for i in range(0, len(paragraph), width))


_prose = st.lists(
    st.sampled_from("春江潮水连海平海上明月共生滟随波千万里何处无，，。、；“”3G"),
    min_size=20,
    max_size=160,
).map(lambda chars: "".join(chars) + "。")

wrapped = st.builds(
    lambda paragraphs, width, joint, gap, start: gap.join(
        start + _wrapped(paragraph, width, joint) for paragraph in paragraphs
    ),
    st.lists(_prose | scraps, min_size=1, max_size=8),
    st.integers(8, 30),
    st.sampled_from(["\n", " ", "\r\n", "\u3000", ""]),
    st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\f"]),
    st.sampled_from(["", "\u3000\u3000", "    "]),
)
"""Paragraphs that were wrapped at one width, by line ends or spaces."""

documents = scraps | wrapped
