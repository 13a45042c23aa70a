import regenerator from "regenerator-runtime";

function count(to) {
  let n;
  return regenerator.wrap(function step(context) {
    for (;;) {
      switch ((context.prev = context.next)) {
        case 0: n = 0;
        case 1: if (!(n < to)) { context.next = 3; break; } context.next = 2; return n;
        case 2: n += 1; context.next = 1; break;
        case 3: case "end": return context.stop();
      }
    }
  }, regenerator.mark(count));
}
console.log([...count(3)], typeof regeneratorRuntime);
