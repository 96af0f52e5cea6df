"""One question over HTTP, bounded in time and size: no proxy, no redirect, nothing followed, nothing run."""

from __future__ import annotations

import http.client
import io
import socket
import time
from collections.abc import Callable
from typing import Any

from gowah.claim.endpoint.address import Address, is_loopback
from gowah.errors import NoAnswer

_PIECE = 65_536
_HEADERS = 200_000  # bytes that status line, headers and chunk marks may take on top of the body
_PAUSE = 0.5  # seconds before the first further try, twice as long before each next

Clock = Callable[[], float]


class TooMuch(Exception):
    """The server sends more than an answer may hold."""


class _Again(Exception):
    """A failure that may be over in a moment."""


def post(
    address: Address, body: bytes, *, key: str = "", seconds: float, max_bytes: int, retries: int,
    clock: Clock = time.monotonic, pause: Callable[[float], None] = time.sleep,
) -> bytes:  # fmt: skip
    """The body of the answer. Raises `NoAnswer` where there is none in time, `TooMuch` where it does not end."""
    deadline = clock() + seconds
    for attempt in range(max(0, retries) + 1):
        try:
            return _once(address, body, key, deadline, max_bytes, clock)
        except _Again as error:
            wait = _PAUSE * 2**attempt
            if attempt >= retries or clock() + wait >= deadline:
                raise NoAnswer(str(error), hint="Is the server running, and is it fast enough? Run again.") from None
            pause(wait)
    raise NoAnswer("the model's server was not asked")


def _once(address: Address, body: bytes, key: str, deadline: float, max_bytes: int, clock: Clock) -> bytes:
    try:
        with _connected(address, deadline, clock) as connection:
            connection.settimeout(_left(deadline, clock))
            connection.sendall(_request(address, body, key))
            response = http.client.HTTPResponse(
                _Bounded(connection, deadline, clock, max_bytes + _HEADERS), method="POST"  # type: ignore[arg-type]
            )  # fmt: skip
            response.begin()
            _judge(response.status)
            return _body(response, max_bytes)
    except TimeoutError:
        raise NoAnswer(
            "the model's server took too long", hint="Give it more endpoint_timeout, or shorter pieces of text."
        ) from None
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise _Again(f"the model's server did not answer ({type(error).__name__})") from None


def _connected(address: Address, deadline: float, clock: Clock) -> socket.socket:
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    places = [str(row[4][0]) for row in found]
    if address.loopback and not all(map(is_loopback, places)):
        raise NoAnswer("localhost leads away from this machine", hint="Write 127.0.0.1 in [claim] endpoint.")
    last: OSError = OSError("no address")
    for place in places:
        try:
            plain = socket.create_connection((place, address.port), timeout=_left(deadline, clock))
        except OSError as error:
            last = error
            continue
        return _locked(plain, address.host) if address.secure else plain
    raise last


def _locked(plain: socket.socket, host: str) -> socket.socket:
    import ssl

    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _request(address: Address, body: bytes, key: str) -> bytes:
    host = f"[{address.host}]" if ":" in address.host else address.host
    lines = [
        f"POST {address.path} HTTP/1.1", f"Host: {host}:{address.port}", "User-Agent: gowah",
        "Content-Type: application/json", "Accept: application/json", f"Content-Length: {len(body)}",
        "Connection: close",
    ]  # fmt: skip
    if key:
        lines.append(f"Authorization: Bearer {key}")
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _judge(status: int) -> None:
    if status >= 500 or status == 429:
        raise _Again(f"the model's server answered with HTTP {status}")
    if 300 <= status < 400:
        raise NoAnswer(
            f"the model's server pointed elsewhere (HTTP {status}), which is not followed",
            hint="Give the final address in [claim] endpoint.",
        )
    if status != 200:
        raise NoAnswer(
            f"the model's server refused the question (HTTP {status})",
            hint="Check endpoint and endpoint_model, the key in GOWAH_ENDPOINT_KEY, and that it knows json_schema.",
        )


def _body(response: http.client.HTTPResponse, max_bytes: int) -> bytes:
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > max_bytes:
            raise TooMuch
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return bytes(body)


class _Bounded(io.RawIOBase):
    """The receiving end of a socket, bounded in time and bytes over the whole."""

    def __init__(self, connection: socket.socket, deadline: float, clock: Clock, limit: int) -> None:
        self._connection, self._deadline, self._clock, self._left = connection, deadline, clock, limit

    def makefile(self, mode: str, *_: object) -> io.BufferedReader:
        """What `http.client` reads from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._connection.settimeout(_left(self._deadline, self._clock))
        size = self._connection.recv_into(buffer)
        self._left -= size
        if self._left < 0:
            raise TooMuch
        return size


def _left(deadline: float, clock: Clock) -> float:
    left = deadline - clock()
    if left <= 0:
        raise TimeoutError
    return left
