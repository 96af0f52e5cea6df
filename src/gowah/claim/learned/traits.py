"""Features by which the traits of one player, or of a whole attack, are decided; and how many a player stands for."""

from __future__ import annotations

from gowah.claim.learned.grouping import kinds_of
from gowah.claim.learned.linear import SHARES, STEPS, binned
from gowah.claim.learned.page import ROLE_LETTERS, Page
from gowah.claim.learned.reading import Mention, Player, Role
from gowah.claim.learned.scene import Scene, scene_words, word_features


def player_features(found: Scene, player: Player, trait: str) -> list[str]:
    """What speaks for the values of a trait of one player: the encoder's judgement, its words, what is around."""
    page = found.page
    best = player.best
    told = kinds_of(page, player, trait)
    top = max(range(len(told)), key=told.__getitem__)
    words = best.form.split()
    features = [
        f"top:{top}",
        f"role:{ROLE_LETTERS[player.role]}",
        f"head:{words[-1]}",
        f"tail:{words[-1][-3:]}",
        f"scene:{max(range(len(found.types)), key=found.types.__getitem__)}",
        f"top&scene:{top}&{max(range(len(found.types)), key=found.types.__getitem__)}",
        *(binned(f"told {index}", share, SHARES) for index, share in enumerate(told)),
        *sorted({f"form:{word}" for mention in player.mentions for word in mention.form.split()}),
    ]
    for mention in player.mentions[:4]:
        features += [f"before:{word}" for word in page.forms(mention.start - 4, mention.start)]
        features += [f"after:{word}" for word in page.forms(mention.end, mention.end + 4)]
    held = {page.sentence(mention.start) for mention in player.mentions}
    features += word_features((word.lower for word in page.words if word.sentence in held), "near")
    return sorted(set(features))


def scene_features(found: Scene) -> list[str]:
    """What speaks for a trait of the attack as a whole."""
    features = [binned(f"type {index}", share, SHARES) for index, share in enumerate(found.types)]
    for player in found.players:
        role = ROLE_LETTERS[player.role]
        features += [f"has:{role}", f"{role}:{player.best.form}", f"{role}&head:{player.best.form.split()[-1]}"]
        if player.role in (Role.PERSON, Role.GROUP):
            features += [f"{role}&word:{word}" for word in player.best.form.split()]
        if player.role is Role.PEOPLE or player.role is Role.NAME:
            told = kinds_of(found.page, player, "heff")
            features.append(f"harm:{max(range(len(told)), key=told.__getitem__)}")
    features += word_features(scene_words(found))
    anchor = [found.page.forms(m.start - 6, m.end + 6) for p in found.players for m in p.mentions]
    features += word_features((word for part in anchor for word in part), "near")
    return sorted(set(features))


def link_features(page: Page, name: Player, people: Player) -> list[str]:
    """What speaks for a description meaning the person named."""
    gap, a, b = _nearest(name, people)
    middle = page.forms(min(a.end, b.end), max(a.start, b.start)) if gap < 8 else []
    order = "name first" if a.start < b.start else "people first"
    between_names = sum(
        1
        for other in page.players
        if other.role is Role.NAME and other is not name
        for m in other.mentions
        if min(a.start, b.start) < m.start < max(a.start, b.start)
    )
    return [
        f"{order}&" + binned("gap", gap, (0, 1, 2, 3, 5, 8, 15)),
        f"middle:{order}&{' '.join(middle[:3])}" if gap < 4 else "far",
        *(f"{order}&mid:{word}" for word in middle),
        binned("names between", between_names, (1, 2)),
        f"same sentence:{page.sentence(a.start) == page.sentence(b.start)}",
        f"plural:{people.best.form.endswith('s')}",
        f"head:{people.best.form.split()[-1]}",
        binned("long", len(people.best.form.split()), STEPS),
    ]


def _nearest(one: Player, other: Player) -> tuple[int, Mention, Mention]:
    pairs = [(max(x.start, y.start) - min(x.end, y.end), x, y) for x in one.mentions for y in other.mentions]
    return min(pairs, key=lambda pair: pair[0])


def weapon_features(found: Scene, player: Player) -> list[str]:
    """What speaks for a weapon's kind."""
    forms = sorted({word for mention in player.mentions for word in mention.form.split()})
    features = [f"form:{word}" for word in forms] + [f"stem:{word[:5]}" for word in forms]
    features += [f"whole:{mention.form}" for mention in player.mentions]
    features += word_features(found.page.forms(player.best.start - 4, player.best.end + 4), "near")
    return sorted(set(features))
