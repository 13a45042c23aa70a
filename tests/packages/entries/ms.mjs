import ms from "ms";

console.log(ms("2.5 days"), ms(60000), ms(-3 * 60000, { long: true }), ms("1y"));
