"""The first process: it starts the others, starts them again where they end, and ends them all."""

import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, NoReturn

from pyoxigraph import Store

from mandategraph.server.front.data import application, journal, of_file, of_writer
from mandategraph.server.front.deaths import Death, has_children, last_words, reaped, words
from mandategraph.server.front.front import answer_requests
from mandategraph.server.front.keeper import keep, tell
from mandategraph.server.front.processes import (
    FAILED,
    NOT_LOADED,
    Ending,
    Lifeline,
    adopt,
    deafen,
    freeze,
    listener,
    settle,
    signals,
)
from mandategraph.server.front.settings import Settings
from mandategraph.server.front.worker import with_stack
from mandategraph.server.front.writer import Writer
from mandategraph.server.store import Copy

_FRONT, _WRITER, _KEEPER, _READING = "front", "writer", "keeper", "reading"
_STARTS = 20
_WITHIN = 60.0
_PATIENCE = 5.0
_PAUSE = 1.0


@dataclass(slots=True)
class Supervisor:
    """What the first process knows: its children by pid, and the wire to the front.

    It has no threads and no store, so that what it forks begins with a clean memory. The front asks it for a keeper
    of the data as they are now, and for an end of the writer; it tells the front how a writer ended, and to reload.
    """

    settings: Settings
    listening: socket.socket
    folder: Path
    lifeline: Lifeline = field(default_factory=Lifeline.new)
    roles: dict[int, str] = field(default_factory=dict)
    front: socket.socket | None = None
    writing: socket.socket | None = None
    errors: IO[bytes] | None = None
    keepers: int = 0
    starts: dict[str, list[float]] = field(default_factory=dict)
    stop_at: float | None = None

    def run(self) -> int:
        """Serve until told to stop; what comes back is the exit status."""
        adopt()
        shutil.rmtree(self._versions(), ignore_errors=True)
        hearing = signals(signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        if self.settings.store is not None:
            self.writing = listener(self.folder / _WRITER)
            self._start_writer()
        self._start_front()
        while self._pid(_FRONT) is not None:
            self._wait(hearing)
        status = self._end()
        deafen()
        return status

    def _wait(self, hearing: socket.socket) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(hearing, selectors.EVENT_READ, lambda: self._hear(hearing))
            if self.front is not None:
                selector.register(self.front, selectors.EVENT_READ, self._obey)
            left = None if self.stop_at is None else max(self.stop_at - time.monotonic(), 0)
            heard = selector.select(left)
            for key, _ in heard:
                key.data()
            if not heard:
                self._kill(_FRONT)

    def _hear(self, hearing: socket.socket) -> None:
        numbers = hearing.recv(4096)
        if signal.SIGHUP in numbers:
            self._reload()
        if signal.SIGINT in numbers or signal.SIGTERM in numbers:
            self.stop_at = time.monotonic() + self.settings.bounds.grace + _PATIENCE
            self._kill(_FRONT, signal.SIGTERM)
        for pid, status in reaped():
            # A keeper that another made comes to be a child of this process when that one ends.
            _BURIALS[self.roles.pop(pid, _KEEPER)](self, Death(pid, status))

    def _obey(self) -> None:
        front = self.front
        heard = b"" if front is None else front.recv(4096)
        if not heard:
            self.front = None
        for command in heard.decode().split():
            _COMMANDS[command](self)

    # What is started.

    def _fork(self, role: str, work: Callable[[], None]) -> None:
        pid = os.fork()
        if pid == 0:
            with Ending():
                settle()
                self.lifeline.hold()
                work()
        self.roles[pid] = role

    def _start_front(self) -> None:
        ours, theirs = socket.socketpair()

        def work() -> None:
            ours.close()
            answer_requests(self.settings, self.listening, theirs, self.folder, self.lifeline)

        self._fork(_FRONT, work)
        theirs.close()
        self.front = ours

    def _start_writer(self, pause: float = 0.0) -> None:
        self.errors = last_words()
        self._fork(_WRITER, lambda: self._write(pause))

    def _write(self, pause: float) -> None:
        time.sleep(pause)
        if self.errors is not None:
            os.dup2(self.errors.fileno(), 2)
        if not with_stack(self._write_with_stack):
            os._exit(FAILED)

    def _write_with_stack(self) -> None:
        if self.writing is not None and self.settings.store is not None:
            store = Store(self.settings.store)
            noted = journal(store, self.settings)
            Writer(self.writing, self.lifeline, store, application(Copy(store), self.settings, noted), noted).run()

    def start_keeper(self) -> None:
        """Start a keeper of the data as they are now, and tell the front where it listens."""
        self.keepers += 1
        path = self.folder / f"{_KEEPER}-{self.keepers}"
        listening = listener(path)
        graph, store = self.settings.graph, self.folder / _WRITER
        versions = self._versions()
        load = (
            of_writer(self.settings, store, versions)
            if graph is None
            else of_file(self.settings, Path(graph), versions)
        )
        self._fork(_KEEPER, lambda: keep(listening, self.lifeline, load, self.settings.bounds.memory))
        listening.close()
        self._tell({"keeper": str(path)})

    def _versions(self) -> Path:
        """The folder of what is read from disk: beside the store, so that what never changes need not be copied."""
        store = self.settings.store
        return self.folder / "versions" if store is None else Path(store).with_name(f".{Path(store).name}.read")

    def end_writer(self) -> None:
        """End the writer in the midst of what it does."""
        self._kill(_WRITER)

    def _reload(self) -> None:
        if self.settings.reread:
            self.roles[subprocess.Popen(self.settings.reread).pid] = _READING  # noqa: S603
        else:
            self._tell({"reload": True})

    # What ended.

    def bury_front(self, death: Death) -> None:
        """Start another front, unless the server is to stop or fronts end again and again."""
        unloaded = os.waitstatus_to_exitcode(death.status) == NOT_LOADED
        if self.stop_at is None and not unloaded and self._may_start(_FRONT):
            _say(f"the front ended ({death.cause}) and is started again")
            self._start_front()

    def bury_writer(self, death: Death) -> None:
        """Start another writer, after a pause if they end again and again, and tell the front how this one ended."""
        said = "" if self.errors is None else words(self.errors)
        self._tell({"writer": asdict(Death(death.pid, death.status, said))})
        if self.stop_at is None:
            self._start_writer(0.0 if self._may_start(_WRITER) else _PAUSE)

    def bury_keeper(self, _: Death) -> None:
        """Nothing: the front knows by the wire between them."""

    def bury_reading(self, death: Death) -> None:
        """Load what was read anew, if it was."""
        if death.in_peace:
            self._tell({"reload": True})
        else:
            _say("the data could not be read anew; what was before is served on")

    def _may_start(self, role: str) -> bool:
        """Whether such a process may start at once, and has not again and again."""
        now = time.monotonic()
        self.starts[role] = [*(each for each in self.starts.get(role, ()) if now - each < _WITHIN), now]
        return len(self.starts[role]) <= _STARTS

    def _end(self) -> int:
        os.close(self.lifeline.ours)
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and has_children():
            for pid, _ in reaped():
                self.roles.pop(pid, None)
            time.sleep(0.01)
        for pid in self.roles:
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self._versions(), ignore_errors=True)
        return FAILED if self.stop_at is None else 0

    def _pid(self, role: str) -> int | None:
        return next((pid for pid, each in self.roles.items() if each == role), None)

    def _kill(self, role: str, number: signal.Signals = signal.SIGKILL) -> None:
        pid = self._pid(role)
        if pid is not None:
            os.kill(pid, number)

    def _tell(self, value: object) -> None:
        if self.front is not None:
            tell(self.front, value)


_COMMANDS: dict[str, Callable[[Supervisor], None]] = {
    "keeper": Supervisor.start_keeper,
    "end-writer": Supervisor.end_writer,
}
_BURIALS: dict[str, Callable[[Supervisor, Death], None]] = {
    _FRONT: Supervisor.bury_front,
    _WRITER: Supervisor.bury_writer,
    _KEEPER: Supervisor.bury_keeper,
    _READING: Supervisor.bury_reading,
}


def _say(text: str) -> None:
    print(f"mandategraph: {text}", file=sys.stderr, flush=True)


def supervise(settings: Settings, listening: socket.socket, folder: Path) -> NoReturn:
    """Serve as the first process, until told to stop; the folder is for the sockets of the processes."""
    freeze()
    sys.exit(Supervisor(settings, listening, folder).run())
