async function* g() {}
const { next } = g();
next.call({}).then(
  () => console.log("fine"),
  (e) => console.log(e.name),
);
next.call(undefined).catch((e) => console.log(e.name));
