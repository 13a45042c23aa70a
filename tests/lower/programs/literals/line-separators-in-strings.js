console.log("a\u2028b".length, JSON.stringify("\u2029"), " ".length);
