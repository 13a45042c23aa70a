class Observable {
  #subscribe;
  constructor(subscribe) { this.#subscribe = subscribe; }
  static of(...values) {
    return new this(({ next, complete }) => {
      for (const v of values) next(v);
      complete?.();
    });
  }
  subscribe(observer) {
    let closed = false;
    const { next, error = (e) => { throw e; }, complete } = typeof observer === "function" ? { next: observer } : observer;
    const guard = (f) => (...a) => { if (!closed) f?.(...a); };
    const teardown = this.#subscribe({ next: guard(next), error: guard((e) => { closed = true; error(e); }), complete: guard(() => { closed = true; complete?.(); }) });
    return { unsubscribe() { closed = true; teardown?.(); }, get closed() { return closed; } };
  }
  pipe(...ops) { return ops.reduce((source, op) => op(source), this); }
}
const map = (f) => (source) => new Observable(({ next, ...rest }) => void source.subscribe({ next: (v) => next(f(v)), ...rest }));
const take = (n) => (source) => new Observable(({ next, complete, ...rest }) => {
  let left = n;
  source.subscribe({ next(v) { if (left-- > 0) next(v); if (left === 0) complete(); }, complete, ...rest });
});
const log = [];
Observable.of(1, 2, 3, 4).pipe(map((x) => x ** 2), take(2)).subscribe({ next: (v) => log.push(v), complete: () => log.push("done") });
console.log(log);
