(async () => {
  const log = [];
  for (let i = 0; i < 4; i++) {
    try {
      if (i === 0) continue;
      if (i === 2) break;
      log.push(await `body${i}`);
    } finally {
      log.push(await `finally${i}`);
    }
  }
  console.log(log);
  const f = async () => {
    for (;;) {
      try {
        return await "value";
      } finally {
        await null;
        log.push("leaving");
      }
    }
  };
  console.log(await f(), log.length);
})();
