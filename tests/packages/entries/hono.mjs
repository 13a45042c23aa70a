import { Hono } from "hono";
import { cors } from "hono/cors";
import { sign, verify } from "hono/jwt";
import { validator } from "hono/validator";
import { html } from "hono/html";

async function main() {
  const app = new Hono().basePath("/v1");
  app.use(cors({ origin: "http://a.test" }));
  app.get("/users/:id{[0-9]+}", (c) => c.json({ id: c.req.param("id"), q: c.req.query("q") }));
  app.post("/echo", validator("json", (value, c) => (value.ok ? value : c.text("bad", 400))), (c) => c.html(html`<p>${c.req.valid("json").text}</p>`));
  console.log(await (await app.request("/v1/users/12?q=x")).json(), (await app.request("/v1/users/x")).status);
  const headers = { "content-type": "application/json" };
  console.log(await (await app.request("/v1/echo", { method: "POST", headers, body: '{"ok":1,"text":"<b>"}' })).text(), (await app.request("/v1/echo", { method: "POST", headers, body: "{}" })).status);
  console.log(await verify(await sign({ sub: "me" }, "secret"), "secret", "HS256"));
}

main();
