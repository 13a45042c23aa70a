const log = [];
const t = (n, v) => (log.push(n), v);
for (let i = t("init", 0); t("test", i < 2); t("update"), i++) t(`body${i}`);
for (const x of t("of", [1])) t("of body");
for (const k in t("in", { a: 1 })) t("in body");
do t("do");
while (t("do test", false));
switch (t("switch", 2)) {
  case t("case 1", 1):
  case t("case 2", 2):
    t("matched");
  case t("never"):
  default:
    t("fell through");
}
console.log(log.join(" "));
