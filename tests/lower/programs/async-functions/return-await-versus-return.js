const fail = () => Promise.reject("fail");
async function plain() {
  try {
    return fail();
  } catch (e) {
    return `caught ${e}`;
  }
}
async function awaited() {
  try {
    return await fail();
  } catch (e) {
    return `caught ${e}`;
  }
}
plain().catch((e) => console.log("uncaught", e));
awaited().then((v) => console.log(v));
