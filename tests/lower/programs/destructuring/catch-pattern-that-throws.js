function f() {
  try {
    throw null;
  } catch ({ message }) {
    return "never";
  } finally {
    console.log("finally");
  }
}
try {
  f();
} catch (e) {
  console.log(e.name);
}
