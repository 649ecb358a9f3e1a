"""How fast whole pages are, against the hello-world view of the same server: gunicorn with two workers on loopback.

Usage: DATABASE_URL=… python -m bench.pages [--requests N]
The load comes from two processes over plain sockets, at most N requests for each kind of page.
"""

import argparse
import os
import random
import socket
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
django.setup()

from django.conf import settings  # noqa: E402

from bench.table import GOAL_HEAD, goal, show  # noqa: E402
from groups.management import synthetic  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
_CLIENTS = 2
_HELLO = "hello world (/livez)"
_BY_POINT = "results, new each time, by coordinates"
_BY_NAME = "results, new each time, by name"
_TOWNS = "Leeds London Paris Berlin Chicago Toronto Sydney Mumbai Madrid Boston Denver Dublin Oslo Rome Lima".split()


def main() -> None:
    """Print requests per second of each kind of page, and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1500)
    count = parser.parse_args().requests
    addresses = _addresses(count)
    with serving() as port:
        rates = {name: _rate(port, wanted) for name, wanted in addresses.items()}
        # The tag holds for its minute: asked for just before it is used.
        page = addresses[_BY_NAME][0]
        etag = _header(_get(port, page), "ETag")
        rates["results, not modified (304)"] = _rate(port, [(page, etag)] * count)
    _show(rates)


def _addresses(count: int) -> dict[str, list[str]]:
    """`count` addresses of each kind of page, no two results pages of a kind the same."""
    chance = random.Random(3)
    towns = synthetic.towns(settings.GAZETTEER_PATH)
    chosen = chance.choices(towns, weights=[town.population for town in towns], k=count)
    return {
        _HELLO: ["/livez"] * count,
        _BY_POINT: [
            f"/groups/?lat={town.latitude + chance.gauss(0, 0.1):.2f}&lon={town.longitude:.2f}" for town in chosen
        ],
        _BY_NAME: [f"/groups/?near={quote(chance.choice(_TOWNS))}&within={n % 90 + 10}" for n in range(count)],
        "results, new each time, mid-ocean": [
            f"/groups/?lat={chance.uniform(-60, 60):.2f}&lon=-140.{number:04d}" for number in range(count)
        ],
        "home": ["/"] * count,
    }


def _show(rates: dict[str, float]) -> None:
    hello = rates[_HELLO]
    show("Requests per second", ("page", "per second", "÷ hello"), [(n, r, r / hello) for n, r in rates.items()])
    full = min(rates[_BY_POINT], rates[_BY_NAME])
    not_modified = rates["results, not modified (304)"]
    rows = [
        goal("full page ÷ hello", full / hello, 0.17, at_least=True),
        goal("304 ÷ hello", not_modified / hello, 0.7, at_least=True),
    ]
    show("Goals", GOAL_HEAD, rows)


@contextmanager
def serving():
    """A gunicorn of two workers on a free port of 127.0.0.1, ended with the block; gives the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "directory.wsgi", "--workers", "2", "--access-logfile", "/dev/null"]
    environment = os.environ | {"PORT": str(port)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            _get(port, "/livez")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start within 20 seconds.")


def _rate(port: int, wanted: list) -> float:
    """Requests per second with two clients at once, after each has warmed up."""
    parts = [wanted[number::_CLIENTS] for number in range(_CLIENTS)]
    with ProcessPoolExecutor(_CLIENTS) as pool:
        list(pool.map(partial(_run, port), [part[:40] for part in parts]))
        start = time.perf_counter()
        list(pool.map(partial(_run, port), parts))
        return len(wanted) / (time.perf_counter() - start)


def _run(port: int, wanted: list) -> None:
    for one in wanted:
        path, etag = one if isinstance(one, tuple) else (one, "")
        status = _get(port, path, etag)[9:12]
        if status not in (b"200", b"304", b"404"):
            raise SystemExit(f"An answer of {status.decode()} cannot be measured.")


def _get(port: int, path: str, etag: str = "") -> bytes:
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{condition}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request.encode())
        parts = []
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


def _header(answer: bytes, name: str) -> str:
    head = answer.split(b"\r\n\r\n")[0].decode("latin-1")
    return next((line.split(": ", 1)[1] for line in head.split("\r\n") if line.lower().startswith(name.lower())), "")


if __name__ == "__main__":
    main()
