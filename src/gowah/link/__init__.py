"""link: attack mentions → incidents, each link scored as a sum of parts that a person can read."""

from gowah.link.linker import WeightsLinker, learn_from
from gowah.link.model import Weights, read_weights, shipped_weights, write_weights

weights = WeightsLinker()
"""The built-in linker, `link.weights`."""

__all__ = ["Weights", "WeightsLinker", "learn_from", "read_weights", "shipped_weights", "weights", "write_weights"]
