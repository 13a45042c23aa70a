for (const v of [0, "", false, NaN, Symbol.iterator, () => {}]) console.log(typeof v?.toString, typeof v?.constructor);
