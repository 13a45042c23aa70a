function search(grid, goal) {
  const probes = [];
  for (const row of grid) {
    for (let x = 0; x < row.length; x++) {
      probes.push(() => row[x]);
      switch (row[x]) {
        case goal:
          return probes.map((p) => p());
        case "skip":
          continue;
        case "next":
          break;
        default:
          probes.push(() => "other" + x);
      }
      if (row[x] === "next") break;
    }
  }
  return "none";
}
console.log(search([["a", "skip", "b"], ["next", "zz"], ["q", "goal"]], "goal"));
console.log(search([["a"]], "goal"));
