"""Workers of every kind, started by the page and by each other, in both formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser_site import Site

import pybundle

SCRIPTS = {
    "iife": "<script src='out/page.js'></script>",
    "esm": "<script type='module' src='out/page.mjs'></script>",
}


def build(
    site: Site, project: Path, sources: dict[str, str], form: str, mode: str, **options: Any
) -> list[str]:
    for name, text in sources.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    extension = "js" if form == "iife" else "mjs"
    output = {
        "path": str(site.folder / "out"),
        "filename": f"[name].{extension}",
        "chunk_filename": f"[name]-[hash:8].{extension}",
        "format": form,
    }
    result = pybundle.build(
        root=project, entry={"page": "./page.js"}, mode=mode, output=output, check=True, **options
    )
    site.page(SCRIPTS[form])
    return [file.path for file in result.files]


forms = pytest.mark.parametrize("form", ["iife", "esm"])
modes = pytest.mark.parametrize("mode", ["production", "development"])


@forms
@modes
def test_worker(site: Site, tmp_path: Path, form: str, mode: str) -> None:
    """A worker shares a module's file with the page, not its state, and loads more later."""
    files = build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                import { state, name } from "./shared.js";
                state.count = 10;
                const worker = new Worker(new URL("./worker.js", import.meta.url), {
                  type: "module",
                  name: "w",
                });
                worker.onmessage = (event) => report([name, state.count, event.data]);
                worker.onerror = (event) => report(["failed", event.message]);
                worker.postMessage(20);
            """,
            "worker.js": """
                import { state, name } from "./shared.js";
                onmessage = async (event) => {
                  const { twice } = await import("./late.js");
                  const inner = new Worker(new URL("./inner.js", import.meta.url));
                  inner.onmessage = (answer) =>
                    postMessage([name, self.name, state.count, twice(event.data), answer.data]);
                };
            """,
            "late.js": """
                import { state } from "./shared.js";
                export const twice = (x) => x * 2 + state.count;
            """,
            "inner.js": 'postMessage("from a worker of a worker");',
            "shared.js": 'export const state = { count: 1 };\nexport const name = "shared";',
        },
        form,
        mode,
    )
    assert site.visit() == [
        "shared",
        10,
        ["shared", "w", 1, 41, "from a worker of a worker"],
    ]
    scripts = [file for file in files if not file.endswith(".map")]
    # page, worker, inner, late, shared
    assert len(scripts) == 5
    assert all(script.startswith("page.") or "-" in script for script in scripts), scripts


@forms
def test_shared_worker(site: Site, tmp_path: Path, form: str) -> None:
    build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                const options = { name: "counter", credentials: "same-origin" };
                const start = () =>
                  new SharedWorker(new URL("./counter.js", import.meta.url), options);
                const named = () =>
                  new SharedWorker(new URL("./counter.js", import.meta.url), "other");
                const ask = (worker) => new Promise((resolve) => {
                  worker.port.onmessage = (event) => resolve(event.data);
                });
                (async () => {
                  report([await ask(start()), await ask(start()), await ask(named())]);
                })();
            """,
            "counter.js": """
                let connections = 0;
                onconnect = (event) => event.ports[0].postMessage(self.name + ++connections);
            """,
        },
        form,
        "production",
    )
    assert site.visit() == ["counter1", "counter2", "other1"]


@forms
def test_service_worker(site: Site, tmp_path: Path, form: str) -> None:
    """Its name has no hash: browsers know it by its address."""
    files = build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                import { version } from "./version.js";
                const workers = navigator.serviceWorker;
                const ask = async () => report([version, await (await fetch("made-up")).text()]);
                workers.oncontrollerchange = ask;
                workers.register(new URL("./unused.js", "https://example.test/")).catch(() => {});
                navigator.serviceWorker.register(new URL("./sw.js", import.meta.url));
            """,
            "sw.js": """
                import { version } from "./version.js";
                self.addEventListener("install", () => self.skipWaiting());
                self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
                self.addEventListener("fetch", (event) => {
                  if (event.request.url.endsWith("made-up"))
                    event.respondWith(new Response("made by " + version));
                });
            """,
            "version.js": 'export const version = "v1";',
        },
        form,
        "production",
    )
    assert ("sw.js" if form == "iife" else "sw.mjs") in files
    site.headers["Service-Worker-Allowed"] = "/"
    (site.folder / "out" / "index.html").write_text(
        (site.folder / "index.html").read_text("utf-8").replace("out/page", "page"), "utf-8"
    )
    assert site.visit("out/index.html") == ["v1", "made by v1"]


@forms
@modes
def test_audio_worklet(site: Site, tmp_path: Path, form: str, mode: str) -> None:
    """A worklet imports what it shares with the page; nothing in it could load a script."""
    build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                import { label } from "./label.js";
                const context = new OfflineAudioContext(1, 128, 44100);
                const worklet = context.audioWorklet;
                worklet.addModule(new URL("./noise.js", import.meta.url)).then(async () => {
                  const node = new AudioWorkletNode(context, label);
                  node.connect(context.destination);
                  const buffer = await context.startRendering();
                  report([label, buffer.getChannelData(0)[5]]);
                }).catch((error) => report(String(error)));
            """,
            "noise.js": """
                import { label } from "./label.js";
                class Noise extends AudioWorkletProcessor {
                  process(inputs, outputs) {
                    outputs[0][0].fill(0.5);
                    return false;
                  }
                }
                registerProcessor(label, Noise);
            """,
            "label.js": 'export const label = "a" + "-noise";\nexport const more = () => label;',
        },
        form,
        mode,
    )
    assert site.visit() == ["a-noise", 0.5]


@forms
def test_addresses_follow_the_public_path(site: Site, tmp_path: Path, form: str) -> None:
    build(
        site,
        tmp_path / "project",
        {
            "page.js": """
                const note = new URL("./note.txt", import.meta.url);
                fetch(note)
                  .then((answer) => answer.text())
                  .then((text) => report([text, note.pathname]));
            """,
            "note.txt": "hello",
        },
        form,
        "production",
    )
    text, path = site.visit()
    assert text == "hello"
    assert path.startswith("/out/note-")
    assert path.endswith(".txt")
