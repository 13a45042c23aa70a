var platform = __pybundle.start.platform;
module.exports = {
  EOL: platform === "win32" ? "\r\n" : "\n",
  platform: function () { return platform; },
  type: function () { return platform === "win32" ? "Windows_NT" : platform === "darwin" ? "Darwin" : "Linux"; },
  homedir: function () { return process.env.HOME || "/"; },
  tmpdir: function () { return process.env.TMPDIR || "/tmp"; },
  arch: function () { return "x64"; }, release: function () { return ""; },
  hostname: function () { return "localhost"; }, endianness: function () { return "LE"; },
  // One, so that nobody starts workers: the build has its own.
  cpus: function () { return [{ model: "", speed: 0, times: {} }]; },
  availableParallelism: function () { return 1; },
  totalmem: function () { return 4294967296; }, freemem: function () { return 2147483648; },
  loadavg: function () { return [0, 0, 0]; }, uptime: function () { return 0; },
  networkInterfaces: function () { return {}; },
  userInfo: function () { return { username: "user", homedir: process.env.HOME || "/" }; },
  constants: { signals: {}, errno: {} }, devNull: "/dev/null",
};
