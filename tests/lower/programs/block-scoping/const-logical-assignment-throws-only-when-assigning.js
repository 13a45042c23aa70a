const one = 1;
const none = null;
console.log(one || 2);
console.log((one ||= 2), (none &&= 3), (one ??= 4));
try {
  none ??= console.log("evaluated");
} catch (e) {
  console.log(e.name);
}
try {
  one &&= 5;
} catch (e) {
  console.log(e.name);
}
