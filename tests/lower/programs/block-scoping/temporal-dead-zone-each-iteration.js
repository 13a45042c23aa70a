const fs = [];
for (let i = 0; i < 3; i++) {
  const get = () => value;
  try {
    fs.push(get());
  } catch (e) {
    fs.push(e.name);
  }
  let value = i;
  fs.push(get());
}
console.log(fs);
