import { pipe, flow } from "fp-ts/lib/function.js";
import * as A from "fp-ts/lib/Array.js";
import * as E from "fp-ts/lib/Either.js";
import * as O from "fp-ts/lib/Option.js";
import * as TE from "fp-ts/lib/TaskEither.js";
import { struct } from "fp-ts/lib/Eq.js";
import * as N from "fp-ts/lib/number.js";
import { contramap } from "fp-ts/lib/Ord.js";

async function main() {
  console.log(pipe([3, 1, 2], A.sort(contramap((n) => -n)(N.Ord)), A.map(flow(O.fromPredicate((n) => n > 1), O.map((n) => n * 2))), A.compact));
  console.log(await pipe(TE.tryCatch(async () => 1, String), TE.chain((n) => TE.left(`no ${n}`)), TE.getOrElse((why) => async () => why))(), struct({ a: N.Eq }).equals({ a: 1 }, { a: 1 }), E.isLeft(E.left(1)));
}

main();
