// Compiles Sass by Dart Sass, prints it and a made style sheet by lightningcss as npm has it,
// and says where the two differ.
//   node reference.mjs FILE.scss LOAD_PATH MADE.css [loose]
// `loose` asks only whether both have the same selectors.
//
// Channels of colours may differ by one: Dart Sass calculates with fractions since 1.80, and
// older releases, whose rules ours are, with whole numbers. So where a colour is a part of an
// image that is written as text, the text is not compared; nor is what Bulma chooses by the
// contrast of two colours (`-invert-l`), or where a lightness below 0 % is cut off.
import { readFileSync } from "node:fs";
import { transform } from "lightningcss";
import * as sass from "sass";

const [file, loadPath, made, loose] = process.argv.slice(2);

function rules(code) {
	let text = code;
	for (let turn = 0; turn < 2; turn++) {
		text = transform({ filename: "a.css", code: Buffer.from(text), minify: true, errorRecovery: true }).code;
	}
	return text.toString().replace(/^@charset "UTF-8";/, "").replaceAll(/([{};])/g, "$1\n").split("\n");
}

// Numbers apart from the text between them; those of colours are marked.
function parts(rule) {
	const colors = rule
		.replaceAll(/url\("data:image\/svg[^"]*"\)/g, "IMAGE")
		.replaceAll(/#([0-9a-f]{3,8})\b/gi, (_, digits) => {
			const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
			return `color(${long.match(/../g).map((pair) => `c${parseInt(pair, 16)}`).join(",")})`;
		});
	const numbers = [];
	const text = colors.replaceAll(/c?-?\d*\.?\d+/g, (number) => {
		numbers.push(number);
		return "N";
	});
	return { text, numbers };
}

function same(one, other) {
	if (one === other) return true;
	const property = one.split(":")[0];
	if (/-invert-l$|-black-on-scheme-l$/.test(property)) return other.startsWith(`${property}:`);
	// Sums may be in brackets, or in another order.
	const terms = (rule) => rule.replaceAll(/calc|[();}]/g, "").split(/\s\+\s|:/).sort().join(" ");
	if (one.includes("calc(") && other.includes("calc(") && terms(one) === terms(other)) return true;
	const [a, b] = [parts(one), parts(other)];
	return (
		a.text === b.text &&
		a.numbers.every((number, at) => {
			const isChannel = number.startsWith("c") || /-rgb:/.test(one);
			const [x, y] = [number, b.numbers[at]].map((text) => Number(text.replace("c", "")));
			return Math.abs(x - y) <= (isChannel ? 1 : 0.001);
		})
	);
}

const { css } = sass.compile(file, { loadPaths: [loadPath], logger: sass.Logger.silent, quietDeps: true });
const [wanted, found] = [rules(css), rules(readFileSync(made, "utf8"))];
const different = [];
if (loose) {
	// Which selectors there are, wherever they stand.
	const selectors = (lines) => {
		const lists = lines.filter((line) => line.endsWith("{") && !line.startsWith("@"));
		return new Set(lists.flatMap((list) => list.slice(0, -1).split(/,(?![^(]*\))/)));
	};
	const [a, b] = [selectors(wanted), selectors(found)];
	for (const selector of a) if (!b.has(selector)) different.push(`missing: ${selector}`);
	for (const selector of b) if (!a.has(selector)) different.push(`more: ${selector}`);
} else for (let at = 0; at < Math.max(wanted.length, found.length); at++) {
	if (!same(wanted[at] ?? "", found[at] ?? "")) different.push(`${at}: ${wanted[at]} | ${found[at]}`);
}
if (different.length) {
	console.log(`${different.length} of ${wanted.length} differ`);
	console.log(different.slice(0, 12).join("\n"));
	process.exit(1);
}
console.log(`${wanted.length} are the same`);
