"""The server as an aiohttp handler: what a request gets, in one order, from one place.

Who may ask is decided by `guard`, which files may be read by `access`; nothing here opens a file
that `access` did not give.
"""

from __future__ import annotations

import asyncio
import functools
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import aiohttp
import msgspec
from aiohttp import web

from pybundle import __version__
from pybundle.bundler.diagnostics import ConfigError, Diagnostic, draw
from pybundle.devserver import pages, protocol
from pybundle.devserver.access import Access, split_path
from pybundle.devserver.builds import Builds
from pybundle.devserver.content import content_type
from pybundle.devserver.editor import editor_command, open_editor
from pybundle.devserver.entries import Entries
from pybundle.devserver.guard import Guard, RefusedError, split_target
from pybundle.devserver.hub import Hub
from pybundle.devserver.page_answers import ORIGIN, PageAnswers, wants_page
from pybundle.devserver.page_files import PageFiles
from pybundle.devserver.proxy import ProxyClient, is_websocket, passable_path
from pybundle.devserver.settings import ServerSettings, server_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from pybundle.bundler.compiler import Compiler
    from pybundle.bundler.result import BuildResult
    from pybundle.bundler.server_config import DevServerConfig
    from pybundle.devserver.snapshot import Snapshot

__all__ = ["DevServer", "Reporter"]

CLIENT = Path(__file__).with_name("client")
OWN_FILES = ("pages.css", "waiting.js")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Reporter(Protocol):
    """What the server tells about itself, for the terminal."""

    def building(self, changed: Sequence[str]) -> None:
        """Tell that a build begins."""

    def built(self, result: BuildResult, outcome: str) -> None:
        """Tell an outcome, and what pages do about it: `update`, `reload` or nothing."""

    def note(self, text: str) -> None:
        """Tell something in a line."""

    def refused(self, text: str, hint: str | None) -> None:
        """Tell that a request was not answered, the first time for each reason."""

    def page_log(self, level: str, text: str, stack: str | None) -> None:
        """Tell what a page said."""


class Silence:
    """Tells nothing."""

    def building(self, changed: Sequence[str]) -> None:
        """Do nothing."""

    def built(self, result: BuildResult, outcome: str) -> None:
        """Do nothing."""

    def note(self, text: str) -> None:
        """Do nothing."""

    def refused(self, text: str, hint: str | None) -> None:
        """Do nothing."""

    def page_log(self, level: str, text: str, stack: str | None) -> None:
        """Do nothing."""


class DevServer(PageAnswers):
    """Builds a project, and serves what it builds, its files and its back ends.

    ```python
    compiler = pybundle.Compiler(
        root="web", mode="development", write=False, stats=True, served=True
    )
    server = DevServer(compiler)
    app = web.Application(middlewares=[server.middleware])
    app.cleanup_ctx.append(server.running)
    ```

    Args:
        compiler: Made with `write=False`, `stats=True` and `served=True`; only the server uses it.
        over: Fields of `dev_server` that come before those of the configuration.
        reporter: Is told what happens.
        environ: Where `PORT` and the editor are said; default: that of the process.
        has_backend: Whether a back end runs beside the server, whose templates are watched.
        on_listening: Called when a changed configuration says another address.

    """

    def __init__(
        self,
        compiler: Compiler,
        over: DevServerConfig | None = None,
        *,
        reporter: Reporter | None = None,
        environ: Mapping[str, str] | None = None,
        has_backend: bool = False,
        on_listening: Callable[[], None] | None = None,
    ) -> None:
        self._compiler = compiler
        self._over = over
        self._reporter: Reporter = reporter or Silence()
        self._environ = os.environ if environ is None else environ
        self._has_backend = has_backend
        self._on_listening = on_listening
        self.settings = self._settled_settings()
        self.addresses: tuple[str, ...] = (self.settings.listening.host,)
        """Addresses that the server listens on, which may be its `Host`."""
        self._guard = self._new_guard()
        self._access = self._new_access()
        self._seen = compiler.settings
        self._hub = Hub(self._received, version=__version__)
        self._proxies = ProxyClient()
        self._entries = Entries.of(compiler.settings, None)
        self._refused: set[str] = set()
        self._builds: Builds | None = None
        self._page_files: PageFiles | None = None
        self._failed = asyncio.Event()

    # --- Life --------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to build; answers may be asked for at once."""
        self._builds = Builds(self._compiler, self, lambda: self.settings.public_path)
        self._builds.start()
        self._watch_pages()

    async def close(self) -> None:
        """End everything that was begun."""
        await self._hub.close()
        if self._page_files is not None:
            await self._page_files.close()
        if self._builds is not None:
            await self._builds.close()
        await self._proxies.close()

    async def running(self, _app: web.Application) -> AsyncIterator[None]:
        """Start and close with an application, from its `cleanup_ctx`."""
        await self.start()
        try:
            yield
        finally:
            await self.close()

    def listen_on(self, addresses: Sequence[str]) -> None:
        """Note the addresses by which the server may be called."""
        self.addresses = tuple(addresses)
        self._renew_guard()

    def _settled_settings(self) -> ServerSettings:
        return server_settings(
            self._compiler.settings,
            self._over,
            environ=self._environ,
            has_backend=self._has_backend,
        )

    def _new_guard(self) -> Guard:
        return Guard(
            hosts=self.settings.allowed_hosts,
            origins=self.settings.allowed_origins,
            addresses=self.addresses,
        )

    def _renew_guard(self) -> None:
        token = self._guard.token
        self._guard = self._new_guard()
        # Pages that are open keep theirs.
        self._guard.token = token

    def _new_access(self) -> Access:
        return Access(
            self._compiler.settings.root, allow=self.settings.allow, deny=self.settings.deny
        )

    def _watch_pages(self) -> None:
        folders = tuple(one.directory for one in self.settings.static if one.watch)
        self._page_files = PageFiles(
            self._compiler.settings, folders, self.settings.watch_files, self._page_changed
        )
        self._page_files.start()

    @property
    def token(self) -> str:
        """What a page has to know to open a socket."""
        return self._guard.token

    # --- What happens (BuildListener) ---------------------------------------------

    def note(self, text: str) -> None:
        """Pass a remark on."""
        self._reporter.note(text)

    def building(self, changed: Sequence[str]) -> None:
        """Tell pages and terminal."""
        self._reporter.building(changed)
        self._hub.send(protocol.Building(changed=tuple(changed)))

    def built(
        self, result: BuildResult, snapshot: Snapshot | None, answer: protocol.Answer | None
    ) -> None:
        """Bring pages to the new build, or show them what is wrong."""
        outcome = ""
        if self._compiler.settings is not self._seen:
            result = self._reconfigure(result)
        if snapshot is not None:
            self._entries = Entries.of(self._compiler.settings, snapshot)
            self._hub.move(snapshot.hash, answer or protocol.Answer(messages=()))
            if answer is not None and answer.messages:
                updated = isinstance(answer.messages[0], protocol.Update)
                outcome = "update" if updated else "reload"
        if result.ok and snapshot is not None:
            self._hub.settle(
                protocol.Ok(hash=snapshot.hash, warnings=self._problems(result.warnings))
            )
        elif not result.stopped:
            self._hub.settle(protocol.Errors(problems=self._problems(result.diagnostics)))
        self._reporter.built(result, outcome)

    def ended(self, error: BaseException | None) -> None:
        """Say why there will be no more builds, where `close` is not the reason."""
        if error is not None:
            self._reporter.note(f"nothing is built any more: {type(error).__name__}: {error}")
            self._failed.set()

    async def failed(self) -> None:
        """Wait until building has ended without being asked to: that is a bug of ours."""
        await self._failed.wait()

    def _reconfigure(self, result: BuildResult) -> BuildResult:
        """Take over a changed configuration; where it cannot be, keep what was, and say so."""
        self._seen = self._compiler.settings
        before = self.settings
        try:
            self.settings = self._settled_settings()
        except ConfigError as error:
            return msgspec.structs.replace(
                result, ok=False, diagnostics=(*error.diagnostics, *result.diagnostics)
            )
        self._renew_guard()
        self._access = self._new_access()
        if before.listening != self.settings.listening and self._on_listening is not None:
            self._on_listening()
        if self._page_files is not None:
            self._page_files.stop()
            self._watch_pages()
        return result

    def _page_changed(self, changed: Sequence[str]) -> None:
        """Reload pages: what they were made of, or of what the back end makes them, changed."""
        self._reporter.building(changed)
        self._hub.send(
            protocol.Reload(
                reason=f"{changed[0]} changed", hash=self._hub.hash, changed=tuple(changed)
            )
        )
        self._reporter.note(f"{changed[0]} changed: page reload")

    def _problems(self, diagnostics: Sequence[Diagnostic]) -> tuple[protocol.Problem, ...]:
        """Return them for the page, without lines of files that it may not read."""
        shown = []
        for one in diagnostics:
            location = one.location
            if location is not None and not self._access.may_show(location.file):
                one = msgspec.structs.replace(
                    one, location=msgspec.structs.replace(location, frame=())
                )
            shown.append(protocol.Problem(diagnostic=one, text=draw(one)))
        return tuple(shown)

    def _shown(self, result: BuildResult) -> list[Diagnostic]:
        return [one.diagnostic for one in self._problems(result.diagnostics)]

    def _received(self, message: protocol.Received) -> None:
        if isinstance(message, protocol.Log):
            self._reporter.page_log(message.level, message.text, message.stack)
        elif isinstance(message, protocol.Invalidate):
            self._reporter.note(f"{message.module} gave its update up {message.message}".rstrip())

    # --- Answers -----------------------------------------------------------------

    def application(self) -> web.Application:
        """Return an application that is nothing but this server; `start` it separately."""
        app = web.Application(client_max_size=0)
        app.router.add_route("*", "/{path:.*}", self.handle)
        return app

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer any request."""
        return await self._checked(request, self._answer_all)

    async def middleware_handler(
        self, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        """Answer what is the server's own: client, outputs, entries; else ask `handler`."""
        path = passable_path(_raw_path(request))
        if self._snapshot is None and not wants_page(request):
            await self._settle()
        if path is None or not self._is_own_path(path):
            return await handler(request)
        return await self._checked(request, self._answer_own)

    @property
    def middleware(self) -> Any:
        """The server as middleware of another aiohttp application."""

        @web.middleware
        async def serve(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self.middleware_handler(request, handler)

        return serve

    async def _checked(self, request: web.Request, answer: Handler) -> web.StreamResponse:
        try:
            self._guard.check_host(request)
            proxied = self._proxy_of(request) is not None
            if proxied and not is_websocket(request):
                # Whom a back end answers is its own business, as if it were asked directly.
                origin = None
            else:
                origin = self._guard.check_origin(request)
        except RefusedError as refusal:
            return self._refuse(refusal)
        if request.method == "OPTIONS" and not proxied and origin is not None:
            return web.Response(status=204, headers=self._preflight(request, origin))
        request[ORIGIN] = origin
        for middleware in reversed(self.settings.middleware):
            answer = functools.partial(middleware, handler=answer)
        return await answer(request)

    def _refuse(self, refusal: RefusedError) -> web.Response:
        text = str(refusal)
        if text not in self._refused and len(self._refused) < 100:
            self._refused.add(text)
            self._reporter.refused(text, refusal.hint)
        return web.Response(
            status=403,
            text=f"Refused: {text}. The terminal of the server says how to allow it.\n",
            headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"},
        )

    def _preflight(self, request: web.Request, origin: str) -> dict[str, str]:
        headers = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Max-Age": "60",
            "Vary": "Origin",
        }
        asked = request.headers.get("Access-Control-Request-Headers")
        if asked:
            headers["Access-Control-Allow-Headers"] = asked
        if request.headers.get("Access-Control-Request-Private-Network"):
            headers["Access-Control-Allow-Private-Network"] = "true"
        return headers

    async def _answer_all(self, request: web.Request) -> web.StreamResponse:
        raw = _raw_path(request)
        path = passable_path(raw)
        if path is None:
            return self._not_found(request, raw)
        if self._snapshot is None and not wants_page(request) and not self._is_own_path(path):
            # What a build will make is not to be looked for elsewhere.
            await self._settle()
        if self._is_own_path(path):
            return await self._answer_own(request)
        proxy = self._proxy_of(request)
        if proxy is not None:
            return await self._answer_by_proxy(request, proxy, raw)
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, text="", headers={"Allow": "GET, HEAD"})
        names = split_path(raw)
        if names is None:
            return self._not_found(request, path)
        found = await self._answer_file(request, path, names)
        return found or await self._answer_page(request, path)

    # --- The server's own ---------------------------------------------------------

    def _is_own_path(self, path: str) -> bool:
        if path.startswith(protocol.PREFIX) or path.endswith(("/@vite/client", "/@react-refresh")):
            return True
        return self._output_of(path) is not None or self._entries.find(path) is not None

    def _output_of(self, path: str) -> str | None:
        """Return the output file at a URL path: below `public_path`, or where it would lie."""
        snapshot = self._snapshot
        if snapshot is None:
            return None
        known = self._entries.files
        for prefix in (self.settings.public_path, self._disk_prefix()):
            if prefix is not None and path.startswith(prefix):
                name = path[len(prefix) :]
                if name in known:
                    return name
        return None

    def _disk_prefix(self) -> str | None:
        """Return the URL path that the output folder would have as a folder of the root."""
        settings = self._compiler.settings
        inside = os.path.relpath(settings.output_path, settings.root).replace(os.sep, "/")
        return None if inside.startswith("..") or inside == "." else f"/{inside}/"

    async def _answer_own(self, request: web.Request) -> web.StreamResponse:
        path = passable_path(_raw_path(request)) or ""
        if path == protocol.SOCKET_PATH:
            return await self._answer_socket(request)
        if path == protocol.EDITOR_PATH:
            return await self._answer_editor(request)
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, text="", headers={"Allow": "GET, HEAD"})
        if path.startswith(protocol.PREFIX):
            return await self._answer_under_prefix(request, path[len(protocol.PREFIX) :])
        if path.endswith("/@vite/client"):
            text = f'export * from "{protocol.CLIENT_PATH}";\n'
            return await self._script(request, text)
        if path.endswith("/@react-refresh"):
            return await self._script(request, _REACT_REFRESH)
        await self._settle()
        name = self._output_of(path)
        if name is not None:
            return await self._answer_output(request, name)
        entry = self._entries.find(path)
        if entry is not None:
            return await self._script(request, self._entries.module(entry, self._client_path()))
        return self._not_found(request, path)

    def _client_path(self) -> str | None:
        return protocol.CLIENT_PATH if self.settings.client is not None else None

    async def _answer_under_prefix(self, request: web.Request, name: str) -> web.StreamResponse:
        if name == "client.js":
            return await self._script(request, self._client_text())
        if name == "progress":
            return web.json_response(
                self._progress(), headers=self._headers(request) | {"Cache-Control": "no-store"}
            )
        if name in OWN_FILES:
            body = (CLIENT / name).read_bytes()
            return await self._memory(request, body, content_type(name))
        if name.startswith("updates/"):
            update = self._hub.file(name.removeprefix("updates/"))
            if update is not None:
                return await self._memory(request, update, content_type(name))
        return self._not_found(request, protocol.PREFIX + name)

    def _progress(self) -> dict[str, object]:
        stage, done, known = self._compiler.progress()
        settled = self._builds is not None and self._builds.is_settled
        return {"settled": settled, "stage": stage, "done": done, "known": known}

    def _client_text(self) -> str:
        if self.settings.client is None:
            return "export {};\n"
        text = (CLIENT / "client.js").read_text("utf-8")
        options = msgspec.json.encode(self.settings.client).decode()
        return text.replace("__PYBUNDLE_OPTIONS__", options).replace(
            "__PYBUNDLE_TOKEN__", msgspec.json.encode(self.token).decode()
        )

    async def _answer_socket(self, request: web.Request) -> web.StreamResponse:
        if not is_websocket(request):
            return web.Response(status=426, headers={"Upgrade": "websocket"})
        try:
            self._guard.check_socket(request)
        except RefusedError as refusal:
            return self._refuse(refusal)
        return await self._hub.serve(request)

    async def _answer_editor(self, request: web.Request) -> web.StreamResponse:
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        try:
            self._guard.check_token(request.headers.get(protocol.TOKEN_HEADER, ""))
            place = msgspec.json.decode(await request.content.read(8192), type=_Place)
        except RefusedError as refusal:
            return self._refuse(refusal)
        except msgspec.DecodeError:
            return web.Response(status=400)
        path = self._access.to_open(place.file)
        if path is None:
            return web.Response(status=403)
        command = editor_command(path, place.line, place.column, self._environ)
        problem = "no editor is known: set EDITOR" if command is None else None
        if command is not None:
            problem = await open_editor(command)
        if problem is not None:
            self._reporter.note(problem)
            return web.Response(status=501, text=problem)
        return web.Response(status=204)

    async def _answer_output(self, request: web.Request, name: str) -> web.StreamResponse:
        snapshot = self._snapshot
        body = snapshot.read(name) if snapshot is not None else None
        if body is None:
            return self._not_found(request, name)
        client = self._client_path()
        if client is not None:
            body = self._entries.with_client(name, body, client)
        return await self._memory(request, body, content_type(name))

    # --- Back ends ----------------------------------------------------------------

    def _proxy_of(self, request: web.Request) -> Any:
        path = passable_path(_raw_path(request))
        if path is None or self._is_own_path(path):
            return None
        return next((one for one in self.settings.proxies if one.answers(path)), None)

    async def _answer_by_proxy(
        self, request: web.Request, proxy: Any, raw_path: str
    ) -> web.StreamResponse:
        try:
            query = request.rel_url.raw_query_string
            return await self._proxies.answer(request, proxy, raw_path, query)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            text = f"{proxy.target} does not answer: {str(error) or type(error).__name__}"
            self._reporter.note(text)
            return self._page_answer(
                request, pages.message_page("The back end does not answer", text), 502
            )


class _Place(msgspec.Struct):
    file: str
    line: int = 1
    column: int = 1


_REACT_REFRESH = """\
export const injectIntoGlobalHook = () => {};
export default { injectIntoGlobalHook };
"""


def _raw_path(request: web.BaseRequest) -> str:
    """Return the path as it came, still encoded, without its query."""
    return split_target(request.raw_path)[1]
