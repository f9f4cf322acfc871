r"""Our own rules, said as far as SRX can say them, for tools that read SRX.

A rule of SRX sees one place at a time and knows no state: what needs counting, pairing or the whole
paragraph is approximated within `_REACH` characters or left out, and `COMMENT` says which. The
patterns keep to what ICU, Java and we understand alike, with bounded look-behind only. Those of
several characters look ahead and behind instead of consuming, because OmegaT searches each pattern
through the text once, without overlaps.
"""

from __future__ import annotations

from typing import Final

from workbench.segmentation import abbreviations, english
from workbench.segmentation.full_stops import NAMES, NUMERALS
from workbench.segmentation.speech import ETC, PART, TAG
from workbench.segmentation.srx import LanguageMap, Rule, Rules, RuleSet
from workbench.segmentation.wording import (
    CITATION,
    EMOJI,
    LISTED,
    PARTICLES,
    STAGE_NOTE,
    TAKEN_UP,
    UNFINISHED,
)

COMMENT: Final = """\
The built-in segmentation rules of translators-workbench, as far as SRX 2.0 can say them.

What it cannot say, and the workbench does:
- brackets and quotation marks are paired over the whole paragraph, nested ones too; here a
  sentence is kept together within one pair of up to 200 (quotation marks: 60) characters;
- straight quotation marks get their direction from their neighbours and by counting; here the
  first dozen of a paragraph are counted, later ones at the end of a sentence close;
- a tilde without a particle before it ends a clause of talk where others in the paragraph do;
- marks between two # and the sources of a list that begins with [1] are left as they are;
- a sentence of more than 400 characters is cut at its semicolons;
- what holds only punctuation is joined with its neighbour."""

_HAN: Final = "一-鿿㐀-䶿々〇"
_END: Final = "。！？!?｡"
_DOTS: Final = "…⋯"
_CLOSE: Final = "”’」』）》】〉〕〗"
_STRAIGHT: Final = "\"'"
_GAP: Final = r"[ \u3000]{0,2}"
_REACH: Final = 200
_SPEECH: Final = "(?<!说|說|道|问|問|表示|指出|强调|強調)"


def _stay(before: str, after: str = "") -> Rule:
    return Rule(breaks=False, before=before, after=after)


def _cut(before: str, after: str = "") -> Rule:
    return Rule(breaks=True, before=before, after=after)


def _enclosed(opener: str, closer: str, reach: int, *, lead: str = "") -> tuple[Rule, Rule]:
    """Return the rules that no sentence ends inside a pair of marks, nor right after it.

    Args:
        opener: the inside of a character class.
        closer: likewise.
        reach: characters between them at most.
        lead: pattern of what must stand before the opener.
    """
    inside = f"[^{opener}{closer}\\n]{{0,{reach}}}"
    behind = f"(?<=[{_END}{_DOTS}])(?<={lead}[{opener}]{inside})"
    closed = f"(?<=[{_END}{_DOTS}][{closer}])(?<={lead}[{opener}]{inside}[{closer}])"
    return _stay(behind, f"(?={inside}[{closer}])"), _stay(closed)


_FINAL: Final = f"[{_END}{_DOTS}][{_CLOSE}]{{0,3}}(?:'\"|[\"'])?[{_CLOSE}]{{0,3}}[～~]{{0,3}}"
_COMMA: Final = f"(?={_GAP}[，、；：,;:/／])"


def _chinese() -> tuple[Rule, ...]:
    return (
        _cut(r"\n"),
        *_chinese_closers(),
        *_chinese_enclosures(),
        *_chinese_quotations(),
        *_chinese_inside(),
        *_chinese_ends(),
    )


def _chinese_closers() -> tuple[Rule, ...]:
    """Return the rules for what goes along with a final mark."""
    even = "^" + '(?:[^"]{0,80}"[^"]{0,80}")?' * 6 + '[^"]{0,80}'
    note = f"{CITATION}|{STAGE_NOTE}|{EMOJI}"
    return (
        # A straight quotation mark after an even number of them opens.
        _cut(f"(?<={even}[{_END}{_DOTS}])", '"'),
        _stay(f'(?<={even}[{_END}{_DOTS}]")'),
        # Final and closing marks stay together.
        _stay(f"[{_END}{_DOTS}]", f"[{_CLOSE}{_STRAIGHT}{_END}{_DOTS}]"),
        _stay(f"(?<={_FINAL})", f"(?={_GAP}[{_CLOSE}{_END}{_DOTS}]|[～~])"),
        _stay("[.．]", f"(?={_GAP}[{_CLOSE}])"),
        # A comma cannot begin a sentence.
        _stay(f"(?<={_FINAL})", _COMMA),
        # The number of a source, a note on what was said, a picture.
        _stay(f"(?<={_FINAL})", f"(?={note})"),
        _stay(f"(?<={_FINAL}(?:{note}))", f"(?={_GAP}[，、；：,;:/／{_CLOSE}]|{note})"),
        _cut(f"(?<={_FINAL}(?:{note}))"),
    )


def _chinese_enclosures() -> tuple[Rule, ...]:
    """Return the rules for brackets, titles, quotations that are a part of their sentence."""
    word = f"[{_HAN}A-Za-z0-9]"
    return (
        *_enclosed("（(［", "）)］", _REACH, lead="[^。！？!?｡”’」』\\s]"),
        _stay(
            f"(?<=[{_END}{_DOTS}])(?<=[（(［][^（）()\\n]{{0,{_REACH}}})",
            "(?=[^（）()\\n]{1,200}[）)］])",
        ),
        *_enclosed("《", "》", _REACH),
        *_enclosed("“", "”", 60, lead=f"{word}{_SPEECH}"),
        *_enclosed("「", "」", 60, lead=f"{word}{_SPEECH}"),
    )


def _chinese_quotations() -> tuple[Rule, ...]:
    """Return the rules that keep a quotation with who said it, and what makes a part of it."""
    inside = '[“「『"][^“”「」"\\n]{0,60}'
    quoted = f"(?<=[{_END}{_DOTS}](?:[{_STRAIGHT}]|{_GAP}[{_CLOSE}]{{1,3}}))"
    typed = f"(?<=[.．](?:[{_STRAIGHT}]|{_GAP}[{_CLOSE}]))"
    broken = f'(?<=(?:^|[{_END}：:{_CLOSE}]){inside}[—―─][{_CLOSE}"])'
    told = f'(?<=[：:]{inside}[{_END}{_DOTS}][{_CLOSE}"])'
    row = "(?:[“「『][^“”「」『』\\n]{0,60}[”」』]){0,3}"
    return (
        *(_stay(end, f"(?={TAG})") for end in (quoted, typed, broken)),
        _cut(told, "等"),
        *(_stay(end, f"(?={row}{PART})") for end in (quoted, typed, broken)),
        *(_stay(end, _COMMA) for end in (typed, broken)),
        _cut(f"(?<=[{_HAN}][ \\u3000]?[.．][ \\u3000]{{1,2}}[{_CLOSE}])"),
        _cut(broken),
        _cut(quoted),
    )


def _chinese_inside() -> tuple[Rule, ...]:
    """Return the rules for marks inside a sentence or a word."""
    return (
        # An ellipsis inside a sentence.
        _stay(f"(?<=[{_DOTS}])", rf"(?=\s*(?:[的了吗嗎呢吧啊之—-]|{ETC}))"),
        _stay(f"(?<=(?:^|[{_END}]){LISTED}[{_DOTS}]{{1,6}})", f"(?={TAKEN_UP})"),
        _stay(f"(?<=(?:{UNFINISHED})[{_DOTS}]{{1,6}})"),
        _stay(f"(?<=(?:^|[^{_HAN}])[{_HAN}]{{1,2}}[{_DOTS}]{{1,6}})"),
        _stay(f"(?<=(?:^|[^{_HAN}])[{_HAN}]{{1,2}}[.]{{3,6}})"),
        _stay(rf"([{_HAN}])[{_DOTS}]{{1,6}}(?=\1)"),
        # Marks inside of words: addresses, versions, abbreviations, initials, names.
        _stay("(?<=[A-Za-z0-9][!?])", "[A-Za-z0-9]"),
        _stay(rf"(?<=(?<![A-Za-z])(?i:{_listed(abbreviations.ALL)})[.])"),
        _stay(r"(?<=(?:^|[^A-Za-z])(?:[A-Za-z][.]){0,3}[A-Za-z][.])"),
        _stay(f"(?<=[{NUMERALS}][.．])", f"[{NUMERALS}]"),
        _stay(f"(?<=(?:^|[^{_HAN}])[{NUMERALS}]{{1,3}}[.．])"),
        _stay(f"(?<=[{NAMES}]{{2}}[.．])", f"[{NAMES}]"),
        _stay(f"(?<=(?:^|[{_END}])[{_HAN}]{{1,2}}．)", f"(?=[{_HAN}][^\\n]{{0,{_REACH}}}。)"),
    )


def _chinese_ends() -> tuple[Rule, ...]:
    """Return the rules for where sentences end, if nothing before forbade it."""
    return (
        _cut(f"(?<=[{_HAN}][{PARTICLES}][～~]{{1,3}})", f"[{_HAN}]"),
        _cut(f"(?<=[{_HAN}]{{4}}(?:{EMOJI}))", f"[{_HAN}]"),
        _cut(f"(?<=[{_HAN}]．)", f"[{_HAN}“「『（《]"),
        _cut(f"(?<={_FINAL})"),
        _cut(f"(?<=[.]{{3}}[{_CLOSE}{_STRAIGHT}]{{0,2}})", "[^.]"),
        _cut(f'(?<=[{_HAN}A-Za-z％%）)”"][.．])', r"(?=\s)"),
        _cut('(?<=[A-Za-z％%）)”"][.．])', f"[{_HAN}“「『（《]"),
        _cut(f"(?<=[A-Za-z]{{3}}[.][{_CLOSE}{_STRAIGHT}])", f"[{_HAN}“「『（《]"),
        _cut(f"(?<=[{_HAN}][.．])(?<!。[^\\n]{{0,{_REACH}}})", f"(?=[{_HAN}“「『（《][^。\\n]*$)"),
    )


def _english() -> tuple[Rule, ...]:
    final = f"[.!?…][\"'”’)\\]»]{{0,3}}(?:{english.SOURCE})?(?:\\s?{EMOJI})?"
    broken = f"(?<={english.BROKEN})"
    never = _listed(abbreviations.TITLES | abbreviations.INNER)
    starters = "The|This|That|These|Those|He|She|It|We|They|You|In|On|But|And|However|There"
    return (
        _cut(r"\n"),
        _stay(rf"(?<=\b(?i:{never})[.])", r"\s"),
        _stay(rf"(?<=\b(?i:{_listed(abbreviations.NUMBERED)})[.])", r"(?=\s+\d)"),
        _stay(rf"(?<=\b(?:{_listed(abbreviations.DAYS)})[.])", r"(?=\s+\d)"),
        _stay(
            rf"(?<=\b(?i:{_listed(abbreviations.HOURS)})[.])",
            rf"(?=\s+{english.AFTER_HOUR})",
        ),
        _stay(rf"(?<=\b(?i:{_listed(abbreviations.CLOSING)})[.])", rf"(?=\s+(?!(?:{starters})\b))"),
        _stay(r"(?<=(?:^|[^A-Za-z0-9'’.°])[A-HJ-Z][.])", rf"(?=\s+(?!(?:{starters})\b))"),
        _stay(
            r"(?<=(?:^|[^A-Za-z'’.°])(?:[A-Z][.]){1,3}[A-Z][.])",
            rf"(?=\s+(?!(?:{starters})\b))",
        ),
        _stay(
            r"(?<=(?:^[(\[]?(?:\d{1,3}|[a-z])|(?:^|[.!?]\s)(?:[IVX]{1,4}|(?:P[.]){1,3}S|N[.]B))[.])",
            r"\s",
        ),
        # The number of an item after a colon, or at the start of a later sentence.
        _stay(r"(?<=[:;]\s{0,2}[(\[]?1[.])", r"\s"),
        _stay(
            rf"(?<=\w\w[.!?][)”\"’]?\s\d{{1,2}}[.])"
            rf"(?<!\b(?i:{_listed(abbreviations.ALL)})[.]\s\d{{1,2}}[.])",
            r"\s",
        ),
        _stay("(?<=[!?…][\"”'’])", rf"(?=\s+{english.TAG})"),
        _stay(broken, rf"(?=\s+{english.TAG})"),
        _cut(broken, '(?=\\s*["“]|\\s+[A-Z])'),
        _cut(f"(?<={final})", "(?=\\s+[\"'“‘(\\[«]*[A-Z0-9À-ÞĀ-�])"),
    )


def _listed(words: frozenset[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(word.replace(".", "[.]") for word in ordered)


def builtin() -> Rules:
    """Return our rules for Chinese, and for the English that it is translated into."""
    return Rules(
        sets=(RuleSet("Chinese", _chinese()), RuleSet("English", _english())),
        maps=(LanguageMap("[Zz][Hh].*", "Chinese"), LanguageMap("[Ee][Nn].*", "English")),
        cascades=False,
    )
