function* g() {
  try {
    return (yield "a") + "!";
  } finally {
    yield "cleanup";
  }
}
const it = g();
console.log(it.next(), it.next("v"), it.next(), it.next());
function* h() {
  outer: for (const x of [1, 2]) {
    try {
      try {
        continue outer;
      } finally {
        yield `inner ${x}`;
      }
    } finally {
      yield `outer ${x}`;
    }
  }
}
console.log([...h()]);
