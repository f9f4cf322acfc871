"""XLIFF as a document: the contract of formats, for both versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tests.documents.formats.contract import EMPTY, FormatContract, numbered, translated, words
from tests.documents.formats.xliff import VERSION_1, VERSION_2, in_file
from workbench.core.document import ParagraphKind
from workbench.documents import rendering
from workbench.documents.blocks import Block


class XliffContract(FormatContract):
    """What both versions share."""

    format: ClassVar[str] = "xliff"

    def english_of(self, blocks: Sequence[Block]) -> list[str]:
        """Return the target of each unit, or its source where there is none."""
        return [in_file(block) for block in blocks if block.kind is not ParagraphKind.NOISE]

    def test_untranslated_segments_can_be_left_out(self) -> None:
        paragraphs = list(self.paragraphs())
        last = self.offered()[-1]
        paragraphs[last] = translated([paragraphs[last]], numbered)[0]
        after = self.blocks(self.write(paragraphs, EMPTY))
        found = {b.place: in_file(b) for b in after if b.given and any(g.target for g in b.given)}
        assert list(found) == [last]
        assert words(found[last]) == words(rendering.english(paragraphs[last], EMPTY))


class TestVersion1(XliffContract):
    """The contract of formats, for XLIFF 1.2."""

    sample: ClassVar[bytes] = VERSION_1.encode()


class TestVersion2(XliffContract):
    """The contract of formats, for XLIFF 2.0."""

    sample: ClassVar[bytes] = VERSION_2.encode()
