"""Whether a `.` or `．` in Chinese ends a sentence, or belongs to a number, a name or a file.

Scanned and typed Chinese has it for `。`; beside Latin letters it is as ambiguous as in English.
Looks at a bounded number of characters around the mark.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.segmentation.abbreviations import is_abbreviation
from workbench.text.codepoints import CLOSERS, is_han

NAMES: Final = (
    "阿埃艾爱愛安昂奥奧巴白班邦贝貝本比彼毕畢宾賓波伯勃博卜布查察达達大戴丹德登邓鄧狄迪蒂丁东東杜"
    "多厄恩尔爾法凡范菲费費芬丰夫弗福佛盖蓋甘冈岡高戈哥格葛古圭哈海汉漢豪赫亨洪胡华華霍基吉季加贾"
    "賈简簡杰金喀卡凯凱坎康考柯科克肯孔库庫夸魁昆拉莱萊兰蘭朗劳勞勒雷蕾里理利莉立丽麗连連列林琳留"
    "卢盧鲁魯路露伦倫罗羅洛吕呂马馬玛瑪麦麥曼毛梅门門蒙孟米密蜜缅緬明摩莫墨默姆穆拿那娜纳納乃南内"
    "內尼涅纽紐努诺諾欧歐帕潘庞龐培佩彭皮坡珀蒲朴普齐齊奇契恰乔喬钦欽琴丘热熱仁日荣榮茹儒瑞若萨薩"
    "塞赛賽桑瑟森沙莎山珊尚舍申圣聖施什史士舒朔思斯司丝絲松苏蘇孙孫索塔泰坦汤湯唐陶特腾騰提田廷"
    "图圖托瓦万萬旺威韦韋维維卫衛温溫翁沃乌烏伍西希锡錫夏香肖谢謝辛欣休许許雅亚亞延扬揚耶叶葉伊"
    "以易因英尤于约約泽澤曾扎詹珍芝朱茱兹茲佐翰逊遜顿頓姬娅婭蕯琼瓊缇緹薇黛黎"
)
"""Characters that write foreign names, in both scripts."""

NUMERALS: Final = "○〇零一二三四五六七八九十"
"""Of items (一．总则) and of decimal fractions (二．八公分)."""

_WORD: Final = 20  # characters looked at before the mark
_PLACE: Final = 2  # characters of a name before another one: 浙江．杭州
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z.]*$")
_EXTENSION = re.compile(r"(?:[a-z][a-z0-9]{0,4}|[A-Z]{3,4})(?![A-Za-z0-9])")
_ITEM = re.compile(rf"\s*[{NUMERALS}]{{1,3}}$")
_NAME = re.compile(f"[{NAMES}]{{2}}[.．][{NAMES}]")
_CLOSED = frozenset(CLOSERS + "\"'%％°℃")


class FullStops:
    """The `.` and `．` of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        # Where a text has real full stops, `.` between characters is a name's dot.
        self._has_real_ones = "。" in text

    def ends(self, index: int, start: int) -> bool:
        """Return whether the mark there may be the end of the sentence that begins at `start`."""
        before, after = self._text[max(0, index - 1) : index], self._text[index + 1 : index + 2]
        if not after:
            return True
        if not before or before.isdigit():
            return False
        if is_ascii_word(after):
            return not is_ascii_word(before) and not self._begins_a_word(index, before)
        if is_ascii_word(before):
            word = _LATIN_WORD.search(self._text, max(0, index - _WORD), index)
            return word is not None and not is_abbreviation(word.group())
        if before.isspace() and not after.isspace():
            return False  # a file's name, a folder: pip install -e .之后
        if before in NUMERALS and after in NUMERALS:
            return False
        if not is_han(before) or not is_han(after):
            return True
        return self._ends_between_han(index, start)

    def _begins_a_word(self, index: int, before: str) -> bool:
        """Return whether the mark begins a word in Latin letters: .NET, 格式为.jpg, *.log."""
        text = self._text
        if text[index] != "." or before in _CLOSED or not text[index + 1].isalpha():
            return False
        if not is_han(before):
            return True
        return self._has_real_ones or _EXTENSION.match(text, index + 1) is not None

    def _ends_between_han(self, index: int, start: int) -> bool:
        text = self._text
        if index - start <= _WORD and _ITEM.match(text[start:index]):
            return False  # 一．总则
        if _NAME.match(text, max(0, index - 2)):
            return False  # 列夫．托尔斯泰
        if not self._has_real_ones:
            return True
        return text[index] == "．" and index - start > _PLACE


def is_ascii_word(ch: str) -> bool:
    """Return whether the character is an ASCII letter or digit."""
    return ch.isascii() and ch.isalnum()
