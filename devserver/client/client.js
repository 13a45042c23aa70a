// The page's side of the development server: reloads the page, and shows what is wrong.
// The server replaces the two names in capitals. See devserver/protocol.py.
const token = __PYBUNDLE_TOKEN__;
const options = __PYBUNDLE_OPTIONS__;
const address = new URL("/@pybundle/socket", import.meta.url);
address.protocol = address.protocol.replace("http", "ws");
address.searchParams.set("token", token);

let hash = null;
let wait = 250;
let shown = null;

function connect() {
  const socket = new WebSocket(address);
  socket.addEventListener("open", () => {
    wait = 250;
    socket.send(JSON.stringify({ type: "hello", hash }));
  });
  socket.addEventListener("message", (event) => take(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    if (!options.reconnect) return;
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, 4000);
  });
}

function take(message) {
  switch (message.type) {
    case "connected":
      hash ??= message.hash;
      break;
    case "update":
    case "reload":
      if (options.live_reload) location.reload();
      break;
    case "errors":
      if (options.overlay) show(message.problems);
      break;
    case "ok":
      if (document.querySelector('link[href="/@pybundle/pages.css"]')) location.reload();
      hash = message.hash;
      shown?.remove();
      shown = null;
      break;
  }
}

function show(problems) {
  shown?.remove();
  shown = document.createElement("pybundle-overlay");
  const root = shown.attachShadow({ mode: "closed" });
  const text = document.createElement("pre");
  text.style.cssText =
    "position:fixed;inset:0;z-index:2147483647;margin:0;padding:2rem;overflow:auto;" +
    "background:#181818f2;color:#eee;font:14px/1.5 ui-monospace,monospace";
  text.textContent = problems.map((problem) => problem.text).join("\n\n");
  root.append(text);
  document.documentElement.append(shown);
}

connect();
