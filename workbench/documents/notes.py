"""What a block's notes may say: what reflow did to it, or what is doubtful about it."""

from __future__ import annotations

JOINED = "joined with its continuation after a column or page break"
SPLIT = "split off from the paragraph before it"
TRUNCATED = "cut off: the rest of it is not in the file"
UNFINISHED = "ends without a full stop: it or the rest may be missing"
HEADLESS = "starts in mid-sentence: its beginning is not in the file"
CONTINUED = "continues an article from another page"
DATELINE = "opens with a dateline"
FRAGMENT = "stray characters of a scan"
JUMP = "a jump line to or from another page"
FURNITURE = "a page number or an ornament"
