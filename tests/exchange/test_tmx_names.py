"""Codes and dates, in the forms that tools write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from workbench.exchange.tmx_names import format_date, language, parse_date, same_code


@pytest.mark.parametrize(
    ("code", "primary"),
    [
        ("zh", "zh"),
        ("ZH_cn", "zh"),
        ("zh-Hans-CN", "zh"),
        ("cmn-Hans-CN", "zh"),
        ("zho", "zh"),
        ("CHI", "zh"),
        ("en", "en"),
        ("EN-US", "en"),
        ("eng_GB", "en"),
        (" en ", "en"),
        ("yue", "yue"),
        ("", ""),
    ],
)
def test_language(code: str, primary: str) -> None:
    assert language(code) == primary


def test_same_code_folds_case_and_underscores_alone() -> None:
    assert same_code("ZH_tw", "zh-TW")
    assert not same_code("zh", "zh-CN")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("20240503T091500Z", datetime(2024, 5, 3, 9, 15, tzinfo=UTC)),
        ("20240503T091500", datetime(2024, 5, 3, 9, 15, tzinfo=UTC)),
        ("2024-05-03T09:15:00Z", datetime(2024, 5, 3, 9, 15, tzinfo=UTC)),
        ("20240503", datetime(2024, 5, 3, tzinfo=UTC)),
        ("20241303T000000Z", None),
        ("20240503T256100Z", None),
        ("00000101T000000Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_parse_date(text: str, when: datetime | None) -> None:
    assert parse_date(text) == when


def test_format_date_is_utc_and_padded() -> None:
    east = timezone(timedelta(hours=8))
    assert format_date(datetime(2024, 5, 3, 6, 5, 4, 999, tzinfo=east)) == "20240502T220504Z"
    assert format_date(datetime(987, 1, 1, tzinfo=UTC)) == "09870101T000000Z"
    assert format_date(datetime(2024, 5, 3)) == "20240503T000000Z"  # noqa: DTZ001 - the point
