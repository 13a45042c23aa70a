class Bytes extends Uint8Array {
  hex() { return [...this].map((b) => b.toString(16).padStart(2, "0")).join(""); }
}
const b = new Bytes([1, 255]);
console.log(b.hex(), b.length, b.map((x) => x + 1) instanceof Bytes, b.subarray(1).hex(), Bytes.from([16]).hex());
class Buf extends ArrayBuffer { get half() { return this.byteLength / 2; } }
console.log(new Buf(8).half, new Buf(8).slice(4) instanceof Buf);
