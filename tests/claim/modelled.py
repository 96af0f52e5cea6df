"""A small server that speaks the protocol of a language model, as well or as badly as a test wants."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Behave = Callable[[socket.socket, dict[str, Any]], None]
"""What the server does with a connection when it has read the question."""


@dataclass(kw_only=True)
class Server:
    port: int
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    connections: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def reports(self) -> list[str]:
        """What was asked about, marks and all."""
        return [question["messages"][-1]["content"] for question in self.asked]


@contextmanager
def serving(behave: Behave) -> Iterator[Server]:
    """A server on a free port of this machine for as long as the block runs."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)
    server = Server(port=listening.getsockname()[1])
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                continue
            server.connections += 1
            threading.Thread(target=_one, args=(connection, server, behave), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stop.set()
        thread.join()
        listening.close()


def _one(connection: socket.socket, server: Server, behave: Behave) -> None:
    with connection:
        try:
            data = b""
            while b"\r\n\r\n" not in data:
                data += connection.recv(65_536)
            head, _, body = data.partition(b"\r\n\r\n")
            size = next(
                int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
            )
            while len(body) < size:
                body += connection.recv(65_536)
            question = json.loads(body)
            server.headers.append(head.decode())
            server.asked.append(question)
            behave(connection, question)
        except (OSError, ValueError):
            pass  # the client has had enough


def reply(connection: socket.socket, body: bytes, status: str = "200 OK", *headers: str) -> None:
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers, "", ""]
    connection.sendall("\r\n".join(lines).encode() + body)


def says(content: object) -> Behave:
    """Always this answer: a string as it stands, anything else as JSON."""
    words = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    envelope = {"choices": [{"message": {"role": "assistant", "content": words}, "finish_reason": "stop"}]}
    return lambda connection, _: reply(connection, json.dumps(envelope).encode())


def attack(sentence: str, *values: dict[str, Any]) -> dict[str, Any]:
    return {"sentence": sentence, "values": list(values)}


def value(property: str, quote: str, **more: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"context": "", "part": False, "status": "", "certainty": "stated", "speakers": []}
    return {"property": property, "quote": quote, **usual, **more}
