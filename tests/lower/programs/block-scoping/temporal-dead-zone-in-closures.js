function read() {
  return later;
}
try {
  read();
} catch (e) {
  console.log(e.name);
}
let later = "now";
console.log(read());
{
  const early = () => inner;
  try {
    early();
  } catch (e) {
    console.log(e.name);
  }
  const inner = 1;
  console.log(early());
}
