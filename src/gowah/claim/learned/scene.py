"""A group of players as one attack, and the features by which its attributes are decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gowah.claim.learned.grouping import closest, kinds_of
from gowah.claim.learned.linear import SHARES, STEPS, binned
from gowah.claim.learned.page import ROLE_LETTERS, Day, Page, Spot
from gowah.claim.learned.reading import VICTIMS, Mention, Player, Role


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """One attack of a page: the players it is told by, and the sentences in which they stand."""

    page: Page
    players: tuple[Player, ...]
    sentences: frozenset[int]
    types: tuple[float, ...]

    def of(self, *roles: Role) -> list[Player]:
        """The players in these roles, surest first."""
        found = [player for player in self.players if player.role in roles]
        return sorted(found, key=lambda player: (-player.score, player.mentions[0].start))

    @property
    def first(self) -> int:
        """The first word of the first player."""
        return min(player.mentions[0].start for player in self.players)


def scene(page: Page, players: Sequence[Player]) -> Scene:
    """A scene of these players; the kind of attack is the mean of what the encoder says of each."""
    sentences = frozenset(page.sentence(mention.start) for player in players for mention in player.mentions)
    told = [(kinds_of(page, player), player.score) for player in players]
    weight = sum(score for _, score in told) or 1.0
    types = tuple(sum(row[k] * score for row, score in told) / weight for k in range(len(told[0][0])))
    return Scene(page=page, players=tuple(players), sentences=sentences, types=types)


def scene_words(found: Scene) -> set[str]:
    """Every word of the scene's sentences."""
    return {word.lower for word in found.page.words if word.sentence in found.sentences}


def keep_features(found: Scene, others: int) -> list[str]:
    """What speaks for a group of players being an attack at all, among `others` more groups of the page."""
    page = found.page
    scores = sorted((player.score for player in found.players), reverse=True)
    told = page.reading.sentences
    features = [
        binned("best", scores[0], SHARES),
        binned("second", scores[1] if len(scores) > 1 else 0.0, SHARES),
        binned("players", len(scores), (1, 2, 3, 5, 8)),
        binned("others", others, (0, 1, 2, 3, 5, 8)),
        binned("sum", sum(scores), (0.5, 1, 1.5, 2, 3, 4, 6)),
        binned("told", max(float(told[s, -1]) for s in found.sentences), SHARES),
        binned("told on the page", float(told[:, -1].max()), SHARES),
        binned("told sentences", int((told[:, -1] > 0.5).sum()), STEPS),
        binned("type", max(found.types), SHARES),
        f"kind:{max(range(len(found.types)), key=found.types.__getitem__)}",
        binned("first sentence", min(found.sentences), (1, 2, 3, 5, 8, 15)),
        binned("sentences", len(found.sentences), (1, 2, 3, 5)),
    ]
    for role in Role:
        best = max((player.score for player in found.players if player.role is role), default=0.0)
        features.append(binned(f"role {ROLE_LETTERS[role]}", best, (0.3, 0.5, 0.7, 0.9)))
    features += _ages(found)
    features += sorted("word:" + word for word in scene_words(found) if word.isalpha())
    return features


def _ages(found: Scene) -> list[str]:
    """How old the days are that the scene's sentences tell."""
    page = found.page
    if page.published is None:
        return ["undated page"]
    ages = set()
    for day in page.days:
        if page.sentence(day.start) in found.sentences and day.span.when.latest:
            past = (page.published - date.fromisoformat(day.span.when.latest)).days
            ages.add(binned("age", past, (-1, 0, 1, 2, 7, 30, 61, 180, 366)))
    return sorted(ages) or ["no day"]


def fill_features(found: Scene, player: Player) -> list[str]:
    """What speaks for a player of the page belonging to the scene and being told of in its own right."""
    page = found.page
    role = ROLE_LETTERS[player.role]
    rivals = [other for other in found.of(player.role) if other is not player]
    rank = sum(other.score > player.score for other in rivals)
    mention = player.best
    head = mention.form.split()[-1]
    near = min(abs(page.sentence(m.start) - s) for m in player.mentions for s in found.sentences)
    words = [abs(x.start - y.start) for o in found.players if o is not player for x, y in [closest(player, o)]]
    features = [
        f"role:{role}",
        f"{role}&" + binned("score", player.score, SHARES),
        f"{role}&" + binned("rank", rank, (1, 2, 3, 5)),
        f"{role}&" + binned("rivals", len(rivals), (1, 2, 3, 5)),
        f"{role}&" + binned("mentions", len(player.mentions), (2, 3, 5)),
        f"{role}&" + binned("near", near, (1, 2, 3, 5, 9)),
        f"{role}&" + binned("nearest", min(words, default=99), STEPS),
        f"{role}&head:{head}",
        f"{role}&" + binned("long", len(mention.form.split()), (2, 3, 4, 6, 9)),
        f"{role}&"
        + binned(
            "told", max(float(page.reading.sentences[page.sentence(m.start), -1]) for m in player.mentions), SHARES
        ),
        binned("type", max(found.types), SHARES),
        f"{role}&type:{max(range(len(found.types)), key=found.types.__getitem__)}",
        f"{role}&" + binned("first", mention.start, (40, 80, 160, 320)),
    ]
    alike = sum(x * y for x, y in zip(kinds_of(page, player), found.types, strict=True))
    features.append(f"{role}&" + binned("alike", alike, SHARES))
    if any(set(mention.form.split()) & set(other.best.form.split()) for other in rivals):
        features.append(f"{role}&shared")
    if any(
        m.end <= n.start <= m.end + 2 or n.end <= m.start <= n.end + 2
        for m in player.mentions
        for o in found.players
        if o is not player
        for n in o.mentions
    ):
        features.append(f"{role}&beside")
    features += [f"{role}&before:{word}" for word in page.forms(mention.start - 2, mention.start)]
    features += [f"{role}&after:{word}" for word in page.forms(mention.end, mention.end + 2)]
    features += sorted(
        {f"{role}&left:{word}" for word in page.forms(mention.start - 7, mention.start) if word.isalpha()}
    )
    features += sorted({f"{role}&right:{word}" for word in page.forms(mention.end, mention.end + 7) if word.isalpha()})
    features += sorted({f"{role}&form:{word}" for word in mention.form.split()})
    return features + _rival_roles(page, mention)


def _rival_roles(page: Page, mention: Mention) -> list[str]:
    """Which other role the same words might play, and how much surer that is."""
    over = [m for m in page.mentions if m.role is not mention.role and m.start < mention.end and mention.start < m.end]
    role = ROLE_LETTERS[mention.role]
    if not over:
        return [f"{role}&alone"]
    best = max(over, key=lambda m: m.score)
    edge = binned(f"{role}&rival", best.score - mention.score, (-0.4, -0.2, -0.05, 0.05, 0.2, 0.4))
    return [edge, f"{edge}:{ROLE_LETTERS[best.role]}"]


def _distance(found: Scene, start: int, end: int) -> tuple[int, int]:
    """(sentences, words) from the nearest victim of the scene to words [start, end); negative where before."""
    page = found.page
    spots = [m for p in found.players if p.role in VICTIMS for m in p.mentions if m.score > 0.4]
    spots = spots or [m for p in found.players for m in p.mentions]
    near = min(spots, key=lambda m: abs(m.start - start))
    return page.sentence(start) - page.sentence(near.start), start - near.start


def day_features(found: Scene, day: Day | None) -> list[str]:
    """What speaks for the scene having happened on that day; None stands for some day up to that of the text."""
    page = found.page
    inside = [d for d in page.days if page.sentence(d.start) in found.sentences]
    if day is None:
        return [
            "none",
            binned("none&inside", len(inside), (1, 2, 3)),
            binned("none&days", len(page.days), (1, 2, 4, 8)),
            binned("none&first", min(found.sentences), (1, 2, 4, 8)),
        ]
    when = day.span.when
    gap, steps = _distance(found, day.start, day.end)
    written = " ".join(page.forms(day.start, day.end)).lower()
    kind = "".join("9" if c.isdigit() else c for c in written)
    precision = when.precision or "open"
    old = 9999
    if page.published and when.latest:
        old = (page.published - date.fromisoformat(when.latest)).days
    equals = sum(d.span.when == when for d in page.days)
    aged = binned("old", old, (-1, 0, 1, 2, 7, 30, 61, 366))
    features = [
        binned("gap", gap, (-8, -4, -2, -1, 0, 1, 2, 3, 6)),
        binned("steps", abs(steps), (3, 6, 10, 15, 25, 50)),
        "precision:" + precision,
        "as:" + kind,
        aged,
        binned("equals", equals, (2, 3, 5)),
        f"first:{day is page.days[0]}",
        binned("inside", len(inside), (1, 2, 3)),
        f"{precision}&{binned('gap', abs(gap), (1, 2, 4))}",
        f"in:{page.sentence(day.start) in found.sentences}&{aged}",
        binned("told", float(page.reading.sentences[page.sentence(day.start), -1]), SHARES),
        f"single:{page.sentence(day.start) in found.sentences and len(inside) == 1}",
        f"{precision}&"
        + binned("nearer", sum(abs(_distance(found, d.start, d.end)[1]) < abs(steps) for d in page.days), (1, 2, 3)),
        binned("days", len(page.days), (2, 3, 5)),
    ]
    features += ["before:" + word for word in page.forms(day.start - 4, day.start)]
    features += ["last:" + word for word in page.forms(day.start - 1, day.start)]
    features += ["after:" + word for word in page.forms(day.end, day.end + 4)]
    return features


def spot_features(found: Scene, spot: Spot | None) -> list[str]:
    """What speaks for the scene having happened at a place that the page names; None is no place but its country."""
    page = found.page
    home = page.home
    if spot is None:
        within = [s for s in page.spots if page.sentence(s.start) in found.sentences]
        return [
            "none",
            binned("none&inside", len(within), (1, 2, 3)),
            binned("none&spots", len(page.spots), (1, 2, 4, 8)),
            *(f"none&kind:{kind}" for kind in sorted({s.kind for s in within})),
        ]
    gap, steps = _distance(found, spot.start, spot.end)
    country = page.tables.within(spot.place, "country")
    told = sum(other.place == spot.place for other in page.spots)
    inside = sum(page.sentence(other.start) in found.sentences for other in page.spots)
    inner = any(m.start <= spot.start < m.end for p in found.players for m in p.mentions)
    features = [
        binned("gap", gap, (-8, -4, -2, -1, 0, 1, 2, 3, 6)),
        binned("steps", abs(steps), (3, 6, 10, 15, 25, 50)),
        "kind:" + spot.kind,
        f"home:{country is not None and country.id == home}",
        f"head:{spot.start < page.head}",
        binned("told", told, (2, 3, 5)),
        binned("inside", inside, (1, 2, 3)),
        f"in a player:{inner}",
        f"{spot.kind}&{binned('gap', abs(gap), (1, 2, 4))}",
        f"in:{page.sentence(spot.start) in found.sentences}",
        binned("heat", float(page.reading.sentences[page.sentence(spot.start), -1]), SHARES),
        binned("long", spot.end - spot.start, (2, 3)),
        f"{spot.kind}&in:{page.sentence(spot.start) in found.sentences}&head:{spot.start < page.head}",
        f"{spot.kind}&"
        + binned(
            "nearer", sum(abs(_distance(found, s.start, s.end)[1]) < abs(steps) for s in page.spots), (1, 2, 3, 5)
        ),
        f"{spot.kind}&first:{spot.start}" if spot.start < 3 else "later",
    ]
    if spot.start < page.head:
        told_words = scene_words(found)
        features += [
            f"head&{spot.kind}&here:{word}" for word in ("capital", "city", "country", "here") if word in told_words
        ]
    features += ["before:" + word for word in page.forms(spot.start - 2, spot.start)]
    features += [f"last:{word}" for word in page.forms(spot.start - 1, spot.start)]
    features += ["after:" + word for word in page.forms(spot.end, spot.end + 2)]
    return features


def word_features(words: Iterable[str], name: str = "word") -> list[str]:
    """A feature for each different word."""
    return sorted({f"{name}:{word}" for word in words if word.isalpha()})
