import { createServer } from "node:http";
import { Agent, fetch, FormData, Headers, MockAgent, request, setGlobalDispatcher } from "undici";

async function main() {
  const mock = new MockAgent();
  mock.disableNetConnect();
  mock.get("http://a.test").intercept({ path: "/x", method: "POST" }).reply(201, { ok: true }, { headers: { "content-type": "application/json" } });
  setGlobalDispatcher(mock);
  const { statusCode, body } = await request("http://a.test/x", { method: "POST", body: "1" });
  console.log(statusCode, await body.json(), [...new Headers({ B: "2", A: "1" })]);
  setGlobalDispatcher(new Agent({ keepAliveTimeout: 1 }));
  const server = createServer((incoming, outgoing) => incoming.pipe(outgoing)).listen(0, "127.0.0.1", async () => {
    const form = new FormData();
    form.set("field", "value");
    const text = await (await fetch(`http://127.0.0.1:${server.address().port}`, { method: "POST", body: form })).text();
    console.log(text.includes('name="field"'), text.includes("value"));
    process.exit(0);
  });
}

main();
