"""The only writer: append, seal, tree, checkpoint, prove, verify, erase."""

from gowah.ledger.bodies import thing
from gowah.ledger.drafts import Draft, New
from gowah.ledger.erasing import Erasure
from gowah.ledger.keys import Keyring, NotThere
from gowah.ledger.ledger import Ledger
from gowah.ledger.reader import origin_of

__all__ = ["Draft", "Erasure", "Keyring", "Ledger", "New", "NotThere", "origin_of", "thing"]
