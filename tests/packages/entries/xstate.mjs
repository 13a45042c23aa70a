import { assign, createActor, createMachine, fromPromise, setup, waitFor } from "xstate";

async function main() {
  const machine = setup({ actors: { fetchName: fromPromise(async ({ input }) => `name ${input}`) }, guards: { enough: ({ context }) => context.tries > 1 } }).createMachine({
    id: "load", context: { tries: 0, name: null }, initial: "idle",
    states: {
      idle: { on: { GO: [{ guard: "enough", target: "loading" }, { actions: assign({ tries: ({ context }) => context.tries + 1 }) }] } },
      loading: { invoke: { src: "fetchName", input: ({ context }) => context.tries, onDone: { target: "done", actions: assign({ name: ({ event }) => event.output }) } } },
      done: { type: "final" },
    },
  });
  const actor = createActor(machine);
  const seen = [];
  actor.subscribe((snapshot) => seen.push(snapshot.value));
  actor.start();
  for (let i = 0; i < 3; i += 1) actor.send({ type: "GO" });
  await waitFor(actor, (snapshot) => snapshot.status === "done");
  console.log(seen, actor.getSnapshot().context, createMachine({ initial: "a", states: { a: {} } }).id);
}

main();
