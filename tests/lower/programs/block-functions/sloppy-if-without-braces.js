function run(flag) {
  if (flag) function yes() { return 1; }
  else function no() { return 2; }
  return [typeof yes, typeof no];
}
console.log(run(true), run(false));
