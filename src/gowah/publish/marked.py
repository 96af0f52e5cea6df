"""Report texts in pages: what hides in them as marks that say what they are for."""

from __future__ import annotations

from markupsafe import Markup, escape

from gowah.words.visible import shown


def marked(text: str) -> Markup:
    """Safe HTML of a text: `⟨RLO⟩` where a sign of direction stands, a word of two scripts with both named."""
    return Markup("").join(
        Markup('<bdi class="hidden" title="{}">{}<sup>{}</sup></bdi>').format(piece.why, piece.text, piece.mark)
        if piece.mark
        else escape(piece.text)
        for piece in shown(text)
    )
