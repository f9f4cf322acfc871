"""Each complaint of a database server becomes a message that says what to do."""

from __future__ import annotations

import pytest

from workbench.errors import DiskFullError, ServerError, StorageError
from workbench.storage import failures
from workbench.storage.places import Server

PLACE = Server("postgresql://me:secret@host/team")


class ComplaintError(Exception):
    """What the driver raises, with its state where it has one."""

    def __init__(self, said: str, state: str | None = None) -> None:
        super().__init__(said)
        self.sqlstate = state


@pytest.mark.parametrize(
    ("state", "kind", "said"),
    [
        ("53100", DiskFullError, "no room left on the database server"),
        ("53300", ServerError, "no more connections"),
        ("55P03", StorageError, "busy for too long"),
        ("40P01", StorageError, "busy for too long"),
        ("40001", StorageError, "busy for too long"),
        ("42501", StorageError, "your account may not do this"),
        ("25006", StorageError, "takes no changes"),
        ("57P01", ServerError, "broke off"),
        ("57P03", ServerError, "broke off"),
        ("08006", ServerError, "broke off"),
        ("42P01", StorageError, "could not do it (something odd"),
    ],
)
def test_every_state_has_its_words(state: str, kind: type[StorageError], said: str) -> None:
    error = failures.explain(ComplaintError("something odd\nLINE 1: …", state), PLACE)
    assert type(error) is kind
    assert said in error.what
    assert "LINE" not in error.what
    assert error.where == "postgresql://me@host/team"
    assert error.hint


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('FATAL:  password authentication failed for user "me"', "refuses this password"),
        ("fe_sendauth: no password supplied", "wants a password"),
        ('FATAL:  Ident authentication failed for user "me"', "refuses this account"),
        ('FATAL:  role "me" does not exist', "no account of this name"),
        ('FATAL:  database "team" does not exist', "no database of this name"),
        ('FATAL:  no pg_hba.conf entry for host "1.2.3.4"', "does not let this account in"),
        ("FATAL:  sorry, too many clients already", "no more connections"),
        ("FATAL:  the database system is starting up", "is starting"),
        ("connection timeout expired", "does not answer"),
        ("connection failed: Connection refused", "no database server answers"),
        ("failed: No such file or directory", "no database server answers"),
        ("failed to resolve host 'host'", "no machine of this name"),
        ("server closed the connection unexpectedly", "broke off"),
        ("the connection is closed", "broke off"),
        ("server does not support SSL, but SSL was required", "no safe connection"),
        ('invalid integer value "x" for connection option "port"', "the address is wrong"),
        ("connection failed: what it says in Klingon", "cannot be used"),
    ],
)
def test_what_is_said_of_a_connection_has_its_words(words: str, said: str) -> None:
    error = failures.explain(ComplaintError(words), PLACE)
    assert type(error) is ServerError
    assert said in error.what
    assert "secret" not in str(error)
    assert error.hint


def test_a_zero_byte_is_told() -> None:
    error = failures.explain(
        ComplaintError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), PLACE
    )
    assert "zero byte" in error.what


def test_what_nobody_foresaw_is_passed_on() -> None:
    assert "a flux" in failures.explain(ComplaintError("a flux"), PLACE).what
