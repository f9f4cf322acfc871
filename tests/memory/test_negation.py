"""Two sources of which only one negates are told apart, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory.negation import negations_differ
from workbench.text.normalise import match_key

TEXTS = st.text(alphabet="不没无未非同断收意的是否勿请,。", max_size=14)


def differ(one: str, other: str) -> bool:
    return negations_differ(match_key(one), match_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("双方不同意扩大贸易", "双方同意扩大贸易"),
        ("请勿吸烟", "请吸烟"),
        ("不少于三人", "少于三人"),
        ("不低于百分之五", "低于百分之五"),
        ("管道不断裂", "管道断裂"),
        ("没收到货物", "收到货物"),
        ("本系统无数据输出", "本系统有数据输出"),
        ("无偿提供", "有偿提供"),
        ("甲方可以转让，乙方不得转让", "甲方不得转让，乙方可以转让"),
        ("不得不去", "不得去"),
        ("不能不去", "不能去"),
        ("没有不同意", "没有同意"),
        ("没有不同意", "不同意"),
        ("来不及参加", "来得及参加"),
        ("看不见", "看得见"),
        ("不仅限于此", "仅限于此"),
        ("不断扩大", "不扩大"),
        ("特别注意", "别注意"),
        ("是不是学生", "不是学生"),
        ("不管理日常事务", "管理日常事务"),
        ("未来得及报告", "来得及报告"),
        ("不禁止吸烟", "禁止吸烟"),
        ("不动产登记", "动产登记"),
        ("他否认参与", "他承认参与"),
        ("未婚人士", "已婚人士"),
        ("不一定参加", "一定参加"),
        ("严禁携带易燃物品", "携带易燃物品"),
        ("未经许可的人员可以进入", "经许可的人员可以进入"),
        ("免收手续费", "收手续费"),
        ("不必付款", "付款"),
        ("并非如此", "如此"),
        ("无须批准", "须批准"),
        ("无需批准", "需批准"),
        ("从不抽烟", "抽烟"),
        ("别动", "动"),
        ("切莫大意", "大意"),
        ("非会员可以入场", "会员可以入场"),
        ("没有人来", "有人来"),
        ("他没来", "他来"),
        ("双方尚未签署协议", "双方已经签署协议"),
        ("拒绝接受采访", "接受采访"),
        ("不超过三十日", "超过三十日"),
        ("不等于零", "等于零"),
        ("毫无疑问地否认", "毫无疑问地承认"),
        ("不可撤销", "可撤销"),
        ("无限期", "有限期"),
    ],
)
def test_one_negates_and_the_other_does_not(one: str, other: str) -> None:
    assert differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("贸易不断增长", "贸易增长"),
        ("我不太同意", "我不同意"),
        ("信托财产的所有权", "不动产的所有权"),
        ("不禁止吸烟", "不禁止在此吸烟"),
        ("非洲国家合作", "亚洲国家合作"),
        ("中非合作论坛", "中欧合作论坛"),
        ("特别注意事项", "注意事项"),
        ("是否同意", "同意"),
        ("不同国家的代表", "各国的代表"),
        ("非常重要的文件", "重要的文件"),
        ("非常重要", "十分重要"),
        ("不但要学习", "要学习"),
        ("没有完成任务", "未完成任务"),
        ("不得转让", "禁止转让"),
        ("严禁转让", "不得转让"),
        ("不许入内", "不准入内"),
        ("请勿吸烟", "请不要吸烟"),
        ("请勿吸烟", "禁止吸烟"),
        ("未来三年", "将来三年"),
        ("他不得不离开", "他必须离开"),
        ("无论如何", "不论如何"),
        ("并不同意", "不同意"),
        ("不能进行转让", "不得进行转让"),
        ("对不起，我来晚了", "抱歉，我来晚了"),
        ("差不多完成", "基本完成"),
        ("他没有来", "他没来"),
        ("双方未就此达成一致", "双方没有就此达成一致"),
        ("不久前签署", "日前签署"),
        ("莫斯科会谈", "北京会谈"),
        ("不仅如此，双方还签署了协议", "双方还签署了协议"),
        ("你是不是学生", "你是学生吗"),
    ],
)
def test_both_negate_or_neither(one: str, other: str) -> None:
    assert not differ(one, other)


@given(TEXTS, TEXTS)
def test_neither_is_the_first(one: str, other: str) -> None:
    assert differ(one, other) == differ(other, one)
    assert not differ(one, one)


@given(TEXTS)
def test_a_prohibition_more_is_always_seen(text: str) -> None:
    assert differ(f"{text}，严禁入内。", f"{text}，请入内。")
