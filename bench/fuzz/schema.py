"""Requests that are made of the server's own description, by Schemathesis."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from running import Running

from fuzz.shot import TOKEN

_PROGRAM = Path(sys.executable).with_name("schemathesis")


def described(server: Running, examples: int, seed: int) -> Iterator[str]:
    """What Schemathesis finds wrong with a server, when it sends so many requests at most to each operation."""
    description = f"http://{server.host}:{server.port}/openapi.json"
    command = [str(_PROGRAM), "run", description, "--checks", "not_a_server_error",
               "--max-examples", str(examples), "--seed", str(seed), "--header", f"Authorization: Bearer {TOKEN}",
               "--generation-database", "none", "--no-color"]  # fmt: skip
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # noqa: S603
    print(done.stdout)
    if done.returncode:
        yield f"Schemathesis: {done.stdout[-4_000:]}"
