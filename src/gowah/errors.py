"""Everything Gowah raises: callers' mistakes, lost disks, broken records.

Bad *input* is never an exception: it is a `gowah.model.Problem`, a value.

    GowahError                 exit code
    ├── UsageMistake           2   the caller asked for what cannot be
    │   ├── NotARecord         2   no record here or above
    │   └── UnknownName        2   no such entry, incident, figure
    ├── LedgerBroken           1   what is on disk is not what was signed
    │   ├── RolledBack         1   the ledger is older than the last checkpoint we signed
    │   └── ForeignKey         1   signed by a key that is not this record's
    ├── BadFormat              1   bytes that are not what Gowah prints
    ├── NoAnswer               4   a language model's server gave no answer
    ├── Locked                 4   another writer holds the record
    └── DiskFailed             4   read-only, full, or gone
"""

from __future__ import annotations


class GowahError(Exception):
    """Base of all; `hint` says in one sentence what to do about it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def diagnostics(self) -> str:
        """The message and, where there is one, the hint: what a person is shown."""
        return f"{self}\n{self.hint}" if self.hint else str(self)


class UsageMistake(GowahError):
    """The caller asked for what cannot be."""

    exit_code = 2


class NotARecord(UsageMistake):
    """No record in this folder or any above it."""


class UnknownName(UsageMistake):
    """An id or name that this record does not hold."""


class LedgerBroken(GowahError):
    """What is on disk is not what was signed."""


class RolledBack(LedgerBroken):
    """The ledger is older than the last checkpoint its own signer remembers."""


class ForeignKey(LedgerBroken):
    """A signature by a key that is not this record's."""


class BadFormat(GowahError):
    """Bytes that Gowah would never have printed."""


class NoAnswer(GowahError):
    """A language model's server is not there, too slow, or not what the recipe says."""

    exit_code = 4


class Locked(GowahError):
    """Another writer holds the record's lock."""

    exit_code = 4


class DiskFailed(GowahError):
    """The disk refused: read-only, full, or gone."""

    exit_code = 4
