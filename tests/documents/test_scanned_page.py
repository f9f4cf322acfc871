"""A damaged newspaper page of two articles: the result as a translator would make it by hand.

The page is invented; its damage is that of real scans: stray characters of a big headline, line
ends turned to spaces with the indents lost, half-width marks, columns that cut a paragraph, lines
that are lost, a heading and arguments stuck to the paragraph before them.
"""

from __future__ import annotations

import pytest

from workbench.core.document import ParagraphKind
from workbench.documents.cleanup import notes
from workbench.documents.reading import Reading, read
from workbench.resources import shipped

PAGE = shipped("seeds") / "scanned-page.txt"


@pytest.fixture(scope="module")
def page() -> Reading:
    return read(PAGE)


EXPECTED = """\
1 noise 河 … 河 [FRAGMENT]
3 noise 与 … 与 [FRAGMENT]
5 noise 城 … 城 [FRAGMENT]
7 noise 的 … 的 [FRAGMENT]
9 noise 约 … 约 [FRAGMENT]
11 noise 定 … 定 [FRAGMENT]
13 noise 同行 … 同行 [FRAGMENT]
15 title 一条大河 … 携手之行 []
17 title ——海川 … 往的朋友 []
19 body 本报云汀 … 关情况。 [DATELINE]
21 body 贺明川说 … 代的河。 []
23 body 随行记者 … 的是鱼。 []
25 heading 一、从一 … 河看一座城 []
27 body 在对话会 … 一些。" []
29 body 北洲水利 … 水缸"。 [JOINED]
31 heading 二、把码 … 还给市民 [SPLIT]
33 body 从前的码 … ,连邻镇 [TRUNCATED]
35 body 考察团成 … 的同事。 []
37 body 意见,镇 … 水泥边。 [HEADLESS]
39 heading 三、让更 … 来听意见 []
41 body 对话会通 … 个发言。 [JOINED]
45 body 谈到下一 … 上的变化 [UNFINISHED]
47 noise (下转第 … 第2版) [JUMP]
49 byline (本报云 … 江一帆) []
51 title 服务窗口 … 读者问 []
53 title 怎样看懂 … 腿、办成事 []
55 body 本报讯《 … 有好处。 [JOINED DATELINE]
57 body 2023 … 好3个方 [SPLIT UNFINISHED]
59 body 第一,材 … 的好风气 [JOINED UNFINISHED]
61 body 第二,时 … 带回去过夜。 [SPLIT]
63 body 第三,责 … 了一半。 []
"""


def test_each_paragraph_is_what_it_is(page: Reading) -> None:
    for block, expected in zip(page.blocks, EXPECTED.splitlines(), strict=True):
        head, _, said = expected.rpartition(" [")
        line, kind, rest = head.split(" ", 2)
        begins, _, ends = rest.partition(" … ")
        assert (block.line, block.kind.value) == (int(line), kind), block.text
        assert block.text.startswith(begins), block.text
        assert block.text.endswith(ends), block.text
        names = [getattr(notes, name) for name in said[:-1].split()]
        assert [note for note in block.notes if not note[0].isdigit()] == names, block.text


def test_no_space_is_left_between_chinese_characters_of_prose(page: Reading) -> None:
    body = [b.text for b in page.blocks if b.kind is ParagraphKind.BODY]
    spaced = [text for text in body if " " in text]
    assert [text[: text.index(" ")] for text in spaced] == ["本报云汀3月6日电"]


def test_spaces_that_mean_something_are_kept(page: Reading) -> None:
    texts = [block.text for block in page.blocks]
    assert "(本报云汀3月6日电记者 苏小禾 江一帆)" in texts
    assert '怎样看懂"三张清单" 帮助群众少跑腿、办成事' in texts


def test_cut_words_are_whole_again(page: Reading) -> None:
    text = "\n".join(block.text for block in page.blocks)
    for whole in ("生态底线和子孙后代", '"沿河六点约定"', "提高效率的主动性", "事事有回音"):
        assert whole in text


def test_the_page_can_be_put_together_again(page: Reading) -> None:
    rest = PAGE.read_text(encoding="utf-8")
    for block in page.blocks:
        gap, _, rest = rest.partition(block.original)
        assert not gap.strip()
    assert not rest.strip()
