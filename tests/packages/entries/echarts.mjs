import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TitleComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, GridComponent, TitleComponent, SVGRenderer]);
const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 300, height: 200 });
chart.setOption({ animation: false, title: { text: "T" }, xAxis: { data: ["a", "b"] }, yAxis: {}, series: [{ type: "bar", data: [1, 2] }, { type: "line", data: [2, 1] }] });
console.log(chart.renderToSVGString().replace(/zr\d+/g, "zr"), echarts.version);
chart.dispose();
