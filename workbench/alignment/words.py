"""Cuts English into the stems that alignment compares.

A stem here is a key, not a word: it only has to be the same for the forms of one word, in the word
table, in glossary renderings, in machine drafts and in the text that is aligned. Suffixes go, then
everything after the sixth letter, so that `organisation`, `organization` and `organised` meet.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:['’][a-z]+)?")
_STEM_LENGTH: Final = 6
_SHORTEST: Final = 3

# They stand in every sentence and so are evidence of nothing.
_FUNCTION_WORDS: Final = frozenset(
    re.findall(
        "[a-z]+",
        """
        a about all also an and any are as at be been but by can could did do does for from had
        has have he her him his i if in into is it its may me more my no not of on one or our out
        said she should so some such than that the their them then there these they this to up was
        we were what when which who will with would you your
        """,
    )
)


def stem(word: str) -> str:
    """Return the key under which all forms of an English word meet, in lower case."""
    key = word.lower().replace("’", "'").removesuffix("'s")
    for suffix in ("ing", "ed", "s"):
        if key.endswith(suffix) and len(key) - len(suffix) >= _SHORTEST and key[-2:] != "ss":
            key = key.removesuffix(suffix)
            break
    while len(key) > _SHORTEST and (key.endswith("e") or key[-1] == key[-2]):
        key = key[:-1]
    if len(key) > _SHORTEST and key.endswith("y"):
        key = f"{key[:-1]}i"
    return key[:_STEM_LENGTH]


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words in `text` that carry meaning; function words are left out."""
    words = (found.lower() for found in _WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in _FUNCTION_WORDS)
