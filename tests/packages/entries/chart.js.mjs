import { BarController, BarElement, CategoryScale, Chart, LinearScale, registerables, Tooltip } from "chart.js";
import { color, easingEffects, formatNumber, splineCurve } from "chart.js/helpers";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);
console.log(Chart.version, Chart.registry.getController("bar").id, Chart.registry.getScale("linear").id, registerables.length);
console.log(color("rgb(10, 20, 30)").darken(0.5).hexString(), easingEffects.easeOutBounce(0.3).toFixed(4), formatNumber(1234.5, "en"));
console.log(splineCurve({ x: 0, y: 0 }, { x: 1, y: 2 }, { x: 2, y: 0 }, 0.4).next.x.toFixed(3));
console.log(Chart.defaults.scales.linear.ticks.callback.length, Object.keys(Chart.overrides).sort().join());
