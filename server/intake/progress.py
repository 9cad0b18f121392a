"""How far a long run is, on one line that is written over on a terminal, and now and then in a log."""

import time
from dataclasses import dataclass, field
from typing import TextIO

_EVERY = {True: 0.2, False: 10.0}
"""Seconds between two lines, on a terminal and in a log."""

_BEGIN = {True: "\r\x1b[K", False: ""}
"""What a line begins with: on a terminal it takes the place of the one before."""


@dataclass(slots=True)
class Progress:
    """The progress of `total` files, shown on `stream`; `before` were done already, and the time runs from now."""

    label: str
    total: int
    stream: TextIO
    before: int = 0
    began: float = field(default_factory=time.monotonic)
    shown: float = field(default_factory=time.monotonic)

    def show(self, done: int, failed: int) -> None:
        """Say how far it is, unless that was said just now."""
        now = time.monotonic()
        terminal = self.stream.isatty()
        if done < self.total and now - self.shown < _EVERY[terminal]:
            return
        self.shown = now
        rate = (done - self.before) / max(now - self.began, 1e-9)
        self.stream.write(_BEGIN[terminal] + told(self.label, done, self.total, failed, rate))
        self.stream.write("" if terminal and done < self.total else "\n")
        self.stream.flush()


def told(label: str, done: int, total: int, failed: int, rate: float) -> str:
    """The line: how many are done, how many a second, how long the rest will take, how many failed.

    >>> told("loading", 250, 1000, 3, 25.0)
    'loading: 250 of 1,000, 25.0 a second, 30 s left, 3 failed'
    """
    left = f"{_duration((total - done) / rate)} left" if rate > 0 else "…"
    return f"{label}: {done:,} of {total:,}, {rate:,.1f} a second, {left}, {failed:,} failed"


def _duration(seconds: float) -> str:
    """A duration as people say it.

    >>> _duration(59), _duration(60 * 7), _duration(60 * 95)
    ('59 s', '7 min', '1 h 35 min')
    """
    minutes, hours = round(seconds / 60), int(seconds // 3600)
    if seconds < 99:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if not hours else f"{hours} h {minutes - 60 * hours} min"
