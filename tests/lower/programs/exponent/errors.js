for (const f of [() => Symbol() ** 2, () => ({}).x.y ** 2]) {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name);
  }
}
