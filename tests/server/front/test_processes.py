"""What every process of the server does when it starts and ends."""

import subprocess
import sys

ENDING = """
import os, signal
from mandategraph.server.front.processes import deafen, signals
hearing = signals(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
assert hearing.recv(10) == bytes([signal.SIGUSR1])
deafen()
hearing.close()
os.kill(os.getpid(), signal.SIGUSR1)
"""


def test_a_signal_that_comes_at_the_end_is_not_complained_of() -> None:
    done = subprocess.run([sys.executable, "-c", ENDING], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
