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

_NUMBERS = re.compile(rf"[{_NUMERAL}百零〇\d]+")


def heading_style(text: str) -> str:
    """Return how the heading that the text begins with is numbered: its number, digits left out."""
    if text[0] not in MAY_NUMBER or (found := HEADING.match(text)) is None:
        return ""
    kind = "1" if found.group()[0].isdigit() else "一"
    return _NUMBERS.sub(kind, found.group())


def heading_number(text: str) -> tuple[str, int]:
    """Return the style of the heading's number and its value; ("", 0) where it has none."""
    style = heading_style(text)
    if not style:
        return "", 0
    found = _NUMBERS.search(text)
    return style, _value(found.group()) if found is not None else 0


def _value(number: str) -> int:
    """Return the value of a number up to 99; 0 of others."""
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    units = _NUMERAL.find(ones) + 1 if ones else 0
    return (_NUMERAL.find(tens) + 1 if tens else 1) * 10 + units if ten else units


ENUMERATOR = re.compile(rf"第([{_NUMERAL}]{{1,2}})[，,、：:]")
"""Begins a paragraph of an argument: `第二，`; group 1 is the numeral."""

SPEAKER = re.compile(rf"([{HAN_CLASS}]{{1,4}}(?:·[{HAN_CLASS}]{{1,6}})?|[QA])[：:](?=\S)")
"""Begins with the name of a speaker; group 1 is the name."""

SALUTATION = re.compile("(?:尊敬的|亲爱的|各位|女士们|同志们|同学们|朋友们)[^。！？]{0,40}[：:]\\Z")
"""The whole of a paragraph that speaks to an audience before a speech or a letter."""

GREETING = re.compile(
    rf"(?:[{HAN_CLASS}]{{0,11}}[{HAN_CLASS}](?<![说道喊问叫])[，,、]?\s?)?"
    r"(?:[你您]们?好|大家好|[早晚]上好|[上中下]午好)\s?[！!：:，,]\Z|"
    rf"[{HAN_CLASS}]{{1,4}}(?:总|老师|教授|先生|女士|经理|主任|同志|同学)\s?[：:]\Z"
)
"""The whole of a line that speaks to the one to whom a letter goes: `王磊，你好！`."""

_MAIL = "发件人|收件人|抄送人?|密送人?|发送时间|发送日期|发件时间|日期|主题|附件|回复|转发"
_MAIL += "|From|To|Cc|CC|Bcc|Date|Sent|Subject|Reply-To|Attachments?"
MAIL_FIELD = re.compile(rf"(?:{_MAIL})\s?[：:](?!//)[^。！？\n]{{0,60}}\Z")
"""The whole of a line in the head of a mail: `主题: …`."""

FIELD = re.compile(
    rf"(?:[{HAN_CLASS}]{{1,6}}|[A-Z][A-Za-z-]{{0,14}})\s?[：:](?!//)[^。！？；，,;!?\n]{{1,30}}\Z"
)
"""The whole of a short line that gives one thing its value: `地点：…`."""

QUOTED = re.compile("[>＞]")
"""Begins a line that a mail quotes from an earlier one."""

SUBTITLE = re.compile("(?:——|--)[^—-]")
"""Begins as the second line of a headline does."""

_AGENCY = r"本报|本刊|本台|本网|(?:新华|中新|法新|路透|美联|塔斯|俄新|共同|韩联|德新|安莎|埃菲)社"
DATELINE = re.compile(
    rf"[（(]?(?:(?:{_AGENCY})[^，。！？；：,!?;:“”\"《\n]{{0,30}}?[电讯]|"
    rf"[{HAN_CLASS}]{{1,12}}\d{{1,2}}月\d{{1,2}}日电)"
    r"(?:(?:\s{0,3}[（(][^（）()\n]{1,30}[）)])?(?=[）)\s《]|\Z)|"
    r"[（(][^（）()\n]{0,20}(?:记者|通讯员)[^（）()\n]{1,20}[）)])|"
    r"[A-Z][A-Za-z.' -]{1,30}, [A-Z][a-z]{2,8}\.? \d{1,2}(?: ?\([A-Z][\w ]{1,20}\))? ?(?:--|[—–-])"
)
"""Begins with a dateline: `本报东屿5月18日电 `, a note of the reporter included."""

_NAME = rf"(?:[{HAN_CLASS}]{{2,4}}|[{HAN_CLASS}]{{1,8}}(?:·[{HAN_CLASS}]{{1,8}}){{1,3}})"
_ROLE = (
    rf"(?:(?:{_AGENCY})(?:[^，。！？；,!?;\n]{{0,30}}?[电讯])?\s?)?(?:特约|见习|首席|实习|驻\S{{1,8}}?)?"
    r"(?:记者|通讯员|评论员|特派员|撰稿人|实习生|作者|译者)"
)
_CREDIT = "文|图|摄影?|作者|来源|(?:责任)?编辑|责编|校对|供稿|编审|审核|监制|译者|翻译|整理"
_CREDIT += "|(?:摄影|综合)?报道|口述|采写|撰文|撰稿|图片|统筹|策划|美编|版式|制图|视频"
BYLINE = re.compile(
    rf"[（(【]?[□■◎●◇]?\s?(?:{_ROLE}[\s:：/／]{{0,3}}{_NAME}(?:[\s、]{{1,3}}{_NAME}){{0,7}}\s{{0,2}}){{1,3}}"
    rf"(?:{_CREDIT}){{0,2}}[）)】]?\Z|"
    rf"(?:{_CREDIT})\s?[:：/／]\s?[^。！？；!?;\n]{{1,30}}\Z|"
    rf"[{HAN_CLASS}]{{2,12}}记者\s{_NAME}(?:[\s、]{{1,3}}{_NAME}){{0,7}}\Z|"
    r"[（(][^（）()。，,\n]{2,24}(?:供稿|供图|整理|报道|摄影?|编译)[）)]\Z|"
    r"By [A-Z][\w.'-]{1,20}(?: (?:and )?[A-Z][\w.'-]{0,20}){0,6}\Z|"
    r"[（(]\s?(?:本文)?(?:作者|译者)[^）)。\n]{1,60}[）)]\Z"
)
"""The whole of a short block that names who wrote it, took its pictures or answers for it."""

CREDIT = re.compile(
    r"[（(【]\s?(?:(?:责任|本版|执行|实习)编辑|责编|编辑(?=[\s:：/／]))"
    rf"[\s:：/／]{{0,3}}[{HAN_CLASS}·、\s]{{2,30}}[）)】]\Z"
)
"""The whole of a line that names the editor in brackets: `（责任编辑 何 平）`."""

DATE = re.compile(
    rf"[（(]?(?:\d{{4}}|[{_NUMERAL}〇零○Ｏ]{{4}})\s?年\s?[\d{_NUMERAL}]{{1,3}}\s?月(?:\s?[\d{_NUMERAL}]{{1,3}}\s?日)?[)）]?\Z"
)
"""The whole of a block that is a date."""

CAPTION = re.compile(
    rf"(?:图[为：:]|图[{_NUMERAL}\d]{{1,2}}[：: ]|[上下左右题]图(?:[为：:，,]|[{_NUMERAL}\d][：:])|"
    r"资料(?:图|照)片?|本版图片|[（(](?:资料图片|图片来源))"
)
"""Begins the words under a picture."""

ITEM = re.compile(
    rf"[①-⑳●■◆▲★•※]|\[\d{{1,3}}\]|注[释\d]{{0,2}}[：:]|\d{{1,2}}[.)）]\s?(?=[{HAN_CLASS}“])"
)
"""Begins an item of a list or a footnote."""

END = re.compile(r"[（(【]\s?(?:全文)?完\s?[）)】]\Z|[（(【]\s?(?:未完)?待?续\s?[）)】]\Z|全文完\Z")
"""The whole of a block that says that a text ends, or that it will be continued."""

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺毛郝顾龚邵万覃武钱戴严欧莫孔向常汤"
    "康易乔赖文季纪穆宁骆程岳柯梅盛童游裴翟施葛倪俞祝鲁柳温庄"
)
_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|端木|司徒"
_PERSON = rf"(?:[{_SURNAMES}][{HAN_CLASS}]{{1,2}}|(?:{_COMPOUND})[{HAN_CLASS}]{{1,2}})"
NAMES = re.compile(rf"{_PERSON}(?:[ 、]{_PERSON}){{0,4}}\Z")
"""The whole of a block that is the names of persons."""

_STROKES = "丿丨丶亅乚乛乀乁ˇˉˊˋ˙`´¨¬|¦"
STROKES = re.compile(rf"(?=.{{0,5}}[{_STROKES}])(?:[{_STROKES}·.,，、'‘’lIij]\s?){{1,4}}\Z")
"""The whole of a block that is strokes and marks which mean nothing by themselves."""

STRAY = re.compile(r"[l·](?:\s?[l·、'‘’.,]){0,3}\Z")
"""The whole of a block of letters that a scan made of specks."""

MASTHEAD = re.compile(
    r"(?:\S{2,8}报\s*)?(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*(?:星期[一二三四五六日天]|周[一二三四五六日])"
    r"\s*(?:第?\s?[A-Z]?\d{1,3}\s?版|\S{2,6})?\Z|"
    r"(?:[A-Z]?\d{2}\s?版\s*\S{2,6}|\S{2,6}\s+[A-Z]?\d{2}\s?版|第\d{1,3}版\s*\S{2,6})\Z"
)
"""The whole of a block that stands at the head of a newspaper's page."""

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
