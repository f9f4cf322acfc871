"""What reader and writer of SRX 2.0 share: the namespace and the kinds of codes.

The format is that of the Segmentation Rules eXchange specification 2.0 (LISA OSCAR, 2008).
"""

from __future__ import annotations

from typing import Final

NAMESPACE: Final = "http://www.lisa.org/srx20"
VERSION: Final = "2.0"

HANDLED: Final = {
    "start": "includes_start",
    "end": "includes_end",
    "isolated": "includes_isolated",
}
"""The types of `formathandle`, and the attribute of `Rules` that each of them sets."""
