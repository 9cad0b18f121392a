"""What is counted, timed and logged of requests."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TextIO

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from mandategraph.server.front.asked import Asked
from mandategraph.server.front.deaths import Death
from mandategraph.server.front.delivery import Delivery
from mandategraph.server.front.settings import Logs

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_LONGEST = 20_000


class Log:
    """A file to which lines of JSON are added; "-" is standard output, None is nowhere."""

    def __init__(self, place: str | None) -> None:
        self._place = place
        self._file: TextIO | None = None
        self.open()

    def open(self) -> None:
        """Open the file, or open it again where another program has put it away."""
        if self._place == "-":
            self._file = sys.stdout
        elif self._place is not None:
            if self._file is not None:
                self._file.close()
            self._file = open(self._place, "a", buffering=1, encoding="utf-8")  # noqa: PTH123, SIM115

    @property
    def is_on(self) -> bool:
        """Whether it goes anywhere."""
        return self._file is not None

    def write(self, value: object) -> None:
        """Add a line."""
        if self._file is not None:
            self._file.write(json.dumps(value, ensure_ascii=False) + "\n")
            self._file.flush()


class Telemetry:
    """Counts requests, and logs them where that is asked for."""

    def __init__(self, logs: Logs) -> None:
        self.registry = CollectorRegistry()
        self._access, self._slow, self._slow_after = Log(logs.access), Log(logs.slow), logs.slow_after
        self._requests = Counter(
            "mandategraph_requests", "Requests answered.", ("kind", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "mandategraph_request_seconds",
            "Seconds from the head of a request to the end of its answer.",
            ("kind",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._cached = Counter(
            "mandategraph_cache", "Requests that may be answered from the cache.", ("outcome",), registry=self.registry
        )
        self._hits, self._misses = (self._cached.labels(outcome) for outcome in ("hit", "miss"))
        self._ended = Counter("mandategraph_workers_ended", "Workers that ended.", ("cause",), registry=self.registry)
        self._cut = Counter("mandategraph_answers_cut", "Answers that were cut.", registry=self.registry)
        self._loads = Histogram(
            "mandategraph_load_seconds", "Seconds that a version of the data took to load.", registry=self.registry
        )
        self._follows = Histogram(
            "mandategraph_follow_seconds",
            "Seconds that a version of the data took to make of the one before.",
            registry=self.registry,
        )

    def gauge(self, name: str, words: str, value: Callable[[], float]) -> None:
        """Show a number that is looked up when somebody asks."""
        Gauge(f"mandategraph_{name}", words, registry=self.registry).set_function(value)

    def reopen(self) -> None:
        """Open the logs again."""
        self._access.open()
        self._slow.open()

    def seen(self, asked: Asked, delivery: Delivery, seconds: float) -> None:
        """Count and log a request that was answered, or could not be."""
        kind = asked.kind(delivery.body)
        counter, histogram = self._of(kind, delivery.status)
        counter.inc()
        histogram.observe(seconds)
        if not delivery.ended:
            self._cut.inc()
        if self._access.is_on:
            self._access.write(_line(asked, delivery, kind, seconds))
        if self._slow.is_on and seconds >= self._slow_after:
            said = asked.text(delivery.body)[:_LONGEST]
            self._slow.write({**_line(asked, delivery, kind, seconds), "query": said})

    def _of(self, kind: str, status: int) -> tuple[Counter, Histogram]:
        """What counts and times requests of a kind: to look that up by its labels takes longer than to count."""
        found = self._known.get((kind, status))
        if found is None:
            found = self._known[kind, status] = self._requests.labels(kind, str(status)), self._seconds.labels(kind)
        return found

    def renewed(self, seconds: float, *, followed: bool) -> None:
        """Count a version of the data, made of the one before or loaded anew."""
        (self._follows if followed else self._loads).observe(seconds)

    def looked_up(self, *, found: bool) -> None:
        """Count a look into the cache."""
        (self._hits if found else self._misses).inc()

    def ended(self, death: Death | None) -> None:
        """Count a worker that ended by itself, and say why it did."""
        self._ended.labels("unknown" if death is None else death.cause).inc()
        if death is not None and not (death.out_of_memory or death.overflowed):
            say(f"a worker ended ({death.cause}): {death.words}")

    def killed(self) -> None:
        """Count a worker that was ended."""
        self._ended.labels("bound").inc()

    def shown(self) -> bytes:
        """All numbers, in the text format of Prometheus."""
        return generate_latest(self.registry)


def _line(asked: Asked, delivery: Delivery, kind: str, seconds: float) -> dict[str, object]:
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": asked.client,
        "method": asked.method,
        "path": asked.path.decode("latin-1"),
        "kind": kind,
        "query_hash": asked.text_hash(delivery.body),
        "status": delivery.status,
        "bytes": delivery.sent,
        "seconds": round(seconds, 6),
        "cached": delivery.cached,
        "whole": delivery.ended,
    }


def say(text: str) -> None:
    """Say something to who runs the server."""
    print(f"mandategraph: {text}", file=sys.stderr, flush=True)
