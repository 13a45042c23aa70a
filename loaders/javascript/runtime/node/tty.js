module.exports = { isatty: function () { return false; }, ReadStream: function () {}, WriteStream: function () {} };
