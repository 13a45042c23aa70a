import ts from "typescript";

const source = "enum A { X = 1, Y }\nexport class B<T> { constructor(private readonly a: T, public b?: A) {} @log m(): A { return this.b ?? A.X } }";
const made = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2017, module: ts.ModuleKind.CommonJS, experimentalDecorators: true }, reportDiagnostics: true });
console.log(made.outputText, made.diagnostics.length, ts.version);
const host = { ...ts.createCompilerHost({}), getSourceFile: (name) => (name === "a.ts" ? ts.createSourceFile(name, "let a: number = 'x'; undefined_thing;", ts.ScriptTarget.ES2022) : undefined), writeFile() {} };
const program = ts.createProgram(["a.ts"], { noLib: true, noResolve: true, types: [] }, host);
console.log(program.getSemanticDiagnostics(program.getSourceFile("a.ts")).map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n")));
