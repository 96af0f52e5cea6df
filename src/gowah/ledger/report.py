"""What a verification found, and what it means in plain words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it was signed: where (a file, an entry) and what."""

    where: str
    what: str


GIVEN = "given by whoever asked"
THIS_MACHINE = "the keys on this machine"
ITSELF = "the record itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was checked and found. `faults` empty: all that `sentences` says holds.

    `size` and `root` (hex) are the checkpoint's; `key_from` says where the key came from; `held` are the sizes of
    the older checkpoints that the ledger was compared with. Counts: `open`, `partly`, `erased` and `missing` bodies,
    `originals` and `rulings` checked. `deep` is False when bodies and originals were left out.
    """

    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
    origin: str = ""
    size: int = 0
    root: str = ""
    vkey: str = ""
    key_from: str = ""
    held: tuple[int, ...] = ()
    deep: bool = True
    open: int = 0
    partly: int = 0
    erased: int = 0
    missing: int = 0
    originals: int = 0
    rulings: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults

    def sentences(self) -> tuple[str, ...]:
        """What was proved, relative to what; what was not, and who could; each a sentence."""
        said = [self._proved() if self.ok else self._failed()]
        said += [f"{fault.where}: {fault.what}." for fault in self.faults]
        if self.ok and self.deep:
            said.append(self._bodies())
        said += [f"{remark}." for remark in self.remarks]
        if self.ok:
            said += [self._key(), self._held()]
        said.append(
            "Not proved, and not provable from these files: when anything was entered (only a timestamp or a witness "
            "can show that it existed before some time), that no other branch was shown to somebody else (the holder "
            "of the key could; comparing checkpoints would show it), and that what was entered is true: "
            "integrity is not truth."
        )
        return tuple(said)

    def _proved(self) -> str:
        return (
            f"The {self.size} entries of {self.origin} are those under the signed checkpoint of size {self.size} "
            f"(root {self.root[:16]}…): every hash was worked out again, and the signature holds."
        )

    def _failed(self) -> str:
        number = len(self.faults)
        return f"NOT VERIFIED: {number} {'thing is' if number == 1 else 'things are'} not as signed."

    def _bodies(self) -> str:
        partly = f", {self.partly} erased in part" if self.partly else ""
        return (
            f"Bodies: {self.open} open against their seals{partly}, {self.erased} erased as the ledger says, none "
            f"missing; {self.originals} originals and {self.rulings} rulings checked."
        )

    def _key(self) -> str:
        if self.key_from == ITSELF:
            return (
                f"The key was taken from the record itself ({self.vkey}): whoever can change these files could have "
                "put in their own. Ask the record's makers for their key by another way and give it with --vkey."
            )
        return f"The key {self.vkey} came from: {self.key_from}."

    def _held(self) -> str:
        if not self.held:
            return (
                "No older checkpoint was given, so an older state of the same record would have passed too. Keep the "
                "checkpoint of today and give it next time with --held."
            )
        sizes = ", ".join(map(str, self.held))
        return (
            f"The ledger extends the checkpoint that was held (size {sizes}): nothing up to there was changed or lost."
        )
