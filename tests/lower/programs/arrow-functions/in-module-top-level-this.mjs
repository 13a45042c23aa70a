const f = () => this;
console.log(f(), (() => () => this)()());
console.log([1].map(() => typeof this));
