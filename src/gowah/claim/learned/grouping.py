"""Which players belong to one attack: pairs are judged, then joined while the mean judgement of two groups is yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gowah.claim.learned.linear import SHARES, STEPS, binned
from gowah.claim.learned.page import ROLE_LETTERS, Page, nearest_before
from gowah.claim.learned.reading import VICTIMS, Mention, Player, Role

_OTHER = frozenset(
    [
        "other",
        "another",
        "also",
        "meanwhile",
        "moreover",
        "addition",
        "elsewhere",
        "previously",
        "earlier",
        "later",
        "second",
        "separate",
        "similar",
    ]
)


def kinds_of(page: Page, player: Player, name: str = "type") -> list[float]:
    """The encoder's mean judgement of an attribute over a player's mentions, surer mentions counting more."""
    rows = page.reading.kinds[name]
    total = [0.0] * rows.shape[1]
    weight = 0.0
    for mention in player.mentions:
        mean = rows[mention.start : mention.end].mean(0)
        weight += mention.score
        for index, value in enumerate(mean.tolist()):
            total[index] += value * mention.score
    return [value / (weight or 1.0) for value in total]


def pair_features(page: Page, a: Player, b: Player) -> list[str]:
    """What speaks for and against two players being of one attack."""
    first, second = closest(a, b)
    words = page.words
    gap = page.sentence(second.start) - page.sentence(first.start)
    leaps = words[second.start].paragraph - words[first.start].paragraph
    types = kinds_of(page, a), kinds_of(page, b)
    alike = sum(x * y for x, y in zip(*types, strict=True))
    tops = sorted(str(max(range(len(t)), key=t.__getitem__)) for t in types)
    roles = "+".join(sorted((ROLE_LETTERS[a.role], ROLE_LETTERS[b.role])))
    found = [
        binned("sentences", gap, STEPS),
        binned("paragraphs", leaps, STEPS),
        binned("words", second.start - first.end, STEPS),
        binned("alike", alike, SHARES),
        "types:" + "+".join(tops),
        "roles:" + roles,
        f"{roles}&{binned('sentences', gap, (1, 2, 4, 8))}",
        binned("score", min(a.score, b.score), SHARES),
        binned("players", sum(p.role in VICTIMS for p in page.players), STEPS),
    ]
    days = [nearest_before(page.days, m.start) for m in (first, second)]
    if days[0] and days[1]:
        same = days[0].span.when == days[1].span.when
        found.append(f"days:{same}&{gap > 0}")
    between = [d for d in page.days if first.end <= d.start < second.start]
    found.append(binned("days between", len(between), (1, 2, 4)))
    places = [s for s in page.spots if first.end <= s.start < second.start]
    found.append(binned("places between", len(places), (1, 2, 4)))
    if gap > 0:
        opening = [
            w.lower
            for w in words[max(0, second.start - 25) : second.start]
            if w.sentence == words[second.start].sentence
        ]
        found += ["turn:" + word for word in opening if word in _OTHER]
    if set(a.best.form.split()) & set(b.best.form.split()):
        found.append("shared word&" + roles)
    if a.best.form.split()[-1] == b.best.form.split()[-1]:
        found.append("shared head&" + roles)
    if gap == 0:
        middle = page.forms(first.end, second.start)
        found += [f"between:{word}" for word in middle[:8]]
    return found


def closest(a: Player, b: Player) -> tuple[Mention, Mention]:
    """The two mentions that stand nearest to each other, in the order of the text."""
    pairs = ((x, y) for x in a.mentions for y in b.mentions)
    x, y = min(pairs, key=lambda pair: abs(pair[0].start - pair[1].start))
    return (x, y) if x.start <= y.start else (y, x)


def join(players: Sequence[Player], judge: Callable[[Player, Player], float], bar: float) -> list[list[Player]]:
    """Groups of players; two groups are joined while the mean judgement over their pairs is above `bar`."""
    groups = [[player] for player in players]
    scores = {(i, j): judge(players[i], players[j]) for i in range(len(players)) for j in range(i)}
    number = {id(player): index for index, player in enumerate(players)}

    def mean(one: list[Player], other: list[Player]) -> float:
        pairs = [(max(number[id(x)], number[id(y)]), min(number[id(x)], number[id(y)])) for x in one for y in other]
        return sum(scores[pair] for pair in pairs) / len(pairs)

    links = {(i, j): scores[i, j] for i in range(len(players)) for j in range(i)}
    alive = set(range(len(players)))
    while links:
        (i, j), best = max(links.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        if best < bar:
            break
        groups[j] += groups[i]
        alive.discard(i)
        links = {pair: score for pair, score in links.items() if i not in pair}
        for k in alive - {j}:
            links[max(j, k), min(j, k)] = mean(groups[j], groups[k])
    return [groups[index] for index in sorted(alive)]


MOST = 60
"""Players that are compared with each other on a page; the work grows with the square."""


def anchors(found: Sequence[Player]) -> list[Player]:
    """The players by which attacks are told apart: those attacked, or failing such everybody."""
    victims = [player for player in found if player.role in VICTIMS and player.score >= 0.2]
    told = victims or [player for player in found if player.role is not Role.WEAPON or player.score >= 0.35]
    least = sorted((player.score for player in told), reverse=True)[:MOST]
    return [player for player in told if player.score >= least[-1]][:MOST] if told else []
