import katex from "katex";

console.log(katex.renderToString("\\frac{a^2}{\\sqrt{b}} + \\sum_{i=0}^n x_i", { output: "mathml" }));
console.log(katex.renderToString("\\alpha \\xrightarrow{f} \\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", { displayMode: true }).length, katex.version);
try { katex.renderToString("\\frac{"); } catch (error) { console.log(error.message); }
