const log = [];
const t = (n) => (log.push(n), n);
function f() {
  let x = "before";
  try {
    return (t("return expression"), x);
  } finally {
    x = t("after");
  }
}
function g() {
  for (const i of [1, 2]) {
    try {
      if (i === 1) continue;
      return t(`g${i}`);
    } finally {
      t(`finally${i}`);
    }
  }
}
console.log(f(), g(), log);
