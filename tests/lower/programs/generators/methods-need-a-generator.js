function* g() {}
const { next } = g();
for (const v of [undefined, {}, g, 5]) {
  try {
    next.call(v);
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
