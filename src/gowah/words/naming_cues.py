"""The words of Dari and Pashto that announce a name, and those that are none (`data/common/naming_cues.csv`)."""

from __future__ import annotations

from functools import cache

from gowah.words.kin import function_words
from gowah.words.persian_cues import persian_cues, verb_forms
from gowah.words.persian_people import cue_forms, is_common, name_forms
from gowah.words.script import fold, words
from gowah.words.sheets import language_forms, sheet

SURE_DESCENT = frozenset({"ولد", "بن", "بنت"})
"""Words that stand between a child's name and the father's, and nowhere else."""
_PREFIXES = frozenset({"می", "نمی"})


def is_name(form: str) -> bool:
    """True for a folded word that is often a name, whatever else it means."""
    return form in name_forms("given") or form in name_forms("beside") or form in name_forms("whole")


@cache
def light_verbs() -> frozenset[str]:
    """The forms of verbs that make verbs of nouns: `شدن`, `کردن`, `کول`."""
    every = verb_forms()
    verbs = ("شدن", "کردن", "گرفتن", "یافتن", "کېدل", "کول")
    return frozenset(form[0] for verb in verbs for form in every["{" + fold(verb) + "}"] if form[0] not in _PREFIXES)


@cache
def harms() -> frozenset[str]:
    """The first words of harm."""
    cues = ("killed", "injured", "abducted")
    return frozenset(form[0] for cue, form in persian_cues() if cue in cues)


@cache
def forms_of(cue: str) -> frozenset[tuple[str, ...]]:
    """The forms of a cue, a tuple of folded words each; kinship also with the endings of "his", "their"."""
    if cue in ("according", "according after"):
        return frozenset(form for kind, form in persian_cues() if kind == cue)
    forms = {
        tuple(word.form for word in words(form))
        for row in sheet("naming_cues") if row["cue"] == ("kin" if cue == "own kin" else cue)
        for column in ("forms_prs", "forms_ps") for form in language_forms(row, column)
    }  # fmt: skip
    owned = {(*form[:-1], form[-1] + ending) for form in forms for ending in suffixes()}
    if cue == "own kin":
        return frozenset(owned - forms)
    if cue == "trade":  # `مردم` is no `مرد` of mine
        owned -= {(form,) for form in _rows_of_one("plain") | function_words()}
    return frozenset(forms | (owned if cue in ("kin", "household", "belongings", "describing", "trade") else set()))


@cache
def _rows_of_one(cue: str) -> frozenset[str]:
    rows = (row for row in sheet("naming_cues") if row["cue"] == cue)
    return frozenset(
        words(form)[0].form for row in rows for column in ("forms_prs", "forms_ps")
        for form in language_forms(row, column) if len(words(form)) == 1
    )  # fmt: skip


@cache
def sizes(cue: str) -> tuple[int, ...]:
    """How many words the forms of a cue have, the most first."""
    return tuple(sorted({len(form) for form in forms_of(cue)}, reverse=True))


@cache
def forms_of_one(*cues: str) -> frozenset[str]:
    """The forms of one word of these cues."""
    return frozenset(form[0] for cue in cues for form in forms_of(cue) if len(form) == 1)


@cache
def suffixes() -> frozenset[str]:
    """What is written behind kin and others for "his", "my", "of"."""
    rows = (row for row in sheet("naming_cues") if row["cue"] == "suffix")
    return frozenset(w.form for row in rows for form in language_forms(row, "forms_prs") for w in words(form))


@cache
def plain() -> frozenset[str]:
    """Words that are no names: common ones, and the cues themselves."""
    single = forms_of_one("plain", "office", "kin", "household", "trade", "title", "describing", "speaks", "suffers")
    return frozenset(form for form in single if not is_name(form)) | SURE_DESCENT


@cache
def in_cue(form: str) -> bool:
    """True for a word of kin, of a title, a trade, an office, of saying and suffering: no name, whatever stands by."""
    cues = ("office", "kin", "household", "trade", "title", "speaks", "suffers")
    return form in forms_of_one(*cues) and not is_name(form)


def is_everyday(form: str) -> bool:
    """True for a folded word that means something besides a name, if it is one."""
    return form in plain() or form in function_words() or is_common(form)


@cache
def openers() -> frozenset[str]:
    """Words behind which a clause begins."""
    return frozenset(form[0] for cue, form in persian_cues() if cue in ("that", "leading") and len(form) == 1)


@cache
def breaks() -> frozenset[str]:
    """Words beyond which nobody looks for an office."""
    return forms_of_one("speaks", "suffers", "joint") | {"که", "چی", "و", "او"}


@cache
def holders() -> frozenset[str]:
    """What bears the names of people: a mosque, a street."""
    return frozenset(form[-1] for form in cue_forms("holder"))


@cache
def revered() -> frozenset[str]:
    """Words before the name of a saint."""
    return frozenset(form[-1] for form in cue_forms("revered"))


@cache
def bodies() -> frozenset[str]:
    """Words for bodies, and for what bears names."""
    return frozenset(form[0] for cue, form in persian_cues() if cue == "organisation") | holders()
