let n = 0;
const make = () => class { [`k${n++}`] = n; static [`s${n++}`] = n; };
const A = make(), B = make();
console.log({ ...new A() }, { ...new A() }, { ...new B() }, Object.keys(A), Object.keys(B), n);
