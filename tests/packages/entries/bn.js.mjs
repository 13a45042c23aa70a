import BN from "bn.js";

console.log(new BN("dead", 16).pow(new BN(5)).toString(), new BN(3).toRed(BN.red("k256")).redInvm().toString(16), new BN(2).shln(100).mod(new BN(97)).toNumber(), new BN([1, 2, 3]).toArrayLike(Buffer, "le", 5));
