"""How much a sentence's first words speak for the beginning of a paragraph.

Needed where neither a blank line nor an indent shows it: a last line may fill its column, and then
only the words are left. Chinese reporting opens paragraphs with a link to what came before, a
source, a speaker or a quotation, and goes on inside them with pronouns and conjunctions. The
weights are natural logarithms of odds, rounded, from counts over the development articles of
`benchmarks/`.
"""

from __future__ import annotations

import re

from workbench.text.codepoints import HAN_CLASS

_HEAD = 28  # characters that are looked at

_LINK = (
    r"(?:与此同时|同时[，,]|此外|另外|另据|据了解|据悉|近年来|近[日年]|日前|下一步|接下来|"
    r"值得|事实上|不过[，,]|然而[，,]|当然[，,]|总之|首先|其次|再次|最后|再说|先说|回[顾望]|展望|"
    r"一方面|另一方面|除此之外|不仅如此|更重要的是|更难能可贵的是|谈[到及起]|说[到起]|"
    r"从.{1,10}?看[，,]|在.{1,14}?看来|为了|为(?!此)[^，,。]{4,16}[，,]|关于|"
    r"各位|[一二三四五六七八九]是|第[一二三四五六七八九十])"
)
_SOURCE = r"(?:记者|专家|会议|公报|声明|与会|业内|有关|多国|各方)"
_SPEAKS = (
    r"[^。！？；，,:：]{2,24}?"
    r"(?:表示|指出|强调|认为|介绍|说|坦言|评价|提醒|透露|宣布|回忆|告诉记者)[，,：:。]"
)
_QUOTE = '[“「『"]'
_INSIDE = (
    r"(?:[他她它]们?|我们?|你们?|咱们|其中?|并|而|也|还|则|但|因此|所以|于是|然后|接着|可是?|却|就|都|"
    r"又|再(?!次|说)|才|更|不仅(?!如此)|不但|甚至|尤其|特别|比如|例如|从而|只有|只要|如果|要是|即使|因为|"
    r"由于|既|无论|不管|这[个些样种里是也就时话才]?|那[个些样里是时]?|此[次举外]?|如此|有[的人些]|大家|人们|"
    rf"一些|以及|同样|结果|随后|直到|而且|或者|换句话说|可以说|也就是说|为此|[{HAN_CLASS}]{{0,4}}却)"
)

_WEIGHTS = (
    (re.compile(_LINK), 1.2),
    (re.compile(_QUOTE), 1.0),
    (re.compile(_INSIDE), -1.2),
    (re.compile(_SPEAKS), 0.7),
    (re.compile(_SOURCE), 0.4),
)

_NONE = -0.3  # most paragraphs begin with one of these, most sentences inside do not


def weight(text: str) -> float:
    """Return the log-odds that the words give."""
    head = text[:_HEAD]
    return next((value for pattern, value in _WEIGHTS if pattern.match(head)), _NONE)
