"""The way of a request: from the network to a worker, and of its answer back."""

import asyncio
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType

from mandategraph.server.front.asked import Asked, Receive, Scope, Send, body_of
from mandategraph.server.front.cache import Answer, Cache, Tag
from mandategraph.server.front.delivery import Delivery, WhileThere
from mandategraph.server.front.lane import Work
from mandategraph.server.front.rates import Rates
from mandategraph.server.front.reading import Reading
from mandategraph.server.front.refusals import RefusedError
from mandategraph.server.front.relay import Relay, collect, drop, head
from mandategraph.server.front.settings import Settings
from mandategraph.server.front.snapshots import Snapshots
from mandategraph.server.front.spool import Room, Spool
from mandategraph.server.front.telemetry import Telemetry
from mandategraph.server.front.writing import Writing
from mandategraph.server.routing import writes

Application = Callable[[Scope, Receive, Send], Awaitable[None]]
"""What answers a request, as ASGI has it."""

_TEXT = (b"content-type", b"text/plain; charset=utf-8")
_JSON = (b"content-type", b"application/json")
_METRICS = (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")
_ANYBODY = (b"access-control-allow-origin", b"*")
_AGAIN = (b"cache-control", b"no-cache")
_OURS = frozenset({b"etag", b"cache-control", b"date"})
"""What a kept answer says of itself here, whatever a worker says: a file has a tag and a date of its own."""
_NEVER = (b"cache-control", b"no-store")
# In memory: a client of HTTP/1.0 must have the length before the answer.
_OLD = 64 * 2**20
_KEEPABLE = frozenset({"GET", "HEAD", "POST"})


@dataclass(slots=True)
class Gateway:
    """Answers requests, as ASGI has it."""

    settings: Settings
    snapshots: Snapshots
    reading: Reading
    writing: Writing | None
    cache: Cache
    rates: Rates
    room: Room
    telemetry: Telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        begin = time.monotonic()
        asked = Asked.of(scope)
        delivery = Delivery(send, asked.method == "HEAD")
        await self._told(asked, delivery, begin, self._answer(asked, receive, delivery))

    def going_on(self, asked: Asked, begin: float, tag: Tag, work: Work | None) -> Application:
        """What answers a request without a body, whose answer nobody knows, and which a reader may have been given."""

        async def application(_: Scope, receive: Receive, send: Send) -> None:
            delivery = Delivery(send, head_only=False)
            await self._told(asked, delivery, begin, self._awaited(asked, b"", receive, delivery, tag, work))

        return application

    async def _told(
        self, asked: Asked, delivery: Delivery, begin: float, answering: Coroutine[object, object, None]
    ) -> None:
        try:
            await answering
        except RefusedError as refusal:
            if not delivery.started:
                with suppress(ConnectionResetError):
                    await delivery.whole(_refused(refusal))
        except ConnectionResetError:
            pass
        finally:
            self.telemetry.seen(asked, delivery, time.monotonic() - begin)

    async def _answer(self, asked: Asked, receive: Receive, delivery: Delivery) -> None:
        local = _LOCAL.get(asked.path)
        if local is not None:
            await delivery.whole(local(self))
            return
        self.rates.admit(asked.client, time.monotonic())
        bounds = self.settings.bounds
        may_write = self.writing is not None and self._is_writer(asked)
        sure = writes(asked.method, asked.path.decode("latin-1"), asked.header(b"content-type").decode("latin-1"), b"")
        if sure and not may_write:
            # The application says why not; what was to be written is not even read.
            await self._read(asked, b"", receive, delivery)
            return
        body = delivery.body = await body_of(
            asked, receive, bounds.upload if may_write else bounds.body, bounds.body_seconds
        )
        if self.writing is not None and may_write and _writes(asked, body):
            seconds = asked.seconds(body, bounds.write_seconds)
            await delivery.whole(await self.writing.answer(asked, body, seconds))
        else:
            await self._read(asked, body, receive, delivery)

    def _is_writer(self, asked: Asked) -> bool:
        scheme, _, shown = asked.header(b"authorization").partition(b" ")
        token = self.settings.token
        return token is not None and scheme.lower() == b"bearer" and hmac.compare_digest(shown.strip(), token.encode())

    async def _read(self, asked: Asked, body: bytes, receive: Receive, delivery: Delivery) -> None:
        tag = Tag(asked.digest(body), self.snapshots.version)
        known = self.known(asked, tag)
        if known is not None:
            delivery.cached = known.status != 304
            await delivery.whole(known)
            return
        self.telemetry.looked_up(found=False)
        await self._awaited(asked, body, receive, delivery, tag, None)

    def known(self, asked: Asked, tag: Tag) -> Answer | None:
        """The answer that the client has already, or that is kept; None where a reader has to be asked."""
        if tag.header in asked.header(b"if-none-match"):
            return Answer(304, ((b"etag", tag.header), _AGAIN, _ANYBODY), b"")
        kept = self.cache.get(tag.key)
        if kept is not None:
            self.telemetry.looked_up(found=True)
        return kept

    def named(self, answer: Answer, tag: Tag) -> Answer | None:
        """An answer with its tag, None where it may not be kept, as the worker says or as it is none of a query."""
        if answer.status != 200 or _NEVER in answer.headers:
            return None
        headers = (*(each for each in answer.headers if each[0] not in _OURS), (b"etag", tag.header), _AGAIN)
        return replace(answer, headers=headers)

    def keep(self, tag: Tag, answer: Answer, work: Work) -> None:
        """Keep an answer, if it is one to the data as they are now."""
        if work.reader.keeper.version == self.snapshots.version:
            self.cache.put(tag.key, answer)

    async def _awaited(
        self, asked: Asked, body: bytes, receive: Receive, delivery: Delivery, tag: Tag, begun: Work | None
    ) -> None:
        async with WhileThere(receive):
            await self._relay(asked, body, delivery, tag, begun)

    async def _relay(self, asked: Asked, body: bytes, delivery: Delivery, tag: Tag, begun: Work | None) -> None:
        bounds = self.settings.bounds
        async with self.reading.work(asked, body, asked.seconds(body, bounds.seconds), begun) as work:
            link = work.reader.link
            if not asked.keeps_open:
                # A client of HTTP/1.0 cannot tell an answer that was cut from a whole one.
                answer, work.note = await collect(link, min(bounds.result, _OLD))
                await delivery.whole(answer)
                return
            heading = Answer(*await head(link), b"")
            keepable = asked.method in _KEEPABLE and not asked.is_fleeting(body)
            named = self.named(heading, tag) if keepable else None
            heading = heading if named is None else named
            spool = Spool(bounds.backlog, self.room)
            kept = 0 if named is None else self.cache.longest
            relayed = await Relay(link, delivery, bounds.result, kept, spool).run(heading.status, heading.headers)
            work.note = relayed.note
        if relayed.sending is not None:
            await _sent(relayed.sending)
        if named is not None and relayed.answer is not None:
            self.keep(tag, relayed.answer, work)


async def _sent(sending: "asyncio.Task[None]") -> None:
    """Wait until the client has its answer, or goes away."""
    try:
        await asyncio.shield(sending)
    except asyncio.CancelledError:
        await drop(sending)
        raise


def _writes(asked: Asked, body: bytes) -> bool:
    return writes(asked.method, asked.path.decode("latin-1"), asked.header(b"content-type").decode("latin-1"), body)


def _refused(refusal: RefusedError) -> Answer:
    headers = tuple((name.lower().encode(), value.encode()) for name, value in refusal.headers.items())
    return Answer(refusal.status, (_TEXT, _ANYBODY, _NEVER, *headers), f"{refusal.reason}\n".encode())


def _live(_: Gateway) -> Answer:
    return _told(200, {"live": True})


def _ready(gateway: Gateway) -> Answer:
    ready = gateway.snapshots.ready
    if not ready:
        return _told(503, {"live": True, "ready": False, "version": None})
    read = gateway.snapshots.current
    place = "disk" if read.commander.on_disk else "memory"
    return _told(200, {"live": True, "ready": True, "version": read.version, "data": place})


def _metrics(gateway: Gateway) -> Answer:
    return Answer(200, (_METRICS, _NEVER), gateway.telemetry.shown())


def _told(status: int, value: object) -> Answer:
    return Answer(status, (_JSON, _ANYBODY, _NEVER), json.dumps(value).encode() + b"\n")


_LOCAL: Mapping[bytes, Callable[[Gateway], Answer]] = MappingProxyType(
    {b"/health": _ready, b"/health/live": _live, b"/health/ready": _ready, b"/metrics": _metrics}
)
