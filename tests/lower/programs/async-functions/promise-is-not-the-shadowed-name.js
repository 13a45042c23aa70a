(async (Promise) => {
  await null;
  console.log(Promise);
})("shadow").then(() => console.log("done"));
