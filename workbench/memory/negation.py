"""Counts what negates or forbids in a Chinese sentence: 请勿 is not 请.

A character such as 不 or 非 also stands in words that negate nothing (不断, 非洲, 未来, 特别);
those are taken out first. The count is compared between two sources that are nearly alike, so what
matters is that a negation that only one of them has is seen, not what it negates.
"""

from __future__ import annotations

import re
from typing import Final

# On match keys: simplified characters only. Longer words before what they contain.
_HARMLESS: Final = re.compile(
    "不断|不仅|不但|不光|不只|不少|不管|不论|不过|不久|不锈|不同|不等|不均|不妨|不禁|不由得|不得不"
    "|不已|不时|不愧|不惜|不乏|差不多|了不起|对不起|来不及|用不着|不一会|不一而足|不约而同"
    "|非洲|非常|非凡|非遗|非物质|除非|莫非|是非|非法|并非不"
    "|未来|未必不|未免|未婚|未成年"
    "|无论|无线|无锡|无人机|无数|无穷|无比|无限|无非|无疑|无偿|无形|无机|不无"
    "|没收|没落|沉没|淹没|埋没|出没|吞没|没完没了"
    "|是否|否则|否定|否认|否决|能否|可否|与否"
    "|特别|分别|区别|个别|级别|性别|类别|告别|差别|鉴别|识别|辨别|派别|国别|离别|别人|别的|别墅"
    "|别处|别名|别称|别致|别具|别开生面|别有|辞别|惜别|阔别|久别|送别|别样|判别|甄别"
    "|莫斯科|莫桑比克|莫名|莫大|莫高|莫迪|莫里|约莫|紫禁城|禁区|禁毒|情不自禁|禁令|禁渔"
)
_NEGATION: Final = re.compile(
    "禁止|严禁|不得|不许|不准|不可|不能|不要|不应|不宜|没有|未曾|并非|绝非|从未|尚未"
    "|[不未勿毋弗无没莫非禁别否]"
)


def count_negations(key: str) -> int:
    """Return how many negations and prohibitions a source's match key has."""
    return len(_NEGATION.findall(_HARMLESS.sub("＿", key)))
