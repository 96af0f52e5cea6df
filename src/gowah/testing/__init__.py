"""For tests: records made from texts, a clock that stands still, a disk that fails."""

from gowah.testing.records import FIXED_NOW, fixed_clock, private_keys, record_of, reports_in

__all__ = ["FIXED_NOW", "fixed_clock", "private_keys", "record_of", "reports_in"]
