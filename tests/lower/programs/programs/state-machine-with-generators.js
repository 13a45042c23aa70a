function* trafficLight(cycles) {
  const states = ["green", "yellow", "red"];
  let broken = 0;
  while (cycles-- > 0) {
    for (const state of states) {
      try {
        const command = yield state;
        switch (command) {
          case "skip":
            continue;
          case "restart":
            cycles++;
            break;
          case "stop":
            return { broken, cycles };
          default:
            continue;
        }
        break;
      } catch ({ message }) {
        broken++;
        yield `blinking (${message})`;
      }
    }
  }
  return { broken };
}
const light = trafficLight(2);
const out = [light.next().value, light.next("skip").value, light.throw(new Error("power")).value];
out.push(light.next().value, light.next("restart").value, light.next().value, light.next("stop").value);
console.log(out, light.next());
