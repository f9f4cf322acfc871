"""What the parts of a Chinese text look like: numbered headings, datelines, bylines, jump lines.

Regular expressions alone, no decisions. Each is linear: bounded repetition, no nested stars.
"""

from __future__ import annotations

import re

from workbench.text.codepoints import CLOSERS, HAN_CLASS, TERMINALS

_NUMERAL = "一二三四五六七八九十"
_CLOSE = re.escape(CLOSERS) + "\"'"

ENDED = re.compile(rf"[{TERMINALS}…：；:;.⋯][{_CLOSE}]*\Z")
"""Ends as a finished paragraph or clause does; search it in the last few characters."""

FULL_STOP = re.compile(rf"(?:[{TERMINALS}…⋯]|(?<=[a-z)])\.)[{_CLOSE}]*\Z")
"""Ends as a sentence does."""

CLOSED = re.compile(rf"[{_CLOSE}]\Z")
"""Ends with a closing mark."""

CONTINUES = re.compile(r"[，。、；：？！,;:?!）)》〉】」』”’%％]")
"""Begins with a mark that can only continue a sentence."""

OPENS = re.compile(r"[“‘「『《〈【（(\"●○■□◆◇▲△★☆·•※*→—-]")
"""Begins with a mark that opens a quotation, a list item or a note."""

HEADING = re.compile(
    rf"(?:[{_NUMERAL}百]{{1,4}}、|[（(][{_NUMERAL}]{{1,3}}[)）]|"
    rf"第[{_NUMERAL}百零〇\d]{{1,5}}[章节编篇部条](?![{HAN_CLASS}]?[，,])|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[、．])"
)
"""Begins with the number of a heading or of an item: `一、`, `（二）`, `第三章`, `4．`."""

MAY_NUMBER = frozenset(_NUMERAL + "百第（(0123456789")
"""Characters with which `HEADING` and `ENUMERATOR` begin: a cheap look before the match."""

ENUMERATOR = re.compile(rf"第([{_NUMERAL}]{{1,2}})[，,、：:]")
"""Begins a paragraph of an argument: `第二，`; group 1 is the numeral."""

_AGENCY = r"本报|本刊|本台|本网|(?:新华|中新|法新|路透|美联|塔斯|俄新|共同|韩联|德新|安莎|埃菲)社"
DATELINE = re.compile(
    rf"[（(]?(?:(?:{_AGENCY})[^，。！？；：,!?;:“”\"《\n]{{0,30}}?[电讯]|"
    rf"[{HAN_CLASS}]{{1,12}}\d{{1,2}}月\d{{1,2}}日电)"
    r"(?:\s{0,3}[（(][^（）()\n]{1,30}[）)])?(?=[）)\s《]|\Z)"
)
"""Begins with a dateline: `本报东屿5月18日电 `, a note of the reporter included."""

_NAME = rf"(?:[{HAN_CLASS}]{{2,4}}|[{HAN_CLASS}]{{1,8}}(?:·[{HAN_CLASS}]{{1,8}}){{1,3}})"
_ROLE = (
    rf"(?:(?:{_AGENCY})(?:[^，。！？；,!?;\n]{{0,30}}?[电讯])?\s?)?(?:特约|见习|首席|实习|驻\S{{1,8}}?)?"
    r"(?:记者|通讯员|评论员|特派员|撰稿人|实习生|作者|译者)"
)
_CREDIT = "文|图|摄影?|作者|来源|(?:责任)?编辑|责编|校对|供稿|编审|审核|监制|译者|翻译|整理"
_CREDIT += "|(?:摄影|综合)?报道"
BYLINE = re.compile(
    rf"[（(【]?[□■◎●◇]?\s?(?:{_ROLE}[\s:：/／]{{0,3}}{_NAME}(?:[\s、]{{1,3}}{_NAME}){{0,7}}\s{{0,2}}){{1,3}}"
    rf"(?:{_CREDIT}){{0,2}}[）)】]?\Z|"
    rf"(?:{_CREDIT})\s?[:：/／]\s?[^。！？；!?;\n]{{1,30}}\Z|"
    r"[（(]\s?(?:本文)?(?:作者|译者)[^）)。\n]{1,60}[）)]\Z"
)
"""The whole of a short block that names who wrote it, took its pictures or answers for it."""

DATE = re.compile(
    rf"[（(]?(?:\d{{4}}|[{_NUMERAL}〇零○Ｏ]{{4}})\s?年\s?[\d{_NUMERAL}]{{1,3}}\s?月(?:\s?[\d{_NUMERAL}]{{1,3}}\s?日)?[)）]?\Z"
)
"""The whole of a block that is a date."""

_MAY_JUMP = frozenset("（(【上下紧转接")
JUMP = re.compile(
    rf"[（(【]?\s{{0,3}}(?:上接|下转|紧接|转载?|接)\s{{0,3}}(?:本报)?第?\s{{0,3}}[\d{_NUMERAL}A-Z]{{1,3}}"
    r"\s{0,3}版[^。，,（()）】]{0,20}[)）】]?\Z"
)
"""The whole of a block that sends the reader to another page, or says from where the text comes."""

JUMP_AT_END = re.compile(
    rf"[（(【]\s{{0,3}}(?:下转|转)\s{{0,3}}第?\s{{0,3}}[\d{_NUMERAL}A-Z]{{1,3}}\s{{0,3}}版"
    r"[^。，,（()）】]{0,20}[)）】]\Z"
)
"""A jump line stuck to the end of a paragraph."""

PAGE_NUMBER = re.compile(
    r"[-—–·•~～\s]{0,4}(?:第\s?)?(?!(?:19|20)\d\d)\d{1,4}\s?(?:[版页]|/\s?\d{1,4})?[-—–·•~～\s]{0,4}\Z"
)
"""The whole of a block that is a page number; a bare year is none."""


_FROM = re.compile("上接|接上|紧接")
_HEAD = 12  # characters in which a jump line says so


def is_jump_from(text: str) -> bool:
    """Return whether the text says from which page an article continues."""
    return is_jump(text) and _FROM.search(text[:_HEAD]) is not None


def is_jump(text: str) -> bool:
    """Return whether the text is a jump line and nothing else."""
    if text[:1] not in _MAY_JUMP:
        return False
    return JUMP.match(text) is not None or JUMP_AT_END.match(text) is not None
