module.exports = require("assert");
