async function f() {
  await null;
  throw new TypeError("nobody catches");
}
console.log("before");
f();
