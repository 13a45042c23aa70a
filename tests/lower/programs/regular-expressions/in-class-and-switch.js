class Lexer {
  *lex(text) {
    const re = /(?<num>\d+)|(?<word>\p{L}+)|(?<space>\s+)|(?<other>.)/suy;
    for (let m; (m = re.exec(text)); ) {
      const [kind] = Object.entries(m.groups).find(([, v]) => v !== undefined);
      if (kind !== "space") yield `${kind}:${m[0]}`;
    }
  }
}
console.log([...new Lexer().lex("añb 12+\u{1F600}")]);
