"""A tally: how often something was right, and what was missed."""

from collections import Counter
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """How often something was right: `hits` of the `wanted`, and of all that were `given`."""

    hits: int = 0
    wanted: int = 0
    given: int = 0
    misses: Counter[str] = field(default_factory=Counter)

    def right(self, said: object, marked: object, miss: str) -> None:
        """Count one thing that is right or wrong."""
        self.hits += said == marked
        self.wanted += 1
        self.given += 1
        if said != marked:
            self.misses[miss] += 1

    def bag(self, said: Iterable[str], marked: Iterable[str], place: str = "") -> None:
        """Count two collections against each other, each thing as often as it stands in them, at a `place`."""
        one, other = Counter(said), Counter(marked)
        self.hits += sum((one & other).values())
        self.given += one.total()
        self.wanted += other.total()
        self.misses.update(f"missed {each} {place}".rstrip() for each in (other - one).elements())
        self.misses.update(f"extra {each} {place}".rstrip() for each in (one - other).elements())

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; accuracy where everything wanted is also given."""
        return 2 * self.hits / (self.wanted + self.given) if self.wanted + self.given else 1.0


Tallies = MutableMapping[str, Tally]
