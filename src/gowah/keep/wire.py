"""One GET over the network, bounded: where to, how long, how much. Bytes are taped as they come.

The address that was checked is the address that is connected to: a name is resolved once per request and
the socket is opened to the result, so that a name server cannot answer differently the second time (DNS
rebinding). No proxy, no cookie, no referrer, no credentials; an address is public or it is refused.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import SplitResult

Resolve = Callable[[str, int], Sequence[str]]
"""(host name, port) -> its IP addresses as text. Raises OSError when there is none."""

_HEADERS = (
    ("User-Agent", "gowah"), ("Accept", "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5"),
    ("Accept-Encoding", "identity"), ("Connection", "close"),
)  # fmt: skip
_PIECE = 65_536


class Refused(Exception):
    """Why a page was not fetched, in words that name no more than the host; `hint` says what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and what came back, as they went over the wire. `body` has no transfer coding left."""

    url: str
    address: str
    request: bytes
    response: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of this name (lower case), or an empty string."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def system_resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that the machine's own resolver gives, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def is_public(address: str) -> bool:
    """True for addresses of the open internet only; those that wrap another are judged by it too."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        teredo = ip.teredo
        wrapped = [ip.ipv4_mapped, ip.sixtofour, *(teredo or ())]
        if ip in ipaddress.IPv6Network("64:ff9b::/96") or ip in ipaddress.IPv6Network("::/96"):
            wrapped.append(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
        inner = [v4 for v4 in wrapped if v4 is not None]
        if inner:
            return all(is_public(str(v4)) for v4 in inner)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def get(
    url: SplitResult, *, resolve: Resolve, allow_private: bool, deadline: float, max_bytes: int
) -> Exchange:  # fmt: skip
    """Fetch one address once, following nothing. `deadline` is on `time.monotonic`'s clock. Raises `Refused`."""
    host = url.hostname or ""
    try:
        address, connection = _connect(url, resolve, allow_private, deadline)
    except (OSError, UnicodeError) as error:
        raise Refused(_reason(host, error), "Check the address and the connection.") from None
    request = _request(url)
    try:
        with connection:
            connection.settimeout(_left(host, deadline))
            connection.sendall(request)
            tape = _Tape(connection, host, deadline, max_bytes)
            response = http.client.HTTPResponse(tape, method="GET")  # type: ignore[arg-type]
            response.begin()
            body = _body(response, host, max_bytes)
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise Refused(_reason(host, error), "Try again later.") from None
    return Exchange(
        url=url.geturl(), address=address, request=request, response=bytes(tape.taped), status=response.status,
        headers=tuple(response.getheaders()), body=body,
    )  # fmt: skip


def _connect(url: SplitResult, resolve: Resolve, allow_private: bool, deadline: float) -> tuple[str, socket.socket]:
    host = url.hostname or ""
    port = url.port or (443 if url.scheme == "https" else 80)
    addresses = resolve(host.encode("idna").decode("ascii") if not host.isascii() else host, port)
    if not addresses:
        raise OSError("the name has no address")
    if not allow_private and not all(is_public(address) for address in addresses):
        # One bad address among good ones is what an attack looks like: refuse them all.
        raise Refused(
            f"{host} leads to a private, local or reserved address, and is not fetched",
            "Save the page to a file and keep that, or set allow_private_addresses under [keep] in gowah.toml.",
        )
    last: OSError = OSError("no address answers")
    for address in addresses:
        try:
            plain = socket.create_connection((address, port), timeout=_left(host, deadline))
        except OSError as error:
            last = error
            continue
        return address, plain if url.scheme == "http" else _locked(plain, host)
    raise last


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _locked(plain: socket.socket, host: str) -> socket.socket:
    try:
        return _context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _request(url: SplitResult) -> bytes:
    host = (
        (url.hostname or "").encode("idna").decode("ascii") if ":" not in (url.hostname or "") else f"[{url.hostname}]"
    )
    if url.port and url.port != {"http": 80, "https": 443}[url.scheme]:
        host = f"{host}:{url.port}"
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    lines = [f"GET {target} HTTP/1.1", f"Host: {host}", *(f"{name}: {value}" for name, value in _HEADERS)]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def _body(response: http.client.HTTPResponse, host: str, max_bytes: int) -> bytes:
    """All of it, in pieces, so that no length that a server merely states is taken for granted."""
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > max_bytes:
            raise Refused(f"{host} sent more than {max_bytes:,} bytes", "Raise max_bytes under [keep] in gowah.toml.")
    if response.length:
        raise Refused(f"{host} broke off before the end", "Try again later.")
    return bytes(body)


class _Tape(io.RawIOBase):
    """The receiving end of a socket: every byte is kept, time and size are bounded over the whole."""

    def __init__(self, connection: socket.socket, host: str, deadline: float, max_bytes: int) -> None:
        self.taped = bytearray()
        self._connection, self._host, self._deadline = connection, host, deadline
        self._limit = max_bytes + 1_000_000  # headers and chunk marks come on top of the body

    def makefile(self, mode: str, *_: object) -> io.BufferedReader:
        """What `http.client` reads from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._connection.settimeout(_left(self._host, self._deadline))
        size = self._connection.recv_into(buffer)
        self.taped += memoryview(buffer)[:size]
        if len(self.taped) > self._limit:
            raise Refused(
                f"{self._host} sent more than {self._limit:,} bytes", "Raise max_bytes under [keep] in gowah.toml."
            )
        return size


def _left(host: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError(host)
    return left


def _reason(host: str, error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"{host} took too long"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{host} could not prove who it is: its certificate is not valid"
    if isinstance(error, ssl.SSLError):
        return f"{host} and this machine found no safe way to talk"
    if isinstance(error, socket.gaierror | UnicodeError):
        return f"{host} has no address"
    if isinstance(error, http.client.HTTPException | ValueError):
        return f"{host} did not answer as a web server does"
    return f"{host} could not be reached"
