const log = [];
const k = {
  toString() {
    log.push("toString");
    return "key";
  },
};
const { [k]: value, ...rest } = { key: 1, other: 2 };
console.log(value, rest, log);
let target;
({ [k]: target, ...target } = { key: 1, more: 3 });
console.log(target, log.length);
