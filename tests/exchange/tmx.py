"""What the tests of TMX share: files in pieces, strategies for units, reading in one go."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC

from hypothesis import strategies as st

from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_reader import read
from workbench.exchange.tmx_writer import write
from workbench.text.normalise import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
HEAD = '<tmx version="1.4"><header srclang="zh-CN"/><body>\n'
TAIL = "</body></tmx>\n"

HARD = (
    "甲 & 乙 <丙> ]]> &amp;",
    "全角　空格ＡＢＣ，１２３％。",
    "“引号”——破折号……‘单’",
    "\"double\" and 'single'",
    "𠮷野家𡒊𝄞🀄",
    "tab\tinside",
    "  trimmed\u3000",
    "控\x01制\x0b字\x1f符\ufffe",
    "two\nlines\r\nhere",
    "combining e\u0301 and \u00a0 non-breaking",
    "{1} placeholder, %s, $1, \\n",
    "right-to-left \u202bmark\u202c",
)
"""Segments that break careless writers and readers."""


def file(*units: str, head: str = HEAD, tail: str = TAIL) -> bytes:
    """Return a TMX file of these `tu` elements."""
    return (DECLARATION + head + "".join(units) + tail).encode()


def tu(source: str, target: str, *, attributes: str = "", facts: str = "") -> str:
    """Return a `tu` element on one line, its texts as they stand in XML."""
    return (
        f'<tu{attributes}>{facts}<tuv xml:lang="zh-CN"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{target}</seg></tuv></tu>\n'
    )


def everything(data: bytes, *, name: str = "test.tmx") -> list[Unit | Skipped]:
    """Read a file to its end."""
    return list(read(io.BytesIO(data), name=name))


def pairs(data: bytes) -> list[tuple[str, str]]:
    """Return the texts of the units; fail if anything was skipped."""
    found = everything(data)
    assert not [item for item in found if isinstance(item, Skipped)]
    return [(item.source, item.target) for item in found if isinstance(item, Unit)]


def written(units: Iterable[Unit], *, level: int = 2) -> bytes:
    """Return the file that our writer makes."""
    stream = io.BytesIO()
    write(units, stream, level=level)
    return stream.getvalue()


TEXTS = st.one_of(st.sampled_from(HARD), st.text(max_size=30)).filter(clean)
OPTIONAL = st.one_of(st.just(""), TEXTS)
DATES = st.none() | st.datetimes(timezones=st.just(UTC)).map(
    lambda when: when.replace(microsecond=0)
)
UNITS = st.builds(
    Unit,
    source=TEXTS,
    target=TEXTS,
    origin=st.sampled_from(Origin),
    document=TEXTS,
    domain=OPTIONAL,
    note=st.text(max_size=20),
    before=OPTIONAL,
    after=OPTIONAL,
    created_at=DATES,
    created_by=OPTIONAL,
    changed_at=DATES,
    changed_by=OPTIONAL,
)
