function f(a) {
  const set = () => {
    arguments[0] = "by arrow";
  };
  set();
  const seen = [a];
  for (let i = 0; i < 2; i++) {
    const g = () => i;
    a = `loop${g()}`;
    seen.push(arguments[0]);
  }
  return seen;
}
console.log(f("x"));
