"""Where the model's server may be: on this machine, or elsewhere only if the recipe says so in as many words."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from gowah.errors import UsageMistake
from gowah.words.settings import ClaimSettings

_WHERE = "gowah.toml: [claim] endpoint"
_LOOPBACK_NAME = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A server that speaks the OpenAI protocol. `loopback`: it must be this machine, whatever its name leads to."""

    host: str
    port: int
    path: str
    secure: bool
    loopback: bool


def address_of(settings: ClaimSettings) -> Address:
    """The server of the recipe. Raises `UsageMistake` where it is no address, or not one that texts may go to."""
    try:
        url = urlsplit(settings.endpoint)
        host, port = url.hostname or "", url.port
    except ValueError:
        raise UsageMistake(f"{_WHERE} is no address", hint='Such as "http://127.0.0.1:8080/v1".') from None
    if url.scheme not in ("http", "https") or not host or url.username or url.password or url.query or url.fragment:
        raise UsageMistake(
            f"{_WHERE} must be a plain http or https address", hint='Such as "http://127.0.0.1:8080/v1".'
        )
    if not settings.endpoint_model:
        raise UsageMistake("gowah.toml: [claim] endpoint_model is missing", hint="Name the model that is to be asked.")
    loopback = is_loopback(host)
    if not loopback and not settings.endpoint_remote:
        raise UsageMistake(
            f"{_WHERE} is not on this machine, and the texts of reports would leave it",
            hint="Use a server on 127.0.0.1, or set endpoint_remote = true if every report may be sent there.",
        )
    if not loopback and url.scheme != "https":
        raise UsageMistake(f"{_WHERE} is not on this machine and not https", hint="Reports are sent under https only.")
    return Address(
        host=host, port=port or (443 if url.scheme == "https" else 80), secure=url.scheme == "https",
        path=url.path.rstrip("/") + "/chat/completions", loopback=loopback,
    )  # fmt: skip


def is_loopback(host: str) -> bool:
    """True for an address of this machine, and for the one name that always means it."""
    if host.lower() == _LOOPBACK_NAME:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
