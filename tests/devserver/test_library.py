"""The server inside of an aiohttp application of somebody else's."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
from aiohttp import web
from conftest import save

import pybundle
from pybundle.devserver import DevServer


def test_as_middleware(app: Path) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text=f"page {request.path}")

    async def run() -> None:
        compiler = pybundle.Compiler(
            root=app, mode="development", write=False, stats=True, served=True
        )
        server = DevServer(compiler)
        application = web.Application(middlewares=[server.middleware])
        application.cleanup_ctx.append(server.running)
        application.router.add_get("/{path:.*}", page)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as session:

            async def text(path: str, **headers: str) -> str:
                async with session.get(address + path, headers=headers) as answer:
                    return await answer.text()

            assert '"first"' in await text("/bundle.js")
            assert "new WebSocket" in await text("/@pybundle/client.js")
            assert await text("/other") == "page /other"
            assert await text("/public/.env") == "page /public/.env"
            assert "Refused" in await text("/bundle.js", Origin="https://evil.example")
            # What is not the server's is the application's own business.
            assert await text("/other", Origin="https://evil.example") == "page /other"
            socket = f"{address}/@pybundle/socket?token={server.token}"
            async with session.ws_connect(socket, origin=address) as page_socket:
                await page_socket.send_json({"type": "hello", "hash": None})
                while (await page_socket.receive_json(timeout=20))["type"] != "ok":
                    continue
                save(app / "src/a.js", 'export const a = "second";\n')
                while (await page_socket.receive_json(timeout=20))["type"] != "ok":
                    continue
            assert '"second"' in await text("/bundle.js")
        await runner.cleanup()
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())
