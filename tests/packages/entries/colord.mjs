import { colord, extend } from "colord";
import a11y from "colord/plugins/a11y";
import mix from "colord/plugins/mix";
import names from "colord/plugins/names";

extend([a11y, mix, names]);
console.log(colord("rebeccapurple").mix("white", 0.3).toHex(), colord("#123").contrast("#eee"), colord({ h: 200, s: 50, l: 50 }).toName({ closest: true }), colord("hsl(90deg 50% 40% / .5)").toRgbString());
