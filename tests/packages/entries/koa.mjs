import Koa from "koa";

const app = new Koa();
app.use(async (context, next) => { await next(); context.set("x-after", context.body.length); });
app.use(async (context) => { context.body = `${context.method} ${context.path} ${context.query.a} ${context.accepts("json", "html")}`; });
const server = app.listen(0, "127.0.0.1", async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/p/q?a=1`, { headers: { accept: "text/html" } });
  console.log(response.status, response.headers.get("x-after"), await response.text());
  process.exit(0);
});
