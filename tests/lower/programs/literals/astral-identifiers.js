const 𠮷 = "astral";
const o = { 𠮷 };
const ünï = 1;
console.log(𠮷, Object.keys(o), o.𠮷, ünï);
