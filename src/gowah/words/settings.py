"""The recipe `gowah.toml`: the settings that make the views. Kept as an entry whenever it changes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from typing import Any

from gowah.errors import UsageMistake


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSettings:
    """Which tables are read. `regions` are folders of `data/regions/` and of the record's `hand/`."""

    regions: tuple[str, ...] = ("afghanistan",)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSettings:
    """Bounds of what is taken in. Sizes in bytes, times in seconds."""

    max_bytes: int = 256_000_000
    max_members: int = 20_000
    max_expansion: int = 200
    timeout: int = 30
    allow_private_addresses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Bounds of what is read. `max_characters` in code points, `timeout` in seconds a report.

    `ocr_pages` and `ocr_timeout` (seconds a report) bound how much of a scan is read.
    """

    max_characters: int = 20_000_000
    max_pages: int = 2_000
    timeout: int = 20
    ocr_pages: int = 50
    ocr_timeout: int = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """Conventions of the claimer. `vague` gives the least that a vague number stands for.

    `endpoint` is the address of a language model's server (docs/endpoint.md); empty: none is asked. `endpoint_timeout`
    in seconds and `endpoint_bytes` bound one answer, `endpoint_characters` the piece of text that is sent at a time.
    """

    vague: tuple[tuple[str, int], ...] = (
        ("several", 3),
        ("tens", 10),
        ("dozens", 24),
        ("scores", 40),
        ("hundreds", 100),
    )
    endpoint: str = ""
    endpoint_model: str = ""
    endpoint_remote: bool = False
    endpoint_timeout: int = 180
    endpoint_retries: int = 1
    endpoint_bytes: int = 1_000_000
    endpoint_characters: int = 12_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSettings:
    """Shingles are `shingle` words; shares in percent."""

    shingle: int = 4
    verbatim: int = 90
    copied: int = 50
    suspected: int = 35


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """Mentions further apart than `days` are never one incident; scores in millibits.

    `model` is no setting: it is the text of the record's `link.json`; empty: the weights that come with the program.
    """

    days: int = 2
    threshold: int = 0
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSettings:
    """The rule of the figures shown first (`count.rules`)."""

    rule: str = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSettings:
    """What the public sees. Figures for fewer than `smallest` people are shown; names never are."""

    title: str = "A record of attacks"
    contact: str = ""
    delay_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole recipe, a section each."""

    words: WordSettings = field(default_factory=WordSettings)
    keep: KeepSettings = field(default_factory=KeepSettings)
    read: ReadSettings = field(default_factory=ReadSettings)
    claim: ClaimSettings = field(default_factory=ClaimSettings)
    trace: TraceSettings = field(default_factory=TraceSettings)
    link: LinkSettings = field(default_factory=LinkSettings)
    count: CountSettings = field(default_factory=CountSettings)
    publish: PublishSettings = field(default_factory=PublishSettings)


def read_settings(toml: str) -> Settings:
    """The settings of a recipe. Raises `UsageMistake` naming the first key that is wrong."""
    try:
        raw = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise UsageMistake(
            f"gowah.toml is not TOML: {error}", hint="Mend that line; docs/formats.md shows every setting."
        ) from error
    sections: dict[str, Any] = {}
    known = {section.name: section for section in fields(Settings)}
    for name, rows in raw.items():
        if name not in known or not isinstance(rows, dict):
            raise UsageMistake(f"gowah.toml has no section [{name}]", hint=f"Sections are {', '.join(known)}.")
        sections[name] = _section(name, type(getattr(Settings(), name)), rows)
    return Settings(**sections)


def _section(name: str, cls: type, rows: dict[str, Any]) -> Any:
    default = cls()
    known = [option.name for option in fields(cls)]
    given: dict[str, Any] = {}
    for key, raw in rows.items():
        if key not in known:
            raise UsageMistake(f"gowah.toml: [{name}] has no setting {key!r}", hint=f"Settings are {', '.join(known)}.")
        old = getattr(default, key)
        value = tuple(sorted(raw.items())) if isinstance(raw, dict) else tuple(raw) if isinstance(raw, list) else raw
        if type(value) is not type(old) or _shape(value) - _shape(old):
            raise UsageMistake(f"gowah.toml: [{name}] {key} must be {_kind(old)}, not {value!r}")
        given[key] = value
    return cls(**given)


def _shape(value: object) -> set[object]:
    """The types inside a list or table, keys and values apart."""
    items = value if isinstance(value, tuple) else ()
    return {tuple(map(type, item)) if isinstance(item, tuple) else type(item) for item in items}


def _kind(value: object) -> str:
    return {bool: "true or false", int: "a whole number", str: "text"}.get(type(value), "a list or table")
