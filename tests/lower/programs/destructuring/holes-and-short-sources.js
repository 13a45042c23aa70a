const [a, b, c = "c"] = [, 2];
console.log(a, b, c);
const [...r] = [, 1, ,];
console.log(r, 0 in r, r.length);
const [, , ...s] = [1];
console.log(s);
