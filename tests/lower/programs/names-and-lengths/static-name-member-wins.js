const A = class { static name() { return "method"; } };
const B = class { static name = "field"; };
const C = class { static get name() { return "getter"; } };
const o = { D: class { static ["na" + "me"] = "computed"; } };
console.log(A.name(), B.name, C.name, o.D.name);
