"""The only writer: append, seal, tree, checkpoint, prove, verify, erase."""

from gowah.ledger.bodies import thing
from gowah.ledger.drafts import Draft, New
from gowah.ledger.erasing import Erasure
from gowah.ledger.keys import Keyring, NotThere
from gowah.ledger.ledger import Ledger
from gowah.ledger.prove import ProofChecked, Proved, proof_checkpoint, proof_of, verify_proof
from gowah.ledger.reader import origin_of
from gowah.ledger.report import Fault, Verified
from gowah.ledger.verifying import verify

__all__ = [
    "Draft", "Erasure", "Fault", "Keyring", "Ledger", "New", "NotThere", "ProofChecked", "Proved", "Verified",
    "origin_of", "proof_checkpoint", "proof_of", "thing", "verify", "verify_proof",
]  # fmt: skip
