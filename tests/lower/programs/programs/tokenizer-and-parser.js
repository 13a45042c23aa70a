const TOKEN = /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<name>[a-z]\w*)|(?<op>\*\*|[-+*/()=,]))/y;
function* tokenize(text) {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const m = TOKEN.exec(text);
    if (!m) throw new SyntaxError(`unexpected ${text.slice(at).trim()[0]}`);
    const [type, value] = Object.entries(m.groups).find(([, v]) => v != null);
    yield { type, value };
  }
}
class Parser {
  #tokens;
  #current;
  static #binary = { "+": 1, "-": 1, "*": 2, "/": 2, "**": 3 };
  static parse = (text, scope = {}) => new this(text).#run(scope);
  constructor(text) {
    this.#tokens = tokenize(text);
    this.#next();
  }
  #next() { ({ value: this.#current } = this.#tokens.next()); }
  #take(value) {
    if (this.#current?.value !== value) return false;
    this.#next();
    return true;
  }
  #run(scope) {
    const value = this.#expression(0)(scope);
    if (this.#current) throw new SyntaxError(`left over ${this.#current.value}`);
    return value;
  }
  #expression(least) {
    let left = this.#primary();
    for (let power; (power = Parser.#binary[this.#current?.value]) > least; ) {
      const op = this.#current.value;
      this.#next();
      const [a, b] = [left, this.#expression(op === "**" ? power - 1 : power)];
      left = {
        "+": (s) => a(s) + b(s),
        "-": (s) => a(s) - b(s),
        "*": (s) => a(s) * b(s),
        "/": (s) => a(s) / b(s),
        "**": (s) => a(s) ** b(s),
      }[op];
    }
    return left;
  }
  #primary() {
    const { type, value } = this.#current ?? {};
    if (this.#take("(")) {
      const inner = this.#expression(0);
      if (!this.#take(")")) throw new SyntaxError("missing )");
      return inner;
    }
    if (this.#take("-")) {
      const inner = this.#expression(2);
      return (s) => -inner(s);
    }
    this.#next();
    switch (type) {
      case "number":
        return () => Number(value);
      case "name": {
        if (!this.#take("(")) return ({ [value]: v = NaN }) => v;
        const args = [];
        while (!this.#take(")")) {
          args.push(this.#expression(0));
          this.#take(",");
        }
        return (s) => s[value](...args.map((f) => f(s)));
      }
      default:
        throw new SyntaxError(`expected a value, got ${value ?? "the end"}`);
    }
  }
}
for (const text of ["1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-x + max(1, y, 3)", "1 +", "(2", "3 4", "a $"]) {
  try {
    console.log(text, "=", Parser.parse(text, { x: 5, y: 9, max: Math.max }));
  } catch ({ name, message }) {
    console.log(text, name, message);
  }
}
