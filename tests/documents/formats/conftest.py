"""Lets the asserts of the common contract explain themselves as those of a test module do."""

import pytest

pytest.register_assert_rewrite("tests.documents.formats.contract")
