"""Getting bytes over HTTP: cached as the server allows, never longer or larger than is bearable."""

import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import requests
from cachecontrol import CacheControl
from cachecontrol.caches import FileCache

from mandategraph.server.errors import FetchError

_CONNECT, _READ = 10.0, 30.0
_CHUNK = 64 * 1024
_REDIRECTS = 5
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Client:
    """A session that gets what it is asked for, within `seconds` each."""

    session: requests.Session
    seconds: float = 120.0

    def get(self, url: str, limit: int) -> bytes:
        """What is at `url`: at most `limit` bytes. Raises `FetchError` if it cannot be had."""
        try:
            with self.session.get(url, timeout=(_CONNECT, _READ), stream=True) as response:
                if not response.ok:
                    raise FetchError(url, f"the server answers {response.status_code} {response.reason}")
                return self._read(response, url, limit)
        except requests.RequestException as error:
            raise FetchError(url, _reason(error)) from error

    def _read(self, response: requests.Response, url: str, limit: int) -> bytes:
        until = time.monotonic() + self.seconds
        data = bytearray()
        for chunk in response.iter_content(_CHUNK):
            data += chunk
            if len(data) > limit:
                raise FetchError(url, f"is larger than {limit / _MIB:g} MiB")
            if time.monotonic() > until:
                raise FetchError(url, f"took longer than {self.seconds:g} seconds")
        return bytes(data)


def client(cache: Path) -> Client:
    """A client that keeps what servers let it keep in the folder `cache`."""
    session = requests.Session()
    session.max_redirects = _REDIRECTS
    session.headers.update({"User-Agent": f"mandategraph/{version('mandategraph')}", "Accept-Encoding": "gzip"})
    return Client(CacheControl(session, cache=FileCache(cache)))


def _reason(error: requests.RequestException) -> str:
    kinds = {
        requests.exceptions.ConnectTimeout: "the server cannot be reached in time",
        requests.exceptions.ReadTimeout: "the server does not answer in time",
        requests.exceptions.TooManyRedirects: "it leads from one place to the next",
        requests.exceptions.SSLError: "the server does not prove who it is",
        requests.exceptions.ConnectionError: "the server cannot be reached",
    }
    return next((said for kind, said in kinds.items() if isinstance(error, kind)), " ".join(str(error).split()))
