"""Small queries, answered in calls of the event loop: a task of its own costs a request more than all else here."""

import asyncio
import time
from dataclasses import dataclass
from typing import Protocol

from mandategraph.server.front.asked import Asked, Scope
from mandategraph.server.front.cache import Answer, Tag
from mandategraph.server.front.delivery import SOON, Delivery
from mandategraph.server.front.gateway import Application, Gateway
from mandategraph.server.front.lane import Work
from mandategraph.server.front.relay import heading
from mandategraph.server.routing import ENDPOINT

_PATH = ENDPOINT.encode()


class Client(Protocol):
    """The side of a client: whether it takes an answer now, and what takes an answer, or does all in a task."""

    @property
    def is_waiting(self) -> bool:
        """Whether what is sent now is sent at once."""
        ...

    def reply(self, answer: Answer) -> None:
        """Send a whole answer."""
        ...

    def go_on(self, application: Application) -> None:
        """Have an application answer in a task."""
        ...


def takes(gateway: Gateway, client: Client, scope: Scope) -> bool:
    """Whether a request is answered, or will be; where it is not, nothing is done about it.

    That is a query sent by GET with nothing but itself, whose answer is known, or for which a reader waits.
    """
    asked = Asked.of(scope)
    if asked.path != _PATH or asked.method != "GET" or asked.has_body or not asked.keeps_open:
        return False
    if gateway.rates.rate is not None or not gateway.snapshots.ready or b"timeout" in asked.query:
        return False
    begin = time.monotonic()
    tag = Tag(asked.digest(b""), gateway.snapshots.version)
    known = gateway.known(asked, tag)
    if known is None:
        Prompt(gateway, client, asked, begin, tag).ask()
    else:
        client.reply(known)
        _seen(gateway, asked, known, begin, cached=known.status != 304)
    return True


def _seen(gateway: Gateway, asked: Asked, answer: Answer, begin: float, *, cached: bool) -> None:
    gateway.telemetry.seen(asked, Delivery.sent_at_once(answer, cached=cached), time.monotonic() - begin)


@dataclass(slots=True)
class Prompt:
    """A query that a reader is given.

    Where none is there, or its answer does not come soon and in one piece, the gateway goes on with it in a task.
    """

    gateway: Gateway
    client: Client
    asked: Asked
    begin: float
    tag: Tag
    keepable: bool = False

    def ask(self) -> None:
        """Have a reader answer it."""
        self.gateway.telemetry.looked_up(found=False)
        work = self.gateway.reading.at_once(self.asked)
        if work is None:
            self._go_on(None)
            return
        work.timer = asyncio.get_running_loop().call_later(SOON, self._go_on, work)
        work.reader.link.watcher = lambda: self._look(work)
        # While the reader works.
        self.keepable = not self.asked.is_fleeting(b"")

    def _look(self, work: Work) -> None:
        """See what the reader has said, or that its link has failed."""
        whole = work.reader.link.whole() if self.client.is_waiting else None
        if whole is None:
            self._go_on(work)
            return
        _stop(work)
        head, body, work.note = whole
        answer = Answer(*heading(head), body)
        named = self.gateway.named(answer, self.tag) if self.keepable else None
        self.client.reply(answer if named is None else named)
        self.gateway.reading.leave(work)
        if named is not None:
            self.gateway.keep(self.tag, named, work)
        _seen(self.gateway, self.asked, answer, self.begin, cached=False)

    def _go_on(self, work: Work | None) -> None:
        if work is not None:
            _stop(work)
        self.client.go_on(self.gateway.going_on(self.asked, self.begin, self.tag, work))


def _stop(work: Work) -> None:
    """Have nothing more of a work come here."""
    work.reader.link.watcher = None
    if work.timer is not None:
        work.timer.cancel()
