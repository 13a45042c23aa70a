const log = [];
const source = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return: () => (log.push("closed"), {}) }) };
function f() {
  for (const x of source) {
    try {
      return "try";
    } finally {
      log.push("finally");
      if (log.length > 1) break;
      continue;
    }
  }
  return "after";
}
console.log(f(), log);
