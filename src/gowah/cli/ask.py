"""`gowah ask "…"`."""

from __future__ import annotations

import sys
from typing import Any

import click

from gowah.cli.common import PROBLEMS, as_of_option, common, open_record, say, say_json, wants_json
from gowah.model import Answer, entry_id

LONGEST = 300
"""Characters of a quote that a terminal shows; `gowah show` and `--json` give all of it."""


@click.command()
@click.argument("question")
@as_of_option
@common
def command(question: str, as_of: int | None, folder: str | None, as_json: bool) -> None:
    """Answer a question from the record: every sentence cites, or it abstains and says why.

    \b
    Example:
      gowah ask "How many members does IS-K have?"
    """
    answer = open_record(folder).ask(question, as_of=as_of)
    if wants_json(as_json):
        say_json(answer_json(answer))
    else:
        say_answer(answer)
    sys.exit(PROBLEMS if answer.abstained else 0)


def say_answer(answer: Answer) -> None:
    """The answer, a sentence a line, then what it cites word for word; quotes of any length are cut to `LONGEST`."""
    if answer.understood:
        say(f"Understood as: {answer.understood}", dim=True)
    lines = answer.answer.splitlines()
    if answer.abstained:
        say(f"No answer: {answer.reason}")
        lines = lines[1:]  # the first says so too
    for line in lines:
        say(line)
    for each in answer.citations:
        names = (speaker.name.strip(" ,;:") for speaker in each.speakers if not speaker.private)
        said = " ← ".join(names)
        quote = " ".join(each.quote.split())
        shown = quote if len(quote) <= LONGEST else f"{quote[:LONGEST].rstrip()} …"
        say(f"  [{each.n}] “{shown}” — {said + ', in ' if said else ''}{each.file} ({entry_id(each.source)})")


def answer_json(answer: Answer) -> dict[str, Any]:
    """The shape of docs/formats.md, "Answer"."""
    incidents = answer.by_incidents or (None, None, ())
    return {
        "question": answer.question, "understood": answer.understood, "kind": answer.kind, "answer": answer.answer,
        "value": list(answer.value) if isinstance(answer.value, tuple) else answer.value,
        "low": answer.low, "high": answer.high,
        "by_incidents": {"low": incidents[0], "high": incidents[1], "incidents": list(incidents[2])},
        "by_totals": [
            {"low": t.low, "high": t.high, "source": entry_id(t.source), "scope": t.scope, "value": t.value}
            for t in answer.by_totals
        ],
        "abstained": answer.abstained, "reason": answer.reason,
        "citations": [
            {
                "n": c.n, "source": entry_id(c.source), "file": c.file, "quote": c.quote, "start": c.start,
                "end": c.end, "speakers": [speaker.name for speaker in c.speakers], "value": c.value,
            }
            for c in answer.citations
        ],
    }  # fmt: skip
