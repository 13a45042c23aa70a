const big = Array.from({ length: 20000 }, (_, i) => i);
console.log(Math.max(...big), [...big, ...big].length, ((...a) => a.length)(...big));
function* count(n) {
  for (let i = 0; i < n; i++) yield i;
}
console.log(((...a) => a.length)(...count(3000)), [...count(3000)].length);
