import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import * as markdown from "prettier/plugins/markdown";
import * as postcss from "prettier/plugins/postcss";
import * as typescript from "prettier/plugins/typescript";
import * as prettier from "prettier/standalone";

async function main() {
  const plugins = [babel, estree, markdown, postcss, typescript];
  console.log(await prettier.format("const a={b:1,'c':[1,2,...d]};if(a)b();else{c()}\nexport default async()=>{await <p a='1'>x</p>}", { parser: "babel", plugins }));
  console.log(await prettier.format("type A<T>={[K in keyof T]?:T[K]};enum E{A=1}abstract class B{private x!:number}", { parser: "typescript", plugins }));
  console.log(await prettier.format("a{b:c;d:e}@media (x){.y>z{color:RED}}", { parser: "css", plugins }));
  console.log(await prettier.format("*  a\n*  b\n\n```js\nlet a=1\n```", { parser: "markdown", plugins }));
}

main();
