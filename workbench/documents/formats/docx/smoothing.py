"""The parts of a paragraph as they are meant: without what word processors leave between words.

Words that look the same are one text; white space and marks of punctuation look like what is around
them, unless somebody will have meant the difference; wrappers without words are things, and things
with nothing between them are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from workbench.documents.formats.docx.nodes import (
    Mark,
    Node,
    Opaque,
    Piece,
    Text,
    Wrapper,
    has_words,
    words,
)
from workbench.documents.formats.docx.styles import Format

_LINE: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_WEAK: Final = frozenset(("b", "i", "color"))
"""What a mark of punctuation alone may differ by without anybody having meant it."""

_LONGEST: Final = 40  # characters of the label of things that are one


def simple(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes as they are meant."""
    result: list[Node] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, Text):
            text = _LINE.sub(" ", node.text)
            result += [Text(text, node.look, node.run)] if text else []
            continue
        one = _closed(node) if isinstance(node, Wrapper) else node
        if not isinstance(one, Opaque):
            result.append(one)
        elif isinstance(last, Opaque):
            _join(last, one)
        else:
            result.append(Opaque(list(one.pieces), one.label))
    return _smooth(result)


def _join(one: Opaque, other: Opaque) -> None:
    """Add a thing to the one before it."""
    one.pieces += other.pieces
    if other.label not in one.label and len(one.label) < _LONGEST:
        one.label = f"{one.label}, {other.label}"


def _closed(wrapper: Wrapper) -> Wrapper | Opaque:
    """Return a wrapper with simple nodes, or as a thing if there are no words in it."""
    if has_words(wrapper.nodes):
        wrapper.nodes = simple(wrapper.nodes)
        return wrapper
    if wrapper.shell is not None:
        return Opaque([Piece(wrapper.shell)], wrapper.label)
    inner = [node for node in simple(wrapper.nodes) if isinstance(node, Opaque)]
    pieces = [piece for node in inner for piece in node.pieces]
    label = inner[0].label if inner else wrapper.label
    return Opaque([*wrapper.head, *pieces, *wrapper.tail], label)


def _smooth(nodes: Sequence[Node]) -> list[Node]:
    """Give white space and marks the look that is meant, and join words that look the same."""
    texts = [node for node in nodes if isinstance(node, Text)]
    level = base(texts) if has_words(texts) else None
    groups: list[list[Text] | Opaque | Wrapper | Mark] = []
    for at, node in enumerate(nodes):
        last = groups[-1] if groups else None
        before = last[0] if isinstance(last, list) else None
        if not isinstance(node, Text):
            groups.append(node)
            continue
        one = _meant(node, before, nodes[at + 1 : at + 2], level)
        if isinstance(last, list) and last[0].look == one.look:
            last.append(one)
        else:
            groups.append([one])
    return [_joined(group) if isinstance(group, list) else group for group in groups]


def _joined(texts: Sequence[Text]) -> Text:
    """Return texts that look the same as one, with the properties of the longest."""
    longest = max(texts, key=lambda one: len(one.text))
    return Text("".join(one.text for one in texts), longest.look, longest.run)


def _meant(text: Text, last: Text | None, following: Sequence[Node], level: Text | None) -> Text:
    """Return a text, if it is no words with the look of what is around it, else of the level."""
    for one in following:
        if last is not None and isinstance(one, Text) and last.look == one.look:
            return Text(text.text, one.look, last.run) if _is_slight(text, last) else text
    if level is not None and text.look != level.look and _is_slight(text, level):
        return Text(text.text, level.look, level.run)
    return text


def _is_slight(one: Text, other: Text) -> bool:
    """Return whether a text differs from another one's look without its having been meant."""
    keys = {key for key, _ in set(one.look) ^ set(other.look)}
    if not one.text.strip():
        return not keys & {"u", "strike", "dstrike", "highlight", "shd", "bdr"}
    return keys <= _WEAK and all(unicodedata.category(ch)[0] in "PZ" for ch in one.text)


def base(nodes: Sequence[Node]) -> Text:
    """Return the longest text of those that look as most of the words do."""
    found = list(words(nodes))
    own = [node for node in nodes if isinstance(node, Text) and node.text.strip()] or found
    sizes: Counter[Format] = Counter()
    for one in own:
        sizes[one.look] += len(one.text) - sum(map(str.isspace, one.text))
    look = sizes.most_common(1)[0][0]
    return max((one for one in own if one.look == look), key=lambda one: len(one.text))
