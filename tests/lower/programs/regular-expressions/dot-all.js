console.log(/a.b/s.test("a\nb"), /a.b/.test("a\nb"), /^.+$/s.exec("x\r\n\u2028y")[0].length, /[.]/s.test("\n"), /\./s.test("a"), "a\nb".replace(/./gs, "x"), /^.$/su.test("\u{1F600}"));
