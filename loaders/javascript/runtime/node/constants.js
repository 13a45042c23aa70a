module.exports = Object.assign({}, require("os").constants, require("fs").constants);
