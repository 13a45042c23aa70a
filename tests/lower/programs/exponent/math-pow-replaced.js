const pow = Math.pow;
Math.pow = () => "replaced";
const r = [2, 3].map((x) => x * x);
Math.pow = pow;
let Math2 = { pow: () => "other" };
{
  let Math = Math2;
  console.log(2 ** 3, Math.pow(), r);
}
