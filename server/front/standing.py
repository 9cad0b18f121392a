"""Which clients have asked for much lately: they are served after the others."""

from dataclasses import dataclass, field

_MOST = 10_000


@dataclass(slots=True)
class Standing:
    """The clients of bad standing: those with a request that ran long or broke its reader, for so many `seconds`.

    Of a great many, those whose time is over are forgotten.
    """

    seconds: float
    until: dict[str, float] = field(default_factory=dict)

    def is_bad(self, client: str, now: float) -> bool:
        """Whether a client is to be served after the others."""
        return self.until.get(client, now) > now

    def worsen(self, client: str, now: float) -> None:
        """Note that a request of a client ran long, or broke its reader."""
        self.until[client] = now + self.seconds
        if len(self.until) > _MOST:
            self.until = {each: until for each, until in self.until.items() if until > now}
