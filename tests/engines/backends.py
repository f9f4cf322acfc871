"""The fast back end of a model, converted where that has not been done."""

from __future__ import annotations

from pathlib import Path

from workbench.engines.ctranslate2_engine import CTranslate2Backend
from workbench.engines.models import conversion
from workbench.engines.models.directory import examine


def fast(model: Path, compute_type: str) -> CTranslate2Backend:
    """The model in a directory as ``int8`` or ``float32``."""
    return CTranslate2Backend(conversion.convert(examine(model), compute_type), compute_type)
