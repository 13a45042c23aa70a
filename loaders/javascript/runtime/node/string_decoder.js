class StringDecoder {
  constructor(encoding) {
    this.encoding = encoding || "utf8";
    this._decoder = /^utf-?8$/i.test(this.encoding) ? new TextDecoder("utf-8", { ignoreBOM: true }) : null;
  }
  write(bytes) {
    return this._decoder ? this._decoder.decode(bytes, { stream: true }) : Buffer.from(bytes).toString(this.encoding);
  }
  end(bytes) {
    return (bytes ? this.write(bytes) : "") + (this._decoder ? this._decoder.decode() : "");
  }
}
module.exports = { StringDecoder: StringDecoder };
