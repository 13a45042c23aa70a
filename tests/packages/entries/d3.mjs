import * as d3 from "d3";

console.log(d3.extent([3, 1, 4, 1, 5]), d3.quantile([1, 2, 3, 4], 0.25), d3.format(",.2f")(1234567.891));
console.log(d3.scaleLinear([0, 10], ["red", "blue"])(4), d3.scaleTime().domain([new Date(2020, 0, 1), new Date(2020, 11, 31)]).ticks(4).length);
console.log(d3.line().curve(d3.curveCatmullRom)([[0, 0], [10, 5], [20, 0], [30, 8]]));
console.log(d3.csvParse("a,b\n1,2\n3,4", d3.autoType).map((row) => row.a + row.b));
const root = d3.hierarchy({ children: [{ value: 3 }, { children: [{ value: 1 }, { value: 2 }] }] }).sum((d) => d.value ?? 0);
console.log(d3.treemap().size([100, 50])(root).leaves().map((leaf) => [leaf.x0, leaf.y0, leaf.x1, leaf.y1].map(Math.round)));
console.log(d3.geoPath(d3.geoMercator())({ type: "LineString", coordinates: [[0, 0], [10, 10]] }));
console.log(d3.arc()({ innerRadius: 0, outerRadius: 10, startAngle: 0, endAngle: 1 }), d3.interpolateViridis(0.3));
const simulation = d3.forceSimulation([{ x: 1, y: 2 }, { x: 3, y: 1 }]).force("charge", d3.forceManyBody()).stop().tick(10);
console.log(simulation.nodes().map((node) => node.x.toFixed(3)), d3.timeFormat("%d %B %Y")(new Date(2021, 2, 4)));
