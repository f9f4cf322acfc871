"""The two themes. Contrast first: body text ≥ 7:1, muted text ≥ 4.5:1 on its ground."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="workbench-dark",
    primary="#5b8fd6",
    secondary="#7a89a8",
    accent="#7fb4ff",
    warning="#e5b567",
    error="#f0827d",
    success="#8cc98f",
    foreground="#e4e6eb",
    background="#14171c",
    surface="#1b1f26",
    panel="#20252e",
    boost="#1d222b",
    dark=True,
)

LIGHT = Theme(
    name="workbench-light",
    primary="#2a5db0",
    secondary="#5a6780",
    accent="#1f56b5",
    warning="#8a5a00",
    error="#b3261e",
    success="#1d6b2c",
    foreground="#1b1d21",
    background="#fbfbf9",
    surface="#f1f1ee",
    panel="#e8e8e4",
    boost="#f0f3f8",
    dark=False,
)

THEMES = (DARK, LIGHT)
