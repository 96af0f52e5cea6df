"""A link model learned from the record, written to `link.json` and kept as an entry; then the incidents follow it."""

from __future__ import annotations

from dataclasses import dataclass

from gowah.link import Weights, learn_from, read_weights, shipped_weights, write_weights
from gowah.record.folder import LINK_MODEL
from gowah.record.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The weights before and after, and how many incidents there were and are."""

    old: Weights
    new: Weights
    before: int
    after: int


def learn(record: Record) -> Learned:
    """Learns new weights from the mentions and the rulings in force. Raises `UsageMistake` where there is too little.

    Nothing changes before the model is entered; it is then in force like the recipe, and `gowah rebuild` uses it.
    """
    before = record.evidence()
    settings = record.settings
    old = read_weights(settings.link.model) if settings.link.model else shipped_weights()
    with record._view() as view:
        rulings = view.pair_rulings()
    new = learn_from(before.texts, before.mentions, rulings, record.tables, settings, old)
    (record.folder / LINK_MODEL).write_text(write_weights(new), encoding="utf-8")
    record.keep_recipe()
    record.link()
    return Learned(old=old, new=new, before=len(before.incidents), after=len(record.evidence().incidents))
