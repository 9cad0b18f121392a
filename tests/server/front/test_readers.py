"""The readers of one version, where their keeper is slow."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from mandategraph.server.front.readers import Commander, Readers


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 5))


async def silent(path: Path) -> asyncio.Server:
    """A keeper that is ready and forks nobody."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionResetError):
            writer.write(b'{"ready": 0, "on_disk": false, "need": 0}\n')
            await reader.read()
        writer.close()

    return await asyncio.start_unix_server(answer, path)


def test_who_goes_while_a_reader_is_forked_for_it_does_not_keep_a_version_from_its_end(tmp_path: Path) -> None:
    async def work() -> None:
        async with await silent(tmp_path / "keeper"):
            path = tmp_path / "keeper"
            _, commander = await asyncio.get_running_loop().create_unix_connection(Commander, str(path))
            await commander.ready
            readers = Readers(path, "1", commander, 1)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await readers.take(fresh=False)
            readers.retire()
            await readers.commander.gone

    run(work())
