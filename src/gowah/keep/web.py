"""The keeper of web pages: fetched once, when asked, and kept with their headers as WARC."""

from __future__ import annotations

import hashlib
import re
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from gowah.keep.warc import warc
from gowah.keep.wire import Exchange, Refused, Resolve, get, system_resolve
from gowah.model import Found, Kept, Problem, Role
from gowah.words import Settings
from gowah.words.media import WARC
from gowah.words.settings import KeepSettings

_MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}]")
_FLOOR = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WebKeeper:
    """Keeps what lies at http and https addresses. `resolve` finds the addresses of a host."""

    name: str = "gowah-keep-web"
    version: str = "1.0.0"
    resolve: Resolve = system_resolve
    clock: Callable[[], float] = time.monotonic

    def keep(self, place: str, *, at: str, settings: Settings) -> Iterator[Found | Problem] | None:
        """The page at `place`; None when `place` is no web address."""
        if not re.match(r"https?://", place, re.I):
            return None
        return self._keep(place, at, settings.keep)

    def _keep(self, place: str, at: str, settings: KeepSettings) -> Iterator[Found | Problem]:
        host = _host(place)
        try:
            exchanges = self._follow(_checked(place), settings)
            payload = unpacked(exchanges[-1], settings)
        except Refused as error:
            yield Problem(where=host, what=str(error), hint=error.hint)
            return
        if not payload.strip():
            yield Problem(where=host, what=f"{host} sent an empty page", hint="Look at it in a browser.")
            return
        content = warc(exchanges, at)
        url = exchanges[0].url
        yield Found(
            kept=Kept(
                role=Role.ORIGINAL, digest=hashlib.sha256(content).hexdigest(), media_type=WARC, size=len(content),
                taken_from=url, taken_at=at, name=urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1] or host,
                content_digest=hashlib.sha256(payload).hexdigest(),
            ),
            content=content,
        )  # fmt: skip

    def _follow(self, url: SplitResult, settings: KeepSettings) -> list[Exchange]:
        """The request and those it was sent on to, at most five; each is checked like the first."""
        deadline = self.clock() + settings.timeout
        exchanges: list[Exchange] = []
        while True:
            exchange = get(
                url, resolve=self.resolve, allow_private=settings.allow_private_addresses, deadline=deadline,
                max_bytes=settings.max_bytes,
            )  # fmt: skip
            exchanges.append(exchange)
            target = exchange.header("location")
            if exchange.status not in _REDIRECTS or not target:
                break
            if len(exchanges) > _MAX_REDIRECTS:
                raise Refused(f"{url.hostname} sends on more than {_MAX_REDIRECTS} times", "Give the last address.")
            onward = _checked(urljoin(url.geturl(), target))
            if url.scheme == "https" and onward.scheme == "http":
                raise Refused(f"{url.hostname} sends on to an unencrypted address", "Give that address yourself.")
            url = onward
        if not 200 <= exchange.status < 300:
            raise Refused(f"{url.hostname} answered {exchange.status}", "Look at the page in a browser.")
        return exchanges


def unpacked(exchange: Exchange, settings: KeepSettings) -> bytes:
    """The payload without content coding, within `max_bytes` and `max_expansion`. Raises `Refused`."""
    coding = exchange.header("content-encoding").strip().lower()
    if coding in ("", "identity"):
        return exchange.body
    host = urlsplit(exchange.url).hostname
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise Refused(f"{host} packed the page in a form that was not asked for", "Save it from a browser.")
    limit = min(settings.max_bytes, max(len(exchange.body) * settings.max_expansion, _FLOOR))
    for wbits in (47, -15):  # zlib or gzip by their marks; then deflate without any, as some servers send
        try:
            payload = zlib.decompressobj(wbits=wbits).decompress(exchange.body, limit + 1)
        except zlib.error:
            continue
        if len(payload) > limit:
            raise Refused(f"{host} sent a page that unpacks to more than {limit:,} bytes", "Do not keep it.")
        return payload
    raise Refused(f"{host} sent a page that cannot be unpacked", "Save it from a browser.")


def _host(place: str) -> str:
    try:
        return urlsplit(place).hostname or "a web address"
    except ValueError:
        return "a web address"


def _checked(place: str) -> SplitResult:
    """The address without its fragment, percent-encoded. Raises `Refused` for what is none, or holds a login."""
    try:
        parts = urlsplit(place.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Refused("this is not a web address", "It should look like https://example.org/page.") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise Refused("the address leads away from the web", "Only http and https are fetched.")
    if not host or port == 0 or re.search(r"[^\w.:-]", host):
        raise Refused("this is not a web address", "It should look like https://example.org/page.")
    if parts.username is not None or parts.password is not None:
        raise Refused(f"the address holds a user name for {host}", "Give it without the part before @.")
    return parts._replace(
        scheme=parts.scheme.lower(), path=_encoded(parts.path or "/"), query=_encoded(parts.query), fragment=""
    )


def _encoded(part: str) -> str:
    """ASCII only: other letters and unsafe signs are percent-encoded, what is encoded already stays."""
    return "".join(
        "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))
        if ord(sign) > 126 or _UNSAFE.match(sign)
        else sign
        for sign in part
    )
