import express from "express";

const app = express();
app.use(express.json());
app.get("/hello/:name", (request, response) => response.json({ name: request.params.name, query: request.query }));
app.post("/sum", (request, response) => response.send(String(request.body.reduce((a, b) => a + b, 0))));
app.use((request, response) => response.status(404).type("text").send("nothing here"));
const server = app.listen(0, "127.0.0.1", async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  console.log(await (await fetch(`${base}/hello/you?a[b]=1&c=2`)).text());
  console.log(await (await fetch(`${base}/sum`, { method: "POST", body: "[1,2,3]", headers: { "content-type": "application/json" } })).text());
  const missing = await fetch(`${base}/missing`);
  console.log(missing.status, missing.headers.get("content-type"), missing.headers.get("x-powered-by"), await missing.text());
  process.exit(0);
});
