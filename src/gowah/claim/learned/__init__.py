"""Claims of texts without case, such as wire copy in capitals: a small trained reader of roles."""

from gowah.claim.learned.claimer import Learned

learned = Learned()

__all__ = ["Learned", "learned"]
