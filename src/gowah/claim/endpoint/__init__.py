"""A language model as a claimer, optional and off by default: it points at words of the report, no more."""

from gowah.claim.endpoint.claimer import Endpoint, endpoint

__all__ = ["Endpoint", "endpoint"]
