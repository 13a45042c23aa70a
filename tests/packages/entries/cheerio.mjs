import * as cheerio from "cheerio";

const $ = cheerio.load('<ul id="x"><li class="a">1<li class="b">2 &amp; 3</ul><p>after');
$("li.b").addClass("c").before("<li>new</li>").text((_, text) => `${text}!`);
console.log($.html(), $("li").map((_, element) => $(element).text()).get(), $("li:nth-child(2)").length);
console.log(cheerio.load("<a><B/></a>", { xml: true }).xml(), $("#x").extract({ items: ["li"] }));
