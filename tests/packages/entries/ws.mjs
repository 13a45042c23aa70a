import WebSocket, { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: { threshold: 0 } }, () => {
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}/path`);
  client.on("open", () => client.send("hello"));
  client.on("message", (data, binary) => {
    console.log("client got", data.toString(), binary);
    client.close(4001, "done");
  });
});
server.on("connection", (socket, request) => {
  console.log("connected", request.url, socket.extensions);
  socket.on("message", (data) => socket.send(Buffer.from(data).reverse()));
  socket.on("close", (code, reason) => {
    console.log("closed", code, reason.toString());
    process.exit(0);
  });
});
