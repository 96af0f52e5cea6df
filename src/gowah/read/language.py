"""Which language a text is in: the script first, then letters and words, then what the page says of itself."""

from __future__ import annotations

from functools import cache
from typing import Any

from gowah.words.script import is_pashto, is_persian_script

_CODES = {"en": "en", "fa": "prs", "ps": "ps", "ar": "ar"}
_SAMPLE = 20_000
ENOUGH = 20
"""Letters by which a language is known."""
_ARABIC_SCRIPT = ("fa", "ps", "ar")


def language_of(text: str, hint: str | None = None) -> str | None:
    """BCP 47 code: `en`, `prs` (Dari; all Persian is taken for it), `ps`, `ar`; None for too few letters.

    `hint` is what a page says of itself (`fa-AF`); it decides only where the letters leave it open.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    hinted = _of_tag(hint)
    if letters < ENOUGH:
        return hinted
    if not is_persian_script(sample):
        return "en" if _identified(sample, tuple(_CODES)) == "en" else hinted or "en"
    found = _CODES[_identified(sample, _ARABIC_SCRIPT)]
    if found == "ps" and not is_pashto(sample):
        return "prs"
    return "ps" if is_pashto(sample) and hinted != "prs" else found


def _of_tag(tag: str | None) -> str | None:
    """The code of a language tag or name as pages and headers give it."""
    first = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    names = {
        "english": "en",
        "dari": "prs",
        "persian": "prs",
        "farsi": "prs",
        "pashto": "ps",
        "arabic": "ar",
        "prs": "prs",
    }
    return _CODES.get(first) or names.get(first)


def _identified(sample: str, among: tuple[str, ...]) -> str:
    """The likeliest of some of the codes that the identifier knows."""
    return str(next(code for code, _ in _identifier().rank(sample) if code in among))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_CODES))
    return identifier
