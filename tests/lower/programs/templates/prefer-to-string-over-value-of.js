const o = { toString: () => "string", valueOf: () => 42 };
const d = { [Symbol.toPrimitive]: (hint) => `hint ${hint}` };
console.log(`${o}`, o + "", `${d}`, d + "", `x${d}y${o}z`);
const bare = Object.create(null);
try {
  `${bare}`;
} catch (e) {
  console.log(e.name);
}
