"""Gowah: a verifiable record of attacks on at-risk communities.

    from gowah import Record
    record = Record.open("my-record")
    record.keep("reports/"); record.run(); print(record.ask("How many people were killed in Kabul?"))
"""

from gowah.record import Record

__version__ = "0.1.0"
__all__ = ["Record", "__version__"]
