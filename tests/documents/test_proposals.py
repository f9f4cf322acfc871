"""What a scanner may have misread: found where it is plain, silent where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.documents.scanning.proposals import AT_ONCE, document_proposals, proposals

CLEAN = (
    "两国元首就双边关系和共同关心的国际问题深入交换意见，一致同意加强各领域务实合作。",
    "欧阳懿晟和司徒睿骁告诉记者，阿卜杜勒·拉赫曼·本·赛义德昨天已经离开阿拉木图。",
    "子曰：“学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？”",
    "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
    "二〇二四年一季度，全市实现地区生产总值1.23万亿元，同比增长5.6%。",
    "王师傅的T恤是在A股开市那天买的，他说X光片已经拿到了。",
    "公司拥有发明专利、实用新型、外观设计三类专利。研发人员占全部员工的三成。",
)


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        ("这项协定为两国经济发展注人了新的动力。", "注人", "注入"),
        ("会议强调，要坚定不移推进改革开放，努力实现祖国统一大业和中华民族伟大复兴。", "", ""),
        ("双方将在基础设施建没、农业和教育等领域开展合作。", "建没", "建设"),
        ("政府采取一糸列措施，保障居民的基本生活。", "一糸列", "一系列"),
        ("专家指出，应当加强对未成年人的保护，预防末成年人犯罪。", "末成年人", "未成年人"),
    ],
)
def test_a_character_that_makes_no_word_is_proposed_as_one_that_does(
    text: str, found: str, wanted: str
) -> None:
    assert [(p.found, p.wanted) for p in proposals(text)] == ([(found, wanted)] if found else [])


def test_a_letter_inside_a_term_is_proposed_as_the_character_that_is_missing() -> None:
    text = "L十国集团的成员占世界经济总量的八成以上。"
    (proposal,) = proposals(text, known=["二十国集团"])
    assert (proposal.start, proposal.end) == (0, 5)
    assert proposal.applied(text) == "二十国集团的成员占世界经济总量的八成以上。"
    assert "no Chinese character" in proposal.reason


@pytest.mark.parametrize(
    "text",
    [
        "双方将加强两国贸易。投资、旅游和教育合作。代表团昨天回国。",
        "他们提出发展节约型。循环型、清洁型的工业经济，取得了成果。",
        "政府要求建设服务型。创新型、廉洁型机关，会议取得成果。",
        "这座城市要发展劳动密集型。技术密集型、资本密集型产业，代表团昨天回国。",
        "要培养复合型。应用型、技能型、创新型人才，代表团昨天回国。",
        "代表们参观了面包店。鲜花店、文具店、小书店和博物馆。他们昨天回国。",
        "这家工厂生产小轿车。大卡车、公共汽车和摩托车，产品销往十几个国家。",
    ],
)
@pytest.mark.parametrize(("mark", "said"), [("。", "a full stop"), (".", "a point")])
def test_a_stop_among_the_items_of_a_list_is_proposed_as_a_list_comma(
    text: str, mark: str, said: str
) -> None:
    read = text.replace("。", mark, 1)
    (proposal,) = proposals(read)
    assert proposal.applied(read) == text.replace("。", "、", 1)
    assert proposal.reason == f"{said} among the items of a list"


def test_a_comma_among_the_items_of_a_list_is_proposed_where_it_is_plain() -> None:
    text = "双方将加强两国贸易，投资、旅游和教育合作。代表团昨天回国。"
    (proposal,) = proposals(text)
    assert proposal.applied(text) == text.replace("，", "、")
    assert proposal.reason == "a comma among the items of a list"


@pytest.mark.parametrize(
    "text",
    [
        "经济发展很快。工业、农业、商业都有进步。",
        "他昨天回国了。记者、教师和学生都去迎接。",
        "首先，记者、教师和学生都去迎接。",
        "商店出售男装、女装、童装，价格公道。周日照常营业。",
        "出席的有约翰.史密斯、玛丽.布朗和几位教师。",
        "展厅里有陶器、漆器和玉器。参观者须提前预约。",
    ],
)
def test_a_mark_before_or_after_a_list_is_left_alone(text: str) -> None:
    assert proposals(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "两个孩子的关系越走越近。",
        "灯光时明时灭，显得很神秘。",
        "这个办法又好又省，大家边走边谈。",
        "一大一小两只船靠了岸，船上的人有说有笑。",
    ],
)
def test_a_well_formed_phrase_is_not_made_another(text: str) -> None:
    assert proposals(text) == ()


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_is_left_alone(text: str) -> None:
    assert proposals(text) == ()


def test_a_traditional_character_is_never_replaced() -> None:
    simplified, traditional = "中华人民共和园成立。", "中華人民共和園成立。"
    assert [p.wanted for p in proposals(simplified)] == ["人民共和国"]
    assert proposals(traditional) == ()


def test_no_simplified_character_is_proposed_for_a_traditional_text() -> None:
    assert [p.wanted for p in proposals("双方开展基础设施建没领域的合作。")] == ["建设"]
    assert proposals("雙方開展基礎設施建没領域的合作。") == ()


def test_offsets_count_in_the_text_with_its_spaces_and_placeholders() -> None:
    text = "{1}这项 协定{2}为两国经济发展{3}注 人了新的动力。"
    (proposal,) = proposals(text)
    assert text[proposal.start : proposal.end] == proposal.found == "注 人"
    assert proposal.applied(text) == text.replace("注 人", "注 入")


def test_a_placeholder_is_no_stray_digit() -> None:
    assert proposals("会议{1}强调{2}要加强合作。{3}") == ()


def test_a_word_that_the_document_has_elsewhere_is_likelier_meant() -> None:
    odd = "L十国集团的成员占世界经济总量的八成以上。"
    alone = document_proposals([odd])[0]
    together = document_proposals([odd, "今年的二十国集团峰会将在秋天举行。"])[0]
    assert [p.wanted for p in together] == ["二十国集团"]
    assert not alone or alone[0].gain < together[0].gain


def test_what_stands_there_twice_is_no_accident() -> None:
    odd = "这项协定为两国经济发展注人了新的动力。"
    assert document_proposals([odd])[0]
    assert document_proposals([odd, "公司为自己的品牌注人了灵魂。"]) == ((), ())


def test_a_known_term_is_right_as_it_stands() -> None:
    text = "这项协定为两国经济发展注人了新的动力。"
    assert proposals(text, known=["注人"]) == ()


def test_proposals_of_a_document_are_those_of_its_paragraphs() -> None:
    texts = ["", "政府采取一糸列措施。", *CLEAN, "农业和基础设施建没取得进展。"]
    found = document_proposals(texts)
    assert len(found) == len(texts)
    assert [[p.wanted for p in each] for each in found if each] == [["一系列"], ["建设"]]


def test_a_long_document_is_looked_at_in_parts() -> None:
    filler = "".join(CLEAN) * 40
    texts = [filler] * (2 * AT_ONCE // len(filler) + 2) + ["政府采取一糸列措施。"]
    found = document_proposals(texts)
    assert len(found) == len(texts)
    assert [p.wanted for p in found[-1]] == ["一系列"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from('注人入。、，“”"L0{1} \n的了合作型稳定\ud800\U00020000十国集团'))
        | st.text(),
        max_size=4,
    )
)
def test_any_text_is_survived_and_every_proposal_stands_where_it_says(texts: list[str]) -> None:
    for text, found in zip(texts, document_proposals(texts), strict=True):
        end = 0
        for proposal in found:
            assert end <= proposal.start < proposal.end <= len(text)
            assert text[proposal.start : proposal.end] == proposal.found != proposal.wanted
            assert len(proposal.applied(text)) == len(text)
            end = proposal.end
