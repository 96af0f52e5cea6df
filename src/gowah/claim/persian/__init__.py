"""Claims of texts in Dari and Pashto: a rule grammar over words and cue tables."""

from gowah.claim.persian.claimer import Persian

persian = Persian()
"""The claimer of the entry point `claim.persian`."""

__all__ = ["Persian", "persian"]
