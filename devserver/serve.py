"""`pybundle serve`: a server, perhaps with a back end beside it, until somebody ends it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING

from aiohttp import web

from pybundle.devserver.backend import Backend
from pybundle.devserver.certificate import CertificateError, tls_context
from pybundle.devserver.network import PortError, listening_sockets, network_addresses
from pybundle.devserver.server import DevServer

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence

    from pybundle.bundler.compiler import Compiler
    from pybundle.bundler.server_config import DevServerConfig
    from pybundle.devserver.console import Console
    from pybundle.devserver.settings import Listening

__all__ = ["serve"]

INTERRUPTED, TERMINATED = 130, 143


def serve(
    compiler: Compiler,
    over: DevServerConfig,
    console: Console,
    *,
    environ: Mapping[str, str],
    backend: Sequence[str] = (),
) -> int:
    """Serve until a signal comes or the back end ends; return the exit code."""
    return asyncio.run(_serve(compiler, over, console, environ, backend))


async def _serve(
    compiler: Compiler,
    over: DevServerConfig,
    console: Console,
    environ: Mapping[str, str],
    command: Sequence[str],
) -> int:
    loop = asyncio.get_running_loop()
    end: asyncio.Future[int] = loop.create_future()
    moved = asyncio.Event()

    def finish(code: int) -> None:
        if not end.done():
            end.set_result(code)

    _on_signals(loop, finish)
    server = DevServer(
        compiler,
        over,
        reporter=console,
        environ=environ,
        has_backend=bool(command),
        on_listening=moved.set,
    )
    runner = web.AppRunner(
        server.application(),
        access_log=None,
        handle_signals=False,
        # Nobody who ends the server waits for a download.
        shutdown_timeout=0.2,
        keepalive_timeout=75,
    )
    await runner.setup()
    place = _Place(runner, server, console)
    process: Backend | None = None
    try:
        try:
            await place.listen(server.settings.listening)
        except (PortError, CertificateError) as error:
            console.problem(str(error))
            return 1
        await server.start()
        place.tell()
        if server.settings.open is not None:
            await asyncio.to_thread(_open_browser, place.local[0] + server.settings.open[1:])
        watchers = [
            asyncio.create_task(_move(moved, place, server, console)),
            asyncio.create_task(_give_up(server, finish)),
        ]
        if command:
            process = Backend(
                command,
                folder=os.getcwd(),
                environ={**environ, "PYBUNDLE_DEV_SERVER": place.local[0]},
                line=lambda line, error: console.backend_line(name, line, error=error),
            )
            name = process.name
            try:
                await process.start()
            except OSError as error:
                console.problem(f"{command[0]} cannot be started: {error.strerror or error}")
                return 1
            watchers.append(asyncio.create_task(_wait(process, finish, console)))
        try:
            return await end
        finally:
            for watcher in watchers:
                watcher.cancel()
            await asyncio.gather(*watchers, return_exceptions=True)
    finally:
        ending = [server.close(), *([process.close()] if process else [])]
        await asyncio.gather(*ending)
        await runner.cleanup()


class _Place:
    """Where the server listens now."""

    def __init__(self, runner: web.AppRunner, server: DevServer, console: Console) -> None:
        self._runner = runner
        self._server = server
        self._console = console
        self._sites: list[web.SockSite] = []
        self.local: list[str] = []
        self._network: list[str] = []
        self._exposed = False

    async def listen(self, stated: Listening) -> None:
        """Listen, and then no longer where it was before."""
        host = stated.host
        exposed = host in ("0.0.0.0", "::", "")
        version = 6 if host == "::" else 4
        addresses = await asyncio.to_thread(network_addresses, version) if exposed else []
        context = await asyncio.to_thread(_context, stated, [host, *addresses])
        before, self._sites = self._sites, []
        try:
            sockets = await asyncio.to_thread(
                listening_sockets, host, stated.port, strict=stated.strict_port
            )
        except PortError:
            self._sites = before
            raise
        port = sockets[0].getsockname()[1]
        for one in sockets:
            site = web.SockSite(self._runner, one, ssl_context=context, backlog=1024)
            await site.start()
            self._sites.append(site)
        for old in before:
            await old.stop()
        scheme = "http" if context is None else "https"
        bound = [one.getsockname()[0] for one in sockets]
        self._server.listen_on([host, *bound, *addresses])
        self._exposed = exposed or not all(_is_local(one) for one in bound)
        local = "localhost" if exposed or host in ("127.0.0.1", "::1") else host
        self.local = [f"{scheme}://{_in_url(local)}:{port}/"]
        self._network = [f"{scheme}://{_in_url(one)}:{port}/" for one in addresses]

    def tell(self) -> None:
        """Say where it is."""
        self._console.ready(self.local, self._network, exposed=self._exposed)


def _on_signals(loop: asyncio.AbstractEventLoop, finish: Callable[[int], None]) -> None:
    for number, code in ((signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)):
        try:
            loop.add_signal_handler(number, finish, code)
        except NotImplementedError:
            # On Windows, Ctrl-C cancels the main task, which asyncio.run turns into an interrupt.
            continue


async def _move(moved: asyncio.Event, place: _Place, server: DevServer, console: Console) -> None:
    """Listen elsewhere whenever the configuration says so."""
    while True:
        await moved.wait()
        moved.clear()
        try:
            await place.listen(server.settings.listening)
            place.tell()
        except (PortError, CertificateError) as error:
            console.note(f"{error}; still listening where it was")


async def _give_up(server: DevServer, finish: Callable[[int], None]) -> None:
    await server.failed()
    finish(1)


async def _wait(process: Backend, finish: Callable[[int], None], console: Console) -> None:
    code = await process.wait()
    console.note(f"{process.name} ended with {'signal' if code < 0 else 'code'} {abs(code)}")
    finish(0 if code == 0 else 1)


def _context(stated: Listening, hosts: list[str]) -> ssl.SSLContext | None:
    if not stated.https:
        return None
    names = [one for one in hosts if one not in ("0.0.0.0", "::", "")]
    return tls_context(stated.cert, stated.key, names)


def _is_local(address: str) -> bool:
    return address.startswith("127.") or address == "::1"


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _open_browser(url: str) -> None:
    import webbrowser

    with contextlib.suppress(webbrowser.Error, OSError):
        webbrowser.open(url)
