"""Claims of English texts: the lexicon first, the parser after it, rules over both."""

from gowah.claim.english.pipeline import English

english = English()
"""The claimer of the entry point `claim.english`."""

__all__ = ["English", "english"]
