"""WARC files (ISO 28500) of what went over the wire: a request and a response record for each exchange."""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Sequence

from gowah.keep.wire import Exchange

_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 9562, name space of URLs


def warc(exchanges: Sequence[Exchange], at: str) -> bytes:
    """The exchanges in their order, uncompressed; `at` is the ISO time they were made.

    Record ids are derived from the content, so that the same exchange gives the same file.
    """
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    for number, exchange in enumerate(exchanges):
        response_id = _record_id("response", number, at, exchange.response)
        shared = {"WARC-Date": _warc_date(at), "WARC-IP-Address": exchange.address}
        request_id = _record_id("request", number, at, exchange.request)
        for kind, block, headers in (
            ("response", exchange.response, {"WARC-Record-ID": response_id}),
            ("request", exchange.request, {"WARC-Record-ID": request_id, "WARC-Concurrent-To": response_id}),
        ):
            record = writer.create_warc_record(
                exchange.url, kind, payload=io.BytesIO(block), length=len(block),
                warc_content_type=f"application/http; msgtype={kind}", warc_headers_dict={**headers, **shared},
            )  # fmt: skip
            writer.write_record(record)
    return out.getvalue()


def _record_id(kind: str, number: int, at: str, block: bytes) -> str:
    named = f"{kind} {number} {at} {hashlib.sha256(block).hexdigest()}"
    return f"<urn:uuid:{uuid.uuid5(_SPACE, named)}>"


def _warc_date(at: str) -> str:
    """WARC wants UTC with a Z; the record stamps its entries in UTC."""
    return at.replace("+00:00", "Z") if at.endswith(("Z", "+00:00")) else f"{at}Z"
