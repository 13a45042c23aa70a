function f() {
  const log = [];
  const fs = [];
  for (let i = 0; i < 5; i++) {
    try {
      fs.push(() => i);
      if (i === 1) continue;
      if (i === 3) break;
      log.push(`body${i}`);
    } finally {
      log.push(`finally${i}`);
      fs.push(() => -i);
    }
  }
  return [log, fs.map((g) => g())];
}
console.log(f());
function g() {
  for (let i = 0; ; i++) {
    const h = () => i;
    try {
      if (i === 2) return h();
    } finally {
      if (i === 2) return h() + 100;
    }
  }
}
console.log(g());
