"""Every error that the workbench raises on purpose, in one tree.

    WorkbenchError
    ├── UsageError              the caller asked for something that cannot be
    │   └── NotFoundError       a document, segment, term, engine that is not there
    ├── InputError              a file or text that cannot be taken as it is
    │   ├── UnreadableFileError missing, no permission, a directory, too large
    │   ├── EncodingError       bytes that are no text in the encoding
    │   └── FormatError         malformed TMX, CSV …; with line and column where known
    ├── StorageError            the database
    │   ├── NewerDatabaseError  written by a newer version of the workbench
    │   ├── OlderDatabaseError  a team's database that somebody has to upgrade
    │   ├── ServerError         the database server cannot be reached, or lets nobody in
    │   ├── CorruptDatabaseError
    │   ├── DiskFullError
    │   └── DocumentLockedError another editor has the document open
    ├── EngineError             drafting
    │   ├── ModelDirectoryError a file missing, truncated or not a Marian model
    │   ├── ModelNotInstalledError
    │   └── DownloadError       no network, wrong checksum
    ├── TerminalError           no terminal, or one that is too small
    └── StoppedError            a long task was stopped because somebody asked for it

Each carries a message for a person: `what` went wrong, `where` (file, line, segment) and `hint`,
what to do next. A front end prints them; nobody needs a traceback for bad input.
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """What went wrong, where, and what to do about it.

    Args:
        what: one sentence, without a full stop at its end.
        where: the file, line, segment or table concerned, in a person's words.
        hint: what to do next, an imperative sentence.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(what)

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}. {self.hint}" if self.hint else message


class UsageError(WorkbenchError):
    """The caller asked for something that cannot be."""


class NotFoundError(UsageError):
    """A document, segment, term or engine by that name is not there."""


class InputError(WorkbenchError):
    """A file or a text that cannot be taken as it is."""


class UnreadableFileError(InputError):
    """The file is missing, may not be read, is a directory, or is too large."""


class EncodingError(InputError):
    """The bytes are no text in the encoding that was given or guessed."""


class FormatError(InputError):
    """A file that is malformed for its format.

    Args:
        line: 1-based line in the file, where known.
    """

    def __init__(
        self, what: str, *, where: str = "", hint: str = "", line: int | None = None
    ) -> None:
        self.line = line
        place = f"{where}, line {line}" if where and line is not None else where
        super().__init__(
            what, where=place or (f"line {line}" if line is not None else ""), hint=hint
        )


class StorageError(WorkbenchError):
    """The database could not do what was asked."""


class NewerDatabaseError(StorageError):
    """The database was written by a newer version of the workbench."""


class OlderDatabaseError(StorageError):
    """A team's database was written by an older version; upgrading it is for the team to decide."""


class ServerError(StorageError):
    """The database server cannot be reached, does not let us in, or has gone away."""


class CorruptDatabaseError(StorageError):
    """The file is no database, or a damaged one."""


class DiskFullError(StorageError):
    """There is no room left where the database lies."""


class DocumentLockedError(StorageError):
    """Another editor has the document open."""


class EngineError(WorkbenchError):
    """An engine could not be loaded or could not translate."""


class ModelDirectoryError(EngineError):
    """A model directory misses a file, or a file in it is truncated or of another kind."""


class ModelNotInstalledError(EngineError):
    """The model is known but not on this machine."""


class DownloadError(EngineError):
    """A model could not be fetched: no network, a refusal, or a wrong checksum."""


class TerminalError(WorkbenchError):
    """There is no terminal, or one that is too small for the editor."""


class StoppedError(WorkbenchError):
    """A long task was stopped because somebody asked for it."""
