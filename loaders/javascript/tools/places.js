// Places in texts, and source maps that follow each other.

// Where the frame in a compiler's message points: `12 |  code` above `   |   ^^^`.
export function framePlace(message) {
  const lines = message.split("\n");
  for (let i = 1; i < lines.length; i++) {
    const mark = /^(\s*)\|(\s*)\^/.exec(lines[i]);
    const above = /^(\d+)\s*\| {0,2}/.exec(lines[i - 1]);
    if (mark && above) {
      return { line: Number(above[1]), column: mark[0].length - 1 - lines[i - 1].indexOf("|") - 2 };
    }
  }
  return undefined;
}

export function lineAndColumn(text, offset) {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function decode(mappings) {
  let source = 0, line = 0, column = 0, name = 0;
  return mappings.split(";").map((text) => {
    let generated = 0;
    return text.split(",").filter(Boolean).map((segment) => {
      const fields = [];
      let value = 0, shift = 0;
      for (const digit of segment) {
        const bits = DIGITS.indexOf(digit);
        value |= (bits & 31) << shift;
        shift += 5;
        if (!(bits & 32)) {
          fields.push(value & 1 ? -(value >> 1) : value >> 1);
          value = shift = 0;
        }
      }
      generated += fields[0];
      if (fields.length === 1) return [generated];
      source += fields[1];
      line += fields[2];
      column += fields[3];
      if (fields.length === 4) return [generated, source, line, column];
      name += fields[4];
      return [generated, source, line, column, name];
    });
  });
}

function number(value) {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const bits = rest & 31;
    rest >>>= 5;
    text += DIGITS[rest ? bits | 32 : bits];
  } while (rest);
  return text;
}

function encode(lines) {
  const last = [0, 0, 0, 0, 0];
  return lines.map((segments) => {
    last[0] = 0;
    return segments.map((segment) => segment.map((value, at) => {
      const text = number(value - last[at]);
      last[at] = value;
      return text;
    }).join("")).join(",");
  }).join(";");
}

// The map of `code` followed by another text with a map of its own. Either may be missing.
export function joinMaps(first, code, second) {
  if (!second) return first;
  const lines = first ? decode(first.mappings) : [];
  const height = code.split("\n").length - 1;
  while (lines.length < height) lines.push([]);
  lines.length = height;
  const sources = first ? first.sources.length : 0;
  const names = first ? first.names.length : 0;
  for (const segments of decode(second.mappings)) {
    lines.push(segments.map((segment) => segment.map((value, at) =>
      (at === 1 ? value + sources : at === 4 ? value + names : value))));
  }
  return {
    version: 3,
    sources: [...(first ? first.sources : []), ...second.sources],
    names: [...(first ? first.names : []), ...second.names],
    mappings: encode(lines),
  };
}
