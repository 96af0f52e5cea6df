"""trace: texts → families of passages that come from one origin."""

from gowah.trace.tracer import PassageTracer

passages = PassageTracer()
"""The built-in tracer, `trace.passages`."""

__all__ = ["PassageTracer", "passages"]
