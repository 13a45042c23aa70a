const t = true;
console.log(t?.5:1, t ?.5 : 2, 5?.toFixed?.(1), t?[1].length:0);
