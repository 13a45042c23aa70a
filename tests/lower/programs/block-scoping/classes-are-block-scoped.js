const made = [];
for (let i = 0; i < 3; i++) {
  class Item {
    static id = i;
    value() {
      return Item.id * 10 + i;
    }
  }
  made.push(Item);
}
console.log(made.map((C) => new C().value()), typeof Item);
console.log(made[0] !== made[1]);
