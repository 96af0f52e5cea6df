"""Claims: a text -> mentions of attacks, victims, totals, groups, ties, people, needs and gaps."""

from gowah.claim.datasets import datasets, template
from gowah.claim.endpoint import endpoint
from gowah.claim.english import english
from gowah.claim.persian import persian

__all__ = ["datasets", "endpoint", "english", "persian", "template"]
