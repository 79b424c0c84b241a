"""`weft play`: the server in one command. It says its address once it listens, and ends with Ctrl-C or SIGTERM."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from ipaddress import ip_address
from typing import Any

from pydantic import ValidationError
from uvicorn import Config, Server

from weft_server.app import make_app
from weft_server.logs import set_up_logs
from weft_server.protocol import protocol_class
from weft_server.settings import PREFIX, Settings
from weft_server.workers import Pool
from weftc.diagnostics import did_you_mean

#: that requests may still take when the server is being stopped
STOP_SECONDS = 3
BACKLOG = 2048


class PlayError(Exception):
    """Why the server can't start, in one line, and what would help."""

    def __init__(self, message: str, *helps: str) -> None:
        super().__init__(message)
        self.message, self.helps = message, helps


def play(host: str | None, port: int | None, open_page: bool) -> None:
    """Serves until it is told to stop; raises PlayError. `host` and `port` None: as set in the environment."""
    _check_names()
    given: dict[str, Any] = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    try:
        settings = Settings(**given)
    except ValidationError as invalid:
        raise PlayError(_setting_error(invalid), "server/README.md lists the settings") from None
    set_up_logs(settings)
    listener = _listen(settings)
    pool = Pool(settings)
    config = Config(
        make_app(settings, pool),
        http=protocol_class(settings),
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    try:
        _Announcing(config, pool, open_page).run([listener])
    except KeyboardInterrupt:
        pass  # uvicorn has stopped by then, and tells its caller why
    except SystemExit:
        raise PlayError("the server can't start: its log says why") from None
    finally:
        pool.kill()
        listener.close()


class _Announcing(Server):
    """Prints the address when it listens, and ends all compiling before it waits for requests to end."""

    def __init__(self, config: Config, pool: Pool, open_page: bool) -> None:
        super().__init__(config)
        self.pool, self.open_page = pool, open_page

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        assert sockets is not None
        url, note = _address(sockets[0])
        print(f"Weft's playground: {url}\n{note}", end="", flush=True)
        if self.open_page:
            webbrowser.open(url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.pool.kill()
        await super().shutdown(sockets)


def _check_names() -> None:
    """A misspelt setting would pass unseen."""
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in Settings.model_fields:
            known = [PREFIX + field.upper() for field in Settings.model_fields]
            helps = did_you_mean(name, known) or ("server/README.md lists the settings",)
            raise PlayError(f"there is no setting {name}", *helps)


def _setting_error(invalid: ValidationError) -> str:
    error = invalid.errors()[0]
    name = "_".join(str(part) for part in error["loc"]).upper()
    return f"{PREFIX}{name}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _listen(settings: Settings) -> socket.socket:
    """A listening socket; connections wait until the server is ready for them."""
    place = f"{settings.host} port {settings.port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        if sys.platform != "win32":  # there it would share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
        return listener
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_line = "`weft play --port 0` takes a port that is free"
        raise PlayError(f"cannot listen at {place}: {reason}", help_line) from None


def _address(listener: socket.socket) -> tuple[str, str]:
    """The page's address, and what there is to say about it."""
    host, port = listener.getsockname()[:2]
    address = ip_address(host.partition("%")[0])
    if address.is_loopback or address.is_unspecified:
        shown = "localhost" if address.is_unspecified else f"[{host}]" if address.version == 6 else host
        return f"http://{shown}:{port}/", ""
    shown = f"[{host}]" if address.version == 6 else host
    note = "note: browsers give threads only to pages from localhost or by https\n"
    return f"http://{shown}:{port}/", note



