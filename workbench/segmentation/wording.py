"""Patterns around the marks of Chinese: what goes with a mark, and what cannot end before one.

Plain regular expressions without groups, in the syntax that ICU, Java and Python share: our own
rules and what we export as SRX are made of the same ones. Both scripts are meant.
"""

from __future__ import annotations

from typing import Final

_PAUSES: Final = "，、；：,;:"
_OUT: Final = r"（）()［］\[\]。！？!?｡…\n"
_NUMERALS: Final = "一二三四五六七八九十百零〇两兩甲乙丙丁"

_DIGIT: Final = "[0-9０-９]"
_NUMBERS: Final = f"{_DIGIT}(?:{_DIGIT}|[0-9０-９ ,，、~～–—-]{{1,24}}{_DIGIT})?"

CITATION: Final = rf"(?:[\[［〔]{_NUMBERS}[\]］〕]|[⁰¹²³⁴-⁹]{{1,6}})"
"""The number of a source, which follows the sentence that it is for: [12]、［3，5］、²"""

STAGE_NOTE: Final = (
    rf"[ \u3000]?[（(［\[](?!(?:第?[{_NUMERALS}]{{1,4}}[条條项項]?|[A-Za-z]|注|"
    r"[全本]?文?完|[终終]|未完(?:待[续續])?|待[续續])[）)］\]]"
    r"|(?:本[报報]|(?:新[华華]|中新)社|[记記]者|通[讯訊])[^）)\n]{0,12}[）)])"
    rf"[^{_OUT}0-9０-９①-⑳][^{_OUT}]{{0,12}}[）)］\]](?!\s?[{_PAUSES}。！？!?…])"
)
"""A note on what was just said: （众笑）、（略）; no item's number, byline or end of the text."""

EMOJI: Final = (
    "(?:[\u2600-\u2603\u2639-\u263b\u2728\U0001f300-\U0001f448\U0001f44a-\U0001f4cc"
    "\U0001f4ce-\U0001f4dd\U0001f4df-\U0001faff]|[❤♥][\ufe0f]?)[\ufe0f\u200d]?"
)
"""A picture in the place of a mark; none that points to what follows (👉📍📞)."""

PARTICLES: Final = "哦啊呀呢吧啦嘛哟喲呦哈嘿了的吗嗎噢喔耶咯哒噠哇"
"""What a clause of talk ends in, as the inside of a character class."""

UNITS: Final = "点點时時分日月年号號周週元岁歲度"
"""What stands before the tilde of a range: 九点～十点; the inside of a character class."""

UNFINISHED: Final = (
    "(?:[会會]不[会會]|是不是|能不能|要不要|有[没沒]有|可是|但是?|(?<!好)不[过過]|然而|而且|[并並]且|因[为為]|由于|由於|所以|因此|于是|於是|如果|要是|"
    "[虽雖]然|尽管|儘管|只要|除非|即使|或者|比如|例如|譬如|然[后後]|(?<!再)[后後][来來]|"
    "(?<![成造])就|是|(?<![一两兩几幾])把|(?<![实實存现現自所内內外潜潛])在|"
    "(?<![温溫平总總缓緩柔暖饱飽随隨谦謙共])和|(?<!如)也|(?<![归歸偿償返退讨討])[还還]|"
    "(?:至于|至於|要[说說]|[说說][到起]|[论論])[\u4e00-\u9fff]{1,8}嘛|"
    "(?:^|[^\u4e00-\u9fff])[\u4e00-\u9fff]{1,3}嘛)"
)
"""Words after which a sentence breaks off and goes on, when an ellipsis follows: 可是……"""

_ITEM: Final = r"[^，。！？；：、,!?;:…“”「」\n]{1,16}"

LISTED: Final = r"(?![^、]{0,16}[了有是])" + f"(?:{_ITEM}、)?" * 6 + f"{_ITEM}、{_ITEM}"
"""A whole sentence of nothing but items: 住哪里、吃什么; not yet 桌上有鱼、虾."""

TAKEN_UP: Final = (
    r"\s{0,2}(?:一[连連]串|一系列|[这這那](?:种种|種種)|种种|種種|[这這那]些(?![年天日])|[这這]一切|"
    r"[诸諸]如此[类類]|凡此种种|凡此種種|等等)"
)
"""What takes such items up after an ellipsis: 一连串的问题."""
