"""What people need, asked for and got; and what goes unreported, where, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gowah.ask.cues import ORDINARY
from gowah.ask.desk import Desk, Found, Writing, plain_words
from gowah.ask.groups import NONE
from gowah.ask.query import Query
from gowah.ask.scope import code_of, paragraph, values_by_property
from gowah.ask.written import Drafted, abstain
from gowah.model import Text
from gowah.words import find_names
from gowah.words.kin import function_words

MET = {"yes": "met", "partly": "met in part", "no": "not met", "unknown": "whether it was met is not said"}
MOST = 8


def needs(query: Query, desk: Desk) -> Drafted:
    """Needs that fit the question best: what, whose, asked of whom, met or not."""
    rows = _nearest("need", query, desk)
    if not rows:
        return abstain(query, NONE, desk, "no report of this record speaks of such a need")
    writing = Writing(desk)
    met = {code_of(values_by_property(items).get("met")) or "unknown" for items in rows[:MOST]}
    for said, same in _alike(rows[:MOST], _say_need).items():
        writing.attributed(said, [values_by_property(items).get("need") or items[0] for items in same])
    if query.about == "yesno":
        return _lead(writing, met, rows)
    return Drafted(writing=writing, value=", ".join(sorted(MET.get(state, state) for state in met)))


def gaps(query: Query, desk: Desk) -> Drafted:
    """What goes unreported: areas and reasons, each with its sentence."""
    rows = _nearest("gap", query, desk)
    if not rows:
        return abstain(query, NONE, desk, "no report of this record says what goes unreported there")
    writing = Writing(desk)
    say_gaps(writing, rows[:MOST])
    return Drafted(writing=writing)


def say_gaps(writing: Writing, rows: Sequence[Sequence[Found]]) -> None:
    """Each gap in a sentence; those that say the same share one."""
    for said, same in _alike(rows, _say_gap).items():
        writing.attributed(said, [items[0] for items in same])


def _say_gap(items: Sequence[Found]) -> str:
    own = values_by_property(items)
    where = f" in {small(_text(own['area']))}" if _text(own.get("area")) else ""
    why = f"; reason given: {small(_text(own['reason']))}" if _text(own.get("reason")) else ""
    return f"Attacks are likely to go unreported{where}{why}"


def _say_need(items: Sequence[Found]) -> str:
    own = values_by_property(items)
    state = code_of(own.get("met")) or "unknown"
    who = f" of {small(_text(own['who']))}" if _text(own.get("who")) else ""
    asked = f", asked of {small(_text(own['asked_of']))}" if _text(own.get("asked_of")) else ""
    what = _text(own.get("need")) or " ".join(items[0].value.quote.split())
    return f"Need{who}: {what}{asked}; {MET.get(state, state)}"


def _alike(rows: Sequence[Sequence[Found]], say: Callable[[Sequence[Found]], str]) -> dict[str, list[Sequence[Found]]]:
    """Sentence -> the mentions that it is true of."""
    found: dict[str, list[Sequence[Found]]] = {}
    for items in rows:
        found.setdefault(say(items), []).append(items)
    return found


def small(words: str) -> str:
    """Words from the start of a sentence as they stand inside one: names and acronyms keep their capitals."""
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.istitle() and rest.split()[0].islower() else words


def near(kind: str, query: Query, desk: Desk) -> list[list[Found]]:
    """The mentions of a kind that fit the places and names asked for."""
    return _nearest(kind, query, desk)


def _lead(writing: Writing, met: set[str], rows: Sequence[Sequence[Found]]) -> Drafted:
    """A yes or no before the sentences: yes where anything was done."""
    done = bool(met & {"yes", "partly"})
    if not done and met <= {"unknown"}:
        return Drafted(writing=writing, reason="the reports speak of the need, but not of whether it was met")
    if writing.sentences:
        writing.sentences[0] = f"{'Yes' if done else 'No'}: {writing.sentences[0]}"
    return Drafted(writing=writing, value=done)


def _nearest(kind: str, query: Query, desk: Desk) -> list[list[Found]]:
    """The mentions that share most telling words with the question; all of them for a question that has none.

    A place, community or name that is asked for must stand in the report.
    """
    asked = {w for w in plain_words(query.text) if w not in ORDINARY and w not in function_words() and len(w) > 2}
    scored = []
    rows = desk.of_kind(kind)
    for items in rows:
        around = paragraph(items[0].mention, desk)
        whole = desk.texts[items[0].mention.text].text
        own = plain_words(" ".join([*(item.value.quote for item in items), *(_text(item) for item in items)]))
        if not _in_scope(query, whole, desk):
            continue
        score = sum(3 if any(_stem(word) == _stem(other) for other in own) else 0 for word in asked)
        score += sum(1 for word in asked if word in plain_words(around))
        scored.append((score, items))
    if not scored:
        return []
    best = max(score for score, _ in scored)
    narrow = query.names or query.places or query.communities
    if best < 3 and not narrow and kind == "need" and asked:
        return [items for _, items in scored] if _general(asked) else []
    floor = (best + 1) // 2
    kept = [(score, items) for score, items in scored if score >= floor]
    kept.sort(key=lambda row: -row[0])
    return [items for _, items in kept]


def _general(asked: set[str]) -> bool:
    """True for "what do victims and families need?": nothing narrows it."""
    return asked <= {
        "need",
        "needs",
        "victims",
        "victim",
        "families",
        "family",
        "survivors",
        "support",
        "help",
        "people",
    }


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _in_scope(query: Query, around: str, desk: Desk) -> bool:
    found = find_names(around, desk.tables)
    for table, wanted in (("places", query.places), ("communities", query.communities)):
        codes = {span.code for span in found if span.table == table}
        if wanted and not any(_is(desk, table, code, want) for code in codes for want in wanted):
            return False
    words = plain_words(around)
    return not query.names or any(plain_words(name) <= words for name in query.names)


def _is(desk: Desk, table: str, code: str, wanted: str) -> bool:
    if table == "places":
        return any(row.id == wanted for row in desk.tables.ancestors(code))
    return desk.tables.is_a(table, code, wanted)


def _text(item: Found | None) -> str:
    return item.value.value.text if item and isinstance(item.value.value, Text) else ""
