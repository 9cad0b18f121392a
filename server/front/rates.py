"""How often a client may ask."""

from dataclasses import dataclass, field

from mandategraph.server.front.refusals import too_often

_MOST = 10_000


@dataclass(slots=True)
class Rates:
    """Lets a client ask `rate` times a second on average, and `burst` times at once; None is any number.

    Each client has a bucket that fills with time: what is left in it, and when that was. Of a great many clients,
    those whose buckets must be full again are forgotten.
    """

    rate: float | None
    burst: int
    buckets: dict[str, tuple[float, float]] = field(default_factory=dict)

    def admit(self, client: str, now: float) -> None:
        """Take from the client's bucket; raises RefusedError where it is empty."""
        if self.rate is None:
            return
        left, then = self.buckets.get(client, (float(self.burst), now))
        left = min(left + (now - then) * self.rate, self.burst)
        if left < 1:
            raise too_often((1 - left) / self.rate)
        self.buckets[client] = left - 1, now
        if len(self.buckets) > _MOST:
            self._forget(now, self.rate)

    def _forget(self, now: float, rate: float) -> None:
        full = self.burst / rate
        self.buckets = {client: held for client, held in self.buckets.items() if now - held[1] < full}
