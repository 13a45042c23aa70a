import { all, chain, create, derivative, evaluate, format, matrix, simplify, unit } from "mathjs";

console.log(evaluate("sqrt(3^2 + 4^2) + det([1, 2; 3, 4])"), derivative("x^3 + sin(2x)", "x").toString(), simplify("2x + 3x").toString());
console.log(format(unit("5.08 cm").to("inch"), 6), chain(3).add(4).multiply(2).done(), matrix([[1, 2]]).size(), format(evaluate("(2 + 3i) * i")));
const exact = create(all, { number: "BigNumber", precision: 40 });
console.log(exact.format(exact.evaluate("1/3")), exact.format(exact.evaluate("gcd(12, 18)")));
