import BigNumber from "bignumber.js";

const Precise = BigNumber.clone({ DECIMAL_PLACES: 30 });
console.log(new BigNumber("0.1").plus("0.2").toString(), new Precise(1).div(3).toFixed(), new BigNumber("ff", 16).toString(2), new BigNumber(1234567.891).toFormat(2));
console.log(new BigNumber(2).pow(100).toString(), new BigNumber(10).sqrt().sd(5).toString(), BigNumber.isBigNumber(new Precise(1)));
