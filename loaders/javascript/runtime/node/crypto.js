var host = __pybundle.host;
function bytesOf(data, encoding) {
  return typeof data === "string" ? Buffer.from(data, encoding) : Buffer.from(data.buffer || data,
    data.byteOffset, data.byteLength);
}
class Hash {
  constructor(algorithm) {
    this._algorithm = algorithm;
    this._parts = [];
  }
  update(data, encoding) {
    this._parts.push(bytesOf(data, encoding));
    return this;
  }
  digest(encoding) {
    var made = Buffer.from(__pybundle.unpack(
      host("digest", this._algorithm, __pybundle.pack(Buffer.concat(this._parts)))).buffer);
    return encoding ? made.toString(encoding) : made;
  }
  copy() {
    var made = new Hash(this._algorithm);
    made._parts = this._parts.slice();
    return made;
  }
}
function randomBytes(size, callback) {
  var made = Buffer.from(__pybundle.unpack(host("random", size)).buffer);
  if (callback) queueMicrotask(function () { callback(null, made); });
  else return made;
}
function randomUUID() {
  var bytes = randomBytes(16);
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  var hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
function getRandomValues(view) {
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(randomBytes(view.byteLength));
  return view;
}
module.exports = {
  createHash: function (algorithm) { return new Hash(algorithm); },
  hash: function (algorithm, data, encoding) { return new Hash(algorithm).update(data).digest(encoding || "hex"); },
  Hash: Hash, randomBytes: randomBytes, randomUUID: randomUUID, getRandomValues: getRandomValues,
  randomInt: function (low, high) {
    if (high === undefined) { high = low; low = 0; }
    return low + randomBytes(6).readUIntBE(0, 6) % (high - low);
  },
  getHashes: function () { return ["md5", "sha1", "sha256", "sha384", "sha512"]; },
  timingSafeEqual: function (a, b) { return Buffer.compare(a, b) === 0; },
  webcrypto: { getRandomValues: getRandomValues, randomUUID: randomUUID },
  createHmac: function () { throw __pybundle.missing("crypto.createHmac"); },
};
