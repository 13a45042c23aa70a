"""Answers with files and pages: what `DevServer` gives where nothing else has an answer."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import web

from pybundle.devserver import pages
from pybundle.devserver.access import split_path
from pybundle.devserver.content import file_answer, memory_answer

if TYPE_CHECKING:
    from pybundle.bundler.compiler import Compiler
    from pybundle.bundler.diagnostics import Diagnostic
    from pybundle.bundler.result import BuildResult
    from pybundle.devserver.access import Access
    from pybundle.devserver.builds import Builds
    from pybundle.devserver.entries import Entries
    from pybundle.devserver.settings import ServerSettings
    from pybundle.devserver.snapshot import Snapshot

__all__ = ["ORIGIN", "PageAnswers", "wants_page"]

PATIENCE = 0.3
"""Seconds after which a page that waits for the first build says so."""
ORIGIN = web.RequestKey("pybundle_origin", object)
"""The origin that a request comes from, where it is another one that is allowed."""


class PageAnswers:
    """What a server needs to answer with a file, or with a page in place of one."""

    settings: ServerSettings
    _compiler: Compiler
    _access: Access
    _entries: Entries
    _builds: Builds | None

    def _shown(self, result: BuildResult) -> list[Diagnostic]:
        """Return what is wrong, as pages may see it."""
        raise NotImplementedError

    @property
    def _snapshot(self) -> Snapshot | None:
        return self._builds.snapshot if self._builds is not None else None

    async def _settle(self) -> None:
        if self._builds is not None:
            await self._builds.settled()

    def _headers(self, request: web.Request) -> dict[str, str]:
        """Return the headers of everything that is answered from here."""
        origin = request.get(ORIGIN)
        headers = {
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            # Where a page kept to itself who it is, the browser still keeps others out.
            "Cross-Origin-Resource-Policy": "cross-origin" if origin else "same-site",
            "Vary": "Origin, Accept-Encoding",
        }
        if origin is not None:
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "*"
        return headers | self.settings.headers

    async def _script(self, request: web.Request, text: str) -> web.StreamResponse:
        return await self._memory(request, text.encode(), "text/javascript; charset=utf-8")

    async def _memory(
        self, request: web.Request, body: bytes, kind: str, status: int = 200
    ) -> web.StreamResponse:
        return await memory_answer(
            request,
            body,
            kind,
            self._headers(request),
            compress=self.settings.compress,
            status=status,
        )

    # --- Files and pages ----------------------------------------------------------

    async def _answer_file(
        self, request: web.Request, path: str, names: list[str]
    ) -> web.StreamResponse | None:
        for folder in self.settings.static:
            if not path.startswith(folder.prefix):
                continue
            inner = names[folder.prefix.count("/") - 1 :]
            found = self._access.find(folder.directory, inner, page_types=folder.page_types)
            if found is None:
                continue
            if not found.is_folder:
                return await self._disk_file(request, found.path)
            if names[-1]:
                # Relative addresses of an index.html start from the folder.
                target = "/" + "/".join(quote(name) for name in names) + "/"
                query = request.rel_url.raw_query_string
                return web.Response(
                    status=302, headers={"Location": target + (f"?{query}" if query else "")}
                )
            index = self._access.find(folder.directory, [*inner[:-1], "index.html"])
            if index is not None and not index.is_folder:
                return await self._disk_file(request, index.path)
        return None

    async def _disk_file(self, request: web.Request, path: str) -> web.StreamResponse:
        headers = self._headers(request)
        if path.lower().endswith((".html", ".htm")) and self.settings.client is not None:
            text = Path(path).read_text("utf-8", errors="surrogateescape")
            waiting = await self._first_build(request)
            if waiting is not None:
                return waiting
            body = pages.with_client(text).encode("utf-8", errors="surrogateescape")
            return await self._memory(request, body, "text/html; charset=utf-8")
        return await file_answer(request, path, headers, compress=self.settings.compress)

    async def _answer_page(self, request: web.Request, path: str) -> web.StreamResponse:
        """Answer where no file is: by a page, if a page is asked for."""
        if not wants_page(request):
            return self._not_found(request, path)
        waiting = await self._first_build(request)
        if waiting is not None:
            return waiting
        listed = self._folder_page(path)
        named = self._entries.named(path)
        if named is None and path != "/" and listed is not None:
            return self._page_answer(request, listed)
        if named is None and self.settings.fallback is not None:
            found = await self._fallback(request, path)
            if found is not None:
                return found
            named = self._entries.only()
        if named is not None:
            return self._script_page(request, named)
        if path == "/" and len(self._entries.names) > 1:
            return self._page_answer(request, pages.entries_page(self._entries.names))
        if listed is not None:
            return self._page_answer(request, listed)
        return self._not_found(request, path)

    async def _first_build(self, request: web.Request) -> web.StreamResponse | None:
        """Wait for a build that runs; where it takes long, or failed, answer with a page."""
        builds = self._builds
        if builds is None:
            return None
        if not builds.is_settled and self._snapshot is None:
            try:
                async with asyncio.timeout(PATIENCE):
                    await builds.settled()
            except TimeoutError:
                page = pages.waiting_page(*self._compiler.progress())
                return self._page_answer(request, page, 503)
        if self._snapshot is None and builds.result is not None and not builds.result.ok:
            page = pages.error_page(self._shown(builds.result))
            return self._page_answer(request, page, 500)
        return None

    async def _fallback(self, request: web.Request, path: str) -> web.StreamResponse | None:
        target = self.settings.fallback or "/index.html"
        for pattern, to in self.settings.rewrites:
            if pattern.search(path):
                target = to
                break
        names = split_path(quote(target))
        return None if names is None else await self._answer_file(request, target, names)

    def _script_page(self, request: web.Request, name: str) -> web.StreamResponse:
        scripts, styles = self._entries.addresses(name)
        page = pages.script_page(name, scripts, styles, module=self._entries.is_module)
        if self.settings.client is not None:
            page = pages.with_client(page)
        return web.Response(
            body=page.encode(),
            headers=self._headers(request) | {"Content-Type": "text/html; charset=utf-8"},
        )

    def _folder_page(self, path: str) -> str | None:
        """List what would be served of a folder, in all static folders that have it."""
        names = split_path(quote(path))
        if names is None or names[-1]:
            return None
        folders: set[str] = set()
        files: set[str] = set()
        there = False
        for folder in self.settings.static:
            if not folder.serve_index or folder.page_types or not path.startswith(folder.prefix):
                continue
            inner = names[folder.prefix.count("/") - 1 :]
            found = self._access.find(folder.directory, inner)
            if found is None or not found.is_folder:
                continue
            there = True
            for name in os.listdir(found.path):
                one = self._access.find(folder.directory, [*inner[:-1], name])
                if one is not None and split_path("/" + quote(name)) is not None:
                    (folders if one.is_folder else files).add(name)
        return pages.folder_page(path, sorted(folders), sorted(files)) if there else None

    def _page_answer(
        self, request: web.Request, page: str, status: int = 200
    ) -> web.StreamResponse:
        headers = self._headers(request)
        headers["Content-Type"] = "text/html; charset=utf-8"
        headers["Content-Security-Policy"] = pages.OWN_POLICY
        if status != 200:
            headers["Cache-Control"] = "no-store"
        return web.Response(status=status, body=page.encode(), headers=headers)

    def _not_found(self, request: web.Request, path: str) -> web.StreamResponse:
        if wants_page(request):
            page = pages.message_page("Not found", f"There is nothing at {path}")
            return self._page_answer(request, page, 404)
        return web.Response(status=404, text="Not found\n", headers=self._headers(request))


def wants_page(request: web.BaseRequest) -> bool:
    """Say whether somebody navigates: `Accept` names HTML, not merely anything."""
    return request.method in ("GET", "HEAD") and "text/html" in request.headers.get("Accept", "")
