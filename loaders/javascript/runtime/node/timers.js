module.exports = { setTimeout: setTimeout, setInterval: setInterval, setImmediate: setImmediate,
  clearTimeout: clearTimeout, clearInterval: clearInterval, clearImmediate: clearImmediate };
