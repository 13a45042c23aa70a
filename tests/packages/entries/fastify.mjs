import Fastify from "fastify";

async function main() {
  const app = Fastify();
  app.get("/item/:id", { schema: { params: { type: "object", properties: { id: { type: "integer" } } }, response: { 200: { type: "object", properties: { id: { type: "integer" }, name: { type: "string" } } } } } }, async (request) => ({ id: request.params.id, name: "thing", hidden: true }));
  app.addHook("onSend", async (request, reply) => void reply.header("x-hook", "yes"));
  const good = await app.inject("/item/12");
  console.log(good.statusCode, good.body, good.headers["x-hook"]);
  console.log((await app.inject("/item/x")).json());
  await app.close();
}

main();
