"""`Record`: the one core under the command line, the Python interface and the web."""

from gowah.record.record import Record
from gowah.record.released import verify_release
from gowah.record.steps import Done, Progress

__all__ = ["Done", "Progress", "Record", "verify_release"]
