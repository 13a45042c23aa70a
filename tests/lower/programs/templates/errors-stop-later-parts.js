const log = [];
try {
  `${log.push("first")}${{ toString() { throw new Error("conversion"); } }}${log.push("never")}`;
} catch (e) {
  console.log(e.message, log);
}
