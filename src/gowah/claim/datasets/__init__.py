"""Event datasets: a table in the columns of a known dataset, or of the template, to one attack a row."""

from gowah.claim.datasets.claimer import Datasets, datasets
from gowah.claim.datasets.template import template

__all__ = ["Datasets", "datasets", "template"]
