"""Which attacks: told one by one, those a group claims apart from those laid at its door."""

from __future__ import annotations

from dataclasses import replace

from gowah.ask.desk import Desk, Writing
from gowah.ask.numbers import evidence_of, tell
from gowah.ask.query import Query
from gowah.ask.scope import Scoped
from gowah.ask.totals import covered, say_totals
from gowah.ask.written import Drafted, abstain
from gowah.model import Incident, Term
from gowah.words.plain import say_number, say_term

STATUS = {
    "claimed": "claimed by {}", "attributed": "attributed to {}", "suspected": "suspected of {}",
    "disputed": "disputed between those who name {} and those who deny it", "denied": "denied by {}",
    "unknown": "in which {} is named, without a claim",
}  # fmt: skip


def list_attacks(query: Query, scoped: Scoped, desk: Desk) -> Drafted:
    """The incidents in scope, oldest first; for a group by how sure it is that the group did it."""
    incidents = scoped.incidents
    counted = replace(query, kind="count", measure="attacks", responsibility=None, by=())
    totals = covered(counted, desk) if query.is_scoped else []
    if not incidents and not totals:
        return abstain(query, scoped, desk)
    writing = Writing(desk)
    if query.groups:
        who = " or ".join(say_term("groups", Term(code=code), desk.tables) for code in query.groups)
        for status, words in STATUS.items():
            own = [incident for incident in incidents if incident.responsibility.status == status]
            _heading(writing, own, words.format(who))
            for incident in own:
                tell(incident, writing)
    else:
        for incident in incidents:
            tell(incident, writing)
    by_totals = say_totals(writing, totals, "attacks", beside=True) if query.groups or query.communities else ()
    ids = tuple(incident.id for incident in incidents)
    return Drafted(writing=writing, value=ids, by_incidents=(len(ids), len(ids), ids), by_totals=by_totals)


def _heading(writing: Writing, incidents: list[Incident], words: str) -> None:
    """How many there are of a status, citing the statement of responsibility of each."""
    desk = writing.desk
    cites = []
    for incident in incidents:
        said = [desk.found[ident] for ident in incident.responsibility.values if ident in desk.found]
        first = evidence_of(incident, desk)
        cites += said[:1] or ([first] if first else [])
    many = "attack" if len(incidents) == 1 else "attacks"
    writing.say(f"{say_number(len(incidents))} {many} {words}", cites, most=99)
