import { io, Manager, protocol } from "socket.io-client";

const socket = io("http://127.0.0.1:9", { autoConnect: false, reconnection: false, transports: ["websocket"], auth: { token: "x" } });
socket.on("connect_error", (error) => {
  console.log("refused:", error.message);
  process.exit(0);
});
console.log(protocol, socket.connected, socket.io instanceof Manager, socket.io.opts.path, socket.auth);
socket.emit("buffered", { binary: new Uint8Array([1, 2]) });
console.log(socket.sendBuffer.length);
socket.connect();
