const seen = [];
for (let i = 0; i < 3; i++) {
  function f() {
    return i;
  }
  seen.push(f);
}
console.log(seen.map((g) => g()), f());
