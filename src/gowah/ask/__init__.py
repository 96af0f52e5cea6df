"""`ask`: a question to an answer every sentence of which cites, or to the reason why there is none."""

from __future__ import annotations

from importlib.metadata import version

from gowah.ask.conditions import gaps, needs
from gowah.ask.desk import Desk
from gowah.ask.groups import NONE, strength, tie
from gowah.ask.lists import list_attacks
from gowah.ask.numbers import count_attacks, toll
from gowah.ask.people import named_person, reward, who_claimed, who_said
from gowah.ask.query import Query, understood
from gowah.ask.scope import incidents_of, placed
from gowah.ask.strangers import stranger
from gowah.ask.truth import yes_or_no
from gowah.ask.understand import understand
from gowah.ask.written import Drafted, abstain
from gowah.model import Answer, Evidence
from gowah.words import Settings, Tables

__all__ = ["Query", "Questions", "record", "understand"]


DECLINED = "The record cannot answer this: "
"""How an answer begins that is none."""


class Questions:
    """The Answerer over a record: question -> `Query` -> evaluation -> cited sentences."""

    name = "gowah-ask-record"

    @property
    def version(self) -> str:
        """The program's version."""
        return version("gowah")

    def ask(self, question: str, evidence: Evidence, tables: Tables, settings: Settings) -> Answer | None:
        """The answer or an abstention; None where the question asks for nothing that a record holds."""
        query = understand(question, tables, settings)
        if query is None:
            return None
        desk = Desk(evidence, tables, settings)
        query = placed(query, desk)
        draft = evaluate(query, desk)
        writing = draft.writing
        if not draft.abstained and not writing.sentences:
            draft = abstain(query, incidents_of(query, desk), desk)
            writing = draft.writing
        said = writing.text
        if draft.abstained:
            said = "\n".join(filter(None, (f"{DECLINED}{draft.reason}.", said)))
        return Answer(
            question=question,
            understood=understood(query, tables),
            kind=query.kind,
            answer=said,
            value=None if draft.abstained else draft.value,
            low=None if draft.abstained else draft.low,
            high=None if draft.abstained else draft.high,
            by_incidents=draft.by_incidents,
            by_totals=draft.by_totals,
            abstained=draft.abstained,
            reason=draft.reason,
            citations=tuple(writing.citations),
        )


def evaluate(query: Query, desk: Desk) -> Drafted:
    """The draft of an answer by the kind of question."""
    scoped = incidents_of(query, desk)
    unheard = stranger(query, desk)
    if unheard:
        return abstain(query, NONE, desk, f"the record has nothing about “{unheard}”")
    if query.unclear:
        return abstain(query, scoped, desk, f"the record does not count people who were {query.unclear}")
    match query.kind:
        case "count":
            return count_attacks(query, scoped, desk)
        case "toll":
            return toll(query, scoped, desk)
        case "list":
            return list_attacks(query, scoped, desk)
        case "strength":
            return strength(query, desk)
        case "tie":
            return tie(query, desk)
        case "who claimed":
            return who_claimed(query, scoped, desk)
        case "who said":
            return who_said(query, scoped, desk)
        case "reward":
            return reward(query, desk)
        case "name":
            return named_person(query, scoped, desk)
        case "need":
            return needs(query, desk)
        case "gap":
            return gaps(query, desk)
    return yes_or_no(query, scoped, desk)


record = Questions()
"""The plug-in `ask.record`."""
