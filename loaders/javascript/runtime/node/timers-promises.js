exports.setTimeout = function (delay, value) {
  return new Promise(function (resolve) { setTimeout(resolve, delay, value); });
};
exports.setImmediate = function (value) { return exports.setTimeout(0, value); };
