const o = { key1: 1, [`key${2}`]: 2 };
const f = (s) => s.length;
console.log(o[`key${1}`], o.key2, f(`${"abc"}`), `${1}` === "1", `a${1}` in { a1: 1 }, typeof `${o}`, !`` && `x${`y${`z`}`}`);
switch (`a${1}`) {
  case `a1`:
    console.log("matched");
}
