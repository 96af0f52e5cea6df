"""From a page to its attacks: group the players, keep what is an attack, choose its day, place and traits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gowah.claim.learned.grouping import anchors, join, pair_features
from gowah.claim.learned.linear import Linear
from gowah.claim.learned.page import Day, Page, Spot
from gowah.claim.learned.reading import VICTIMS, Player, Role
from gowah.claim.learned.scene import Scene, day_features, fill_features, keep_features, scene, spot_features
from gowah.claim.learned.traits import link_features, player_features, scene_features, weapon_features

BARS = {"join": 0.5, "keep": 0.26, "fill": 0.26, "link": 0.5, "spot": 0.25}
"""How likely a decision must be to be taken; measured, see docs/quality-muc4.md."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """One player with the values decided for it, each with how likely it is."""

    player: Player
    traits: Mapping[str, tuple[str, float]]
    also: tuple[Player, ...] = ()  # descriptions of a person named


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Attack:
    """One attack of a page, decided; `day` and `spot` are None where the page tells none."""

    scene: Scene
    likely: float
    kind: str
    stage: str
    category: str
    weapon: str  # its kind where no words of their own name it, or ""
    day: Day | None
    spot: Spot | None
    people: tuple[Told, ...]
    targets: tuple[Told, ...]
    groups: tuple[Told, ...]
    persons: tuple[Told, ...]
    weapons: tuple[Told, ...]


Models = Mapping[str, Linear]


def scenes(page: Page, models: Models, bar: float | None = None) -> list[Scene]:
    """The page's players grouped into what may be attacks, in the order of the text."""
    judge = models["pair"]
    told = anchors(page.players)
    groups = join(told, lambda a, b: judge.likely(pair_features(page, a, b)), BARS["join"] if bar is None else bar)
    return sorted((scene(page, group) for group in groups), key=lambda found: found.first)


def decide(page: Page, models: Models) -> list[Attack]:
    """The attacks of a page, in the order of the text."""
    found = scenes(page, models)
    likely = [models["keep"].likely(keep_features(one, len(found) - 1)) for one in found]
    kept = [(one, share) for one, share in zip(found, likely, strict=True) if share >= BARS["keep"]]
    return [_attack(one, share, models) for one, share in kept]


def fills(found: Scene, models: Models) -> list[Player]:
    """The players of the whole page that tell of this scene."""
    own = {id(player) for player in found.players}
    told = []
    for player in found.page.players:
        if (
            player.role in VICTIMS
            and id(player) not in own
            and len(found.page.players) > 1
            and _elsewhere(found, player)
        ):
            continue
        if models["fill"].likely(fill_features(found, player)) >= BARS["fill"]:
            told.append(player)
    return told


def _elsewhere(found: Scene, player: Player) -> bool:
    """Victims that were told apart from this scene's stay apart."""
    return any(other.role in VICTIMS for other in found.players) and player.score >= 0.2


def _attack(found: Scene, likely: float, models: Models) -> Attack:
    features = scene_features(found)
    told = fills(found, models)
    by = {role: [player for player in told if player.role is role] for role in Role}
    weapons = tuple(
        Told(player=p, traits={"weapon": models["weapon"].choose(weapon_features(found, p))}) for p in by[Role.WEAPON]
    )
    return Attack(
        scene=found, likely=likely, kind=models["kind"].choose(features)[0], stage=models["stage"].choose(features)[0],
        category=models["category"].choose(features)[0],
        weapon="" if weapons else models["unnamed"].choose(features)[0],
        day=best_day(found, models), spot=best_spot(found, models),
        people=_people(found, by[Role.NAME], by[Role.PEOPLE], models),
        targets=tuple(_told(found, p, ("ptype", "peff"), models) for p in by[Role.TARGET]),
        groups=tuple(_told(found, p, ("conf",), models) for p in by[Role.GROUP]),
        persons=tuple(_told(found, p, (), models) for p in by[Role.PERSON]), weapons=weapons,
    )  # fmt: skip


def _told(found: Scene, player: Player, traits: Sequence[str], models: Models, also: Sequence[Player] = ()) -> Told:
    decided = {trait: models[trait].choose(player_features(found, player, trait)) for trait in traits}
    return Told(player=player, traits=decided, also=tuple(also))


def _people(found: Scene, names: Sequence[Player], people: Sequence[Player], models: Models) -> tuple[Told, ...]:
    """Persons named with their descriptions, then those only described."""
    linked: dict[int, list[Player]] = {}
    for described in people:
        chances = [
            (models["link"].likely(link_features(found.page, name, described)), i) for i, name in enumerate(names)
        ]
        best, index = max(chances, default=(0.0, 0))
        linked.setdefault(index if best >= BARS["link"] else -1, []).append(described)
    traits = ("htype", "heff")
    told = [_told(found, name, traits, models, linked.get(i, ())) for i, name in enumerate(names)]
    return (*told, *(_told(found, player, traits, models) for player in linked.get(-1, ())))


def best_day(found: Scene, models: Models) -> Day | None:
    """The likeliest day; None where it is likelier that the page does not say."""
    choices: list[Day | None] = [None, *found.page.days]
    return max(choices, key=lambda day: models["day"].likely(day_features(found, day)))


def best_spot(found: Scene, models: Models) -> Spot | None:
    """The likeliest place, all its mentions counted; None where it is likelier that only the country is told."""
    chances: dict[str | None, float] = {}
    for spot in (None, *found.page.spots):
        place = spot.place if spot else None
        likely = models["spot"].likely(spot_features(found, spot))
        chances[place] = 1.0 - (1.0 - chances.get(place, 0.0)) * (1.0 - likely)
    best = max(chances, key=lambda place: chances[place])
    return next((spot for spot in found.page.spots if spot.place == best), None)
