"""The answers that were given, kept as long as the data do not change."""

from collections import OrderedDict
from dataclasses import dataclass, field

Header = tuple[bytes, bytes]

_OVERHEAD = 512
_SHARE = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    status: int
    headers: tuple[Header, ...]
    body: bytes

    def header(self, name: bytes) -> bytes:
        """The first header of a name, or nothing."""
        return next((value for each, value in self.headers if each == name), b"")

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        return len(self.body) + _OVERHEAD


@dataclass(frozen=True, slots=True)
class Tag:
    """The name of an answer: of the request and the version of the data that it is an answer to."""

    key: bytes
    version: str

    @property
    def header(self) -> bytes:
        """As HTTP has it."""
        return b'"%b-%b"' % (self.version.encode(), self.key.hex().encode())


@dataclass(slots=True)
class Cache:
    """Answers by the digest of their requests: so many bytes of them, those that were asked for last."""

    limit: int
    size: int = 0
    answers: OrderedDict[bytes, Answer] = field(default_factory=OrderedDict)

    @property
    def longest(self) -> int:
        """The longest body that is kept, in bytes, so that one answer does not drive out all others."""
        return self.limit // _SHARE

    def get(self, key: bytes) -> Answer | None:
        """The answer to a request, if it is kept."""
        found = self.answers.get(key)
        if found is not None:
            self.answers.move_to_end(key)
        return found

    def put(self, key: bytes, answer: Answer) -> None:
        """Keep an answer, and let go of those that nobody has asked for for longest."""
        if answer.size > self.longest:
            return
        self.drop(key)
        self.answers[key] = answer
        self.size += answer.size
        while self.size > self.limit:
            self.drop(next(iter(self.answers)))

    def drop(self, key: bytes) -> None:
        """Let go of one answer."""
        found = self.answers.pop(key, None)
        if found is not None:
            self.size -= found.size

    def clear(self) -> None:
        """Let go of all."""
        self.answers.clear()
        self.size = 0
