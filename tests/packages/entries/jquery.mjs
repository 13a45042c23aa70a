import { window } from "../browser/globals.mjs";
import { jQueryFactory } from "jquery/factory";

const $ = jQueryFactory(window);
$("<ul>").append($.map(["a", "b", "c"], (name) => $("<li>").text(name).addClass(name))).appendTo("body");
$("li").on("tick", (event, by) => $(event.target).attr("data-n", (_, old) => (+old || 0) + by));
$("li.b").trigger("tick", [2]).trigger("tick", [3]).next().css("color", "red").end().before("<hr>");
console.log(document.body.innerHTML, $("li:not(.a)").length, $.fn.jquery);
console.log($.param({ a: [1, 2], b: { c: "d e" } }), $.extend(true, {}, { a: { b: 1 } }, { a: { c: 2 } }));
$.when($.Deferred().resolve(7), 8).then((a, b) => {
  console.log(a, b);
  process.exit(0);
});
