import { Effect, Option, pipe, Schedule, Schema, Stream } from "effect";

async function main() {
  const program = Effect.gen(function* () {
    const a = yield* Effect.succeed(20);
    const b = yield* pipe(Effect.fail("no"), Effect.catch(() => Effect.succeed(22)));
    return a + b;
  });
  console.log(await Effect.runPromise(program), Option.getOrElse(Option.none(), () => "none"));
  console.log(await Effect.runPromise(Stream.runCollect(Stream.map(Stream.fromIterable([1, 2, 3]), (n) => n * n))), typeof Schedule.recurs);
  console.log(Schema.decodeUnknownSync(Schema.Struct({ n: Schema.NumberFromString }))({ n: "12" }));
}

main();
