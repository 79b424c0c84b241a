"""`weft play`: the server in one command. It says its address once it listens, and ends with Ctrl-C or SIGTERM."""

from __future__ import annotations

import asyncio
import math
import signal
import socket
import sys
import webbrowser
from ipaddress import ip_address
from types import FrameType
from typing import Any

from uvicorn import Config, Server

from weft_server.app import make_app
from weft_server.connections import BATCH, Connections, Gate
from weft_server.environment import SettingsError, read_settings
from weft_server.logs import log, set_up_logs
from weft_server.parts import Parts, make_parts
from weft_server.protocol import protocol_class, too_many_connections
from weft_server.settings import Settings

#: that a program which is being compiled may still take at SIGTERM; with Ctrl-C somebody waits
DRAIN_SECONDS = 5
#: that clients may take to fetch their answers after that
STOP_SECONDS = 3
BACKLOG = 2048


class PlayError(Exception):
    """Why the server can't start, in one line, and what would help."""

    def __init__(self, message: str, *helps: str) -> None:
        super().__init__(message)
        self.message, self.helps = message, helps


def play(host: str | None, port: int | None, open_page: bool) -> None:
    """Serves until it is told to stop; raises PlayError. `host` and `port` None: as set in the environment."""
    given: dict[str, Any] = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    try:
        settings = read_settings(**given)
    except SettingsError as error:
        raise PlayError(error.message, *error.helps) from None
    parts = make_parts(settings)
    set_up_logs(settings, parts.metrics)
    if "*" in settings.trusted_proxies:
        log.warning("TRUSTED_PROXIES is *: whoever reaches the server without a proxy chooses its address")
    listener = _listen(settings, parts.connections)
    config = Config(
        make_app(parts),
        http=protocol_class(settings, parts.connections),
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        backlog=BATCH,
        timeout_keep_alive=math.ceil(settings.idle_seconds),
    )
    try:
        _Server(config, parts, open_page).run([listener])
    except KeyboardInterrupt:
        pass  # uvicorn has stopped by then, and tells its caller why
    except SystemExit:
        raise PlayError("the server can't start: its log says why") from None
    finally:
        parts.pool.kill()
        listener.close()


class _Server(Server):
    """Prints the address when it listens, and ends compiling when it is to end."""

    def __init__(self, config: Config, parts: Parts, open_page: bool) -> None:
        super().__init__(config)
        self.parts, self.open_page = parts, open_page
        self.drain_seconds = DRAIN_SECONDS

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        assert sockets is not None
        sockets[0].listen(BACKLOG)  # the event loop takes as many at once as the length that it was told
        url, note = _address(sockets[0], self.parts.settings.root_path)
        print(f"Weft's playground: {url}\n{note}", end="", flush=True)
        if self.open_page:
            webbrowser.open(url)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if sig == signal.SIGINT:
            self.drain_seconds = 0
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.config.timeout_graceful_shutdown = self.drain_seconds + (STOP_SECONDS if self.drain_seconds else 1)
        draining = asyncio.create_task(self.parts.pool.drain(self.drain_seconds))
        await super().shutdown(sockets)
        await draining
        for connection in list(self.server_state.connections):
            connection.transport.abort()  # what waits for a client that doesn't read can't be cancelled otherwise
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=STOP_SECONDS)


def _listen(settings: Settings, connections: Connections) -> Gate:
    """A listening socket; connections wait until the server is ready for them."""
    place = f"{settings.host} port {settings.port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = Gate(family, kind, protocol)
        listener.book, listener.refusal = connections, too_many_connections
        if sys.platform != "win32":  # there it would share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
        return listener
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_line = "`weft play --port 0` takes a port that is free"
        raise PlayError(f"cannot listen at {place}: {reason}", help_line) from None


def _address(listener: socket.socket, root_path: str) -> tuple[str, str]:
    """The page's address, and what there is to say about it."""
    host, port = listener.getsockname()[:2]
    address = ip_address(host.partition("%")[0])
    if address.is_loopback or address.is_unspecified:
        shown = "localhost" if address.is_unspecified else f"[{host}]" if address.version == 6 else host
        return f"http://{shown}:{port}{root_path}/", ""
    shown = f"[{host}]" if address.version == 6 else host
    note = "note: browsers give threads only to pages from localhost or by https\n"
    return f"http://{shown}:{port}{root_path}/", note
