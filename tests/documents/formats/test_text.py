"""Plain text in and out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tests.documents.formats.contract import FormatContract
from workbench.core.document import ParagraphKind
from workbench.documents.blocks import Block

SAMPLE = """渡口的清晨

　　雾从江面升起来，对岸的村子看不见了。船家把缆绳解开，又系上。

　　“再等一等吧，”他对岸上的人说，“看不清水路。”

　　等船的人不多，大家都不着急。有人生起一堆火，烤着手说话。

　　太阳出来以后，雾慢慢散了。船终于开了。
"""


class TestText(FormatContract):
    """The contract of formats, for plain text."""

    format: ClassVar[str] = "text"
    sample: ClassVar[bytes] = SAMPLE.encode()
    is_structured: ClassVar[bool] = False
    has_codes: ClassVar[bool] = False

    def english_of(self, blocks: Sequence[Block]) -> list[str]:
        """Return the paragraphs; what reads English takes some short lines for noise."""
        return [block.text for block in blocks if block.kind is not ParagraphKind.NOISE]
