console.log([..."a\u{1F600}\uD83D"].length, [..."\u{20BB7}x"].map((c) => c.length));
console.log(((...c) => c)(..."x\u{1F600}").length);
