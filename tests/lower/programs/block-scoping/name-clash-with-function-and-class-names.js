function f() {
  let f = 1;
  {
    let f = 2;
    {
      class f {
        static n = 3;
      }
      console.log(f.n);
    }
    console.log(f);
  }
  return f;
}
console.log(f());
const g = function g() {
  let self = typeof g;
  {
    let g = 5;
    return [self, g];
  }
};
console.log(g());
