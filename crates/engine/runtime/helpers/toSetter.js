// An object whose property `_` calls `set` with what it is assigned, after `args`:
// `[this.#a] = list` is `[toSetter(set, [field, this])._] = list`.
export default function toSetter(set, args, self) {
  return Object.defineProperty({}, "_", {
    set: function (value) {
      set.apply(self, (args || []).concat([value]));
    }
  });
}
