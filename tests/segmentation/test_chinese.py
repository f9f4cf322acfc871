"""Chinese paragraphs are cut where sentences end, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.strategies import scraps
from workbench.segmentation.chinese import LONG, VERY_LONG, sentences
from workbench.text.codepoints import is_wordless


def _cut(marked: str) -> None:
    """Assert that the text is cut at each `|`, and only there."""
    assert list(sentences(marked.replace("|", ""))) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(
    "marked",
    [
        "雾散了。|船开了！|你来不来？|来。",
        "雾散了．|船开了｡|走",
        "half width too!|是吗?|是的!|好。",
        "等了又等……|船没有来。",
        "他等了很久…|船没有来。",
        "真的吗？！|真的。|不会吧？？？|会！！！",
        "雾散了。。。|船开了。",
        "来嘛！～～|走吧。",
        "没有句号的一段话",
    ],
)
def test_final_marks(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "“快走。”|“为什么？”|“车要开了！”",
        '"快走。"|"为什么?"|"车要开了!"',
        "「快走。」|「为什么？」|『车要开了！』",
        "是吗？！|真的。",
        "他问：“船几点开？”|我说：“八点。”",
        "（雾散了。）|船开了。",
        "【通知】今天停航。|明天照常。",
        "他说：“雾太大。|再等等。”|大家点头。",
        "他说：“老人问：‘开船吗？’|没人出声。”",
    ],
)
def test_closing_marks_go_with_their_sentence(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "“雾散了再走。”苏念说。|大家点头。",
        "“雾散了再走！”船长苏念一边收票一边喊道，大家都笑了。",
        "“雾散了再走。”海川港务局工程师、老船工苏念表示，安全第一。|大家点头。",
        "“机器算，人拍板。”他这样概括两者的分工。",
        "“你怕不怕？！”小满问。|“怕，所以慢慢开。”老罗说。",
        '"雾散了再走。"奥列森·海姆达尔如是说。|大家点头。',
        "“走吧，”他说，“天黑了。”|她点头。",
        "“走吧！”他停了一下，“天黑了。”|她点头。",
        "“走吧！”他站起来，大声喊。|没有人动。",
        "「走吧。」老人問。|「去哪裡？」她問道。",
        "「走吧。」發言人強調，安全第一。|大家點頭。",
        "“雾太大。”苏念强调，“安全第一。”|与会的人都点头。",
    ],
)
def test_a_quotation_stays_with_who_said_it(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "“雾散了。”|他又说：“走吧。”",
        "“雾散了。”|他知道，该走了。",
        "“好啊！”|小满高兴得跳了起来。",
        "“船来了！”|北岸的小说家放下笔，跑了出去。",
        "“走吧。”|到了门口，他什么也没说。",
    ],
)
def test_a_quotation_ends_where_nobody_is_said_to_say_it(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "岸上的人喊着“加油！加油！”的口号，一直跑到桥头。",
        "“谢谢！”“不客气！”之类的话，他一句也不会说。|没人怪他。",
        "“你好！”和“再见！”都要学会。|不难。",
        "他用“慢一点！”提醒自己。|船稳了。",
        "墙上写着“安全第一！”四个字。|很醒目。",
        "《你去哪里？》是一本旧书。|我读过。",
        "渡口（雾大时停航！请注意。）每天六点开门。|周末七点。",
        "他问“船几点开？”，没有人回答。",
        "苹果、米糕、青菜……等等都有。",
        "“嗯……我想想。”",
        "他说不……不去了。",
    ],
)
def test_marks_inside_a_sentence_do_not_end_it(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "大 家 说 ： “ 潮 退 了 。 ”| 船 搁 浅 了 。",
        "船 主 摆 摆 手 : “ 不 借 !| 网 都 破 了 . ”| 我 只 好 空 手 回 去 .",
        "他喊:“涨潮了! ”|没有人应。",
        "“ 收 网 ！ ” 他 喊 。| 船 动 了 。",
        '他说: " 收网吧. "| 船动了.',
        "他走了。| “收网！”|船动了。",
    ],
)
def test_closing_marks_after_a_space(marked: str) -> None:
    assert list(sentences(marked.replace("|", ""))) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(
    "marked",
    [
        "“网补好了没有？”奶奶又催问了一遍。|没人答话。",
        "“谁拿了我的桨？”渔夫追问了两句。|大家摇头。",
        "“小气！”妹妹哼了一声。|哥哥没理她。",
        "“下锚！”水手喊了几嗓子，岸上才听见。",
        "“又是咸鱼！”厨子嘀咕几句，转身走了。",
        "“说得对！”旁边的人附和。|他更得意了。",
        "“你懂什么！”老师傅笑骂。|徒弟吐了吐舌头。",
        "“我早说过了吧？”邻居插嘴。|没人接话。",
        "“唉，又是一年！”|外公叹了口气。|炉火暗了。",
        "“有鲸鱼！”船头的孩子叫了出来。|大家都往海里看。",
        "“你们从哪个岛来？”守塔人隔着浪问了过去，没听见回音。",
        "“后来鱼越来越少。”老渔民接着说了下去。|我记着笔记。",
        "“起锚啦！”水手们喊起来。|船动了。",
        "“中奖了！”昨天傍晚，卖鱼的阿姐盯着手里的票根，朝着街坊叫了起来。|她中了一箱橘子。",
    ],
)
def test_saying_has_other_verbs_and_how_often(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "“下雨了！”|说着，她把衣服收进屋里。",
        "“下雨了！”|说完，她把衣服收进屋里。",
        "“下雨了！”她说着，把衣服收进屋里。",
        "“收网了吗？”|等了半天没人回答。",
        "“收网了吗？”|谁也不问。",
        "“下雨了！”|屋里传来一声叹息，很轻。",
        "墙上只有两个字：“等着。”|等到天黑，也没有人来。",
        "“再见！”|等我回过头，船已经开远了。",
        "“网是谁剪的？”|厨子没有再问，转身去烧水。",
        "“网是谁剪的？”|他不再问。|灯灭了。",
        "“谁有火柴？”|岸上的人都没有回答，只有风声。",
        "“明天会放晴。”|老渔民不这么认为。",
        "“谁有火柴？”|她看了看四周，没有再说。|灯灭了。",
        "“船是我弄坏的。”他不得不承认。|没人怪他。",
        "“吃饭了！”|小满被叫了过去。",
        "“吃饭了！”|院子里的狗汪汪叫了起来。",
        "“浪真大。”|这事说起来，谁都不信。",
        "“再见！”|等了一会儿，船才靠岸。",
        "“加油！”“快跑！”等口号响成一片。",
        "老板只会说：“等货。”|等风停了，货也没来。",
    ],
)
def test_what_opens_the_next_clause_or_takes_the_quotation_up(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "“我本来——”|窗外响起了雷声。|他没有再说下去。",
        "“我本来——”|“本来什么？”|他不作声。",
        "“我本来——”他低声说，“算了。”",
        "他答道：“要是我——”|钟响了。",
        '"我本来——"|窗外响起了雷声。|他停住了。',
        "他嘴里的“吱——”是刹车声。",
        "“喂？”“……”|“说话！”",
        "“潮水……”|她没有说完。",
    ],
)
def test_a_quotation_that_breaks_off(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "我想去看海，但……船票卖完了。",
        "我想去看海，可是……船票卖完了。",
        "这条路不好走，后来就……唉，不提了。",
        "要说味道嘛……还行。",
        "至于工钱嘛……月底再算。",
        "他等了很久，还是没有等到……|船没有来。",
        "潮水一直很温和……|到了秋天就变了。",
        "他压低声音说，会不会……灯塔里还有人？",
        "你能不能……先把桨放下？",
        "请几个人、租哪条船、走哪条航道……种种难题都摆在她面前。|她不怕。",
        "缺水、缺电、缺药……这些都难不倒他们。",
        "桌上有黄鱼、对虾、梭子蟹……|这些东西都很新鲜。",
        "鱼市、茶馆、码头……|这些年都变了样。",
    ],
)
def test_an_ellipsis_after_a_word_that_cannot_be_the_last(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "潮差最大达九米。[12]|另一项研究不同意。［3，5］|结论未定。²|完了。",
        "“潮差很大。”[7]|观测仍在继续。",
        "[1]周渔：潮汐论。|[2]吴港：海流论。",
        "分两步：看潮。|（一）看月亮。|（二）看水尺。",
        "先看潮。|(1)看月亮。|（a）看水尺。",
        "我们赢了！（掌声）|明年再来！（笑声、掌声）|谢谢。",
        "主持人：请坐。（众笑）|嘉宾：不敢。",
        "请大家回去等消息！（周渔）",
        "潮退了。|（船后来才到。）|人散了。",
        "潮退了。|（记者 周渔）今晨，船开了。",
        "潮退了。|（完）",
        "潮退了。|（记者周渔）",
        "码头晚上恢复通航。|（本报记者吴港、通讯员周渔）",
        "潮退了。|（新华社记者周渔）",
        "潮水涨了九米。（见图3）|明天更高。",
        "潮水涨了九米。|（去年没有这么高）。|明天更高。",
        "（1）涨潮。|（2）退潮。",
    ],
)
def test_sources_and_notes_go_with_the_sentence_before(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "终于到家了！😄|明天补觉。",
        "终于到家了！😭😭|📍地点在码头。",
        "今晚的海鲜面太好吃了😋|明天还来。",
        "我❤海边。",
        "收到啦～|马上给您发货～|请留意短信。",
        "好的～|马上来～",
        "好哒~|明天见。",
        "本车往返于渔港新村～海滨公园。",
        "营业时间为上午九点～下午五点。",
        "水温5～10度。",
        "#你见过最大的浪是什么？#我先说。|去年夏天。",
        "他学C#。|她学F#。|我不学。",
    ],
)
def test_talk(marked: str) -> None:
    _cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "增长3.5亿元，比上年多百分之0.5。|很好。",
        "时间是10:30，地址www.haichuan.gov.cn/a?b=1，邮箱a.b@c.cn。|请来。",
        "他在U.S. 公司和Apple Inc. 工作过。|Mr. 王也是。",
        "1.等雾散。|2.查船底。",
        "1. 等雾散。",
        "版本是v2.0.1。",
        "列夫.托尔斯泰写过江边的雾。|他没来过。",
        "今天有雾.|明天晴.|后天有风",
        "水很凉．|我们上了岸。|天黑了。",
        "列夫．托尔斯泰写过海。|他没来过。",
        "一．总则。|二．附则。",
        "浙江．嘉兴。|江边有潮。",
        "旗高二．八尺，宽○．五尺。|白底。",
        "格式为.jpg或.png。|日志在/var/log/*.log中。|用 .NET写的。",
        "只收.pdf文件.|别的不收.",
        "今天有雾.|OK公司停工.",
        "今天有雾. |明天晴. ",
        "增长3.5%.|下一步",
        "他说ok.|然后走了。",
        "运行pip install -e .之后再试。|好。",
    ],
)
def test_an_ascii_full_stop_ends_only_sentences(marked: str) -> None:
    assert list(sentences(marked.replace("|", ""))) == [
        part.strip() for part in marked.split("|") if part.strip()
    ]


def test_line_ends_are_boundaries() -> None:
    assert sentences("雾里的渡口\n江面上起了雾\n\n\n船停了。") == (
        "雾里的渡口",
        "江面上起了雾",
        "船停了。",
    )


@pytest.mark.parametrize("text", ["", " ", "\n\u3000\n"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == ()


@pytest.mark.parametrize("text", ["！", "……", "“”", "。。。！"])
def test_only_a_text_of_marks_is_a_sentence_of_marks(text: str) -> None:
    assert sentences(text) == (text,)


def test_stray_marks_go_with_a_neighbour() -> None:
    assert sentences("。。雾散了。 ！") == ("。。雾散了。 ！",)
    assert sentences("雾散了。 ……\n船开了。") == ("雾散了。 ……", "船开了。")


def test_an_unclosed_bracket_or_quote_does_no_harm() -> None:
    _cut("他说（雾太大。|再等等。|大家点头。")
    _cut("他说：“雾太大。|再等等。|大家点头。")
    _cut("雾太大”。|再等等）。|大家点头。")


def test_a_very_long_sentence_is_cut_at_its_semicolons() -> None:
    clause = "江面上起了雾，渡船停在岸边，船工们围着炉子喝茶；"
    found = sentences(clause * 40)
    assert "".join(found) == clause * 40
    assert all(len(part) <= LONG for part in found)
    assert all(part.endswith("；") for part in found)
    assert sentences(clause * 3) == (clause * 3,)


@pytest.mark.parametrize("unit", ["江面上起了雾，", "江", "a "])
def test_no_sentence_is_longer_than_an_engine_can_take(unit: str) -> None:
    text = unit * 100_000
    found = sentences(text)
    assert max(map(len, found)) <= VERY_LONG
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@given(scraps | st.text(max_size=80))
@settings(max_examples=400, deadline=None)
def test_nothing_but_white_space_is_lost(text: str) -> None:
    found = sentences(text)
    rest = text
    for sentence in found:
        gap, _, rest = rest.partition(sentence)
        assert not gap.strip()
        assert sentence == sentence.strip()
        assert sentence
    assert not rest.strip()
    if not is_wordless(text):
        assert not any(map(is_wordless, found))


@given(scraps)
@settings(max_examples=200, deadline=None)
def test_a_sentence_without_its_neighbours_is_still_no_orphan(text: str) -> None:
    for sentence in sentences(text):
        assert sentences(sentence)


@pytest.mark.parametrize(
    "mark",
    [
        *('"', "“", "（", "。", "…", ".", "”", "。 ", "\n", "（。），", "（上", "——”", "“——”"),
        *(
            "“。”他",
            "。 ”",
            "。[1]",
            "。（笑）",
            "。（",
            "。（笑",
            "#",
            "#上",
            "好～",
            "好好好好😄",
            "可是……",
        ),
        *(
            "：“。”等",
            "。”谁说",
            "。²",
            "．",
            "列夫．",
            "。”不",
            "会不会……",
            "鱼、虾……种种",
            "鱼、",
        ),
    ],
)
def test_long_runs_of_marks_take_linear_time(mark: str) -> None:
    text = mark * 60_000
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
