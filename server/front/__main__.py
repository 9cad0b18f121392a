"""`python -m mandategraph.server.front FD FOLDER SETTINGS`: the first process of a server, clean of what started it."""

import shutil
import socket
import sys
from pathlib import Path

from mandategraph.server.front.settings import from_json
from mandategraph.server.front.supervisor import Supervisor


def main() -> int:
    """Serve at a listening socket that was handed down, until told to stop; what comes back is the exit status."""
    number, folder, settings = sys.argv[1:]
    place = Path(folder)
    try:
        return Supervisor(from_json(settings), socket.socket(fileno=int(number)), place).run()
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
