import { actionBound, autorun, computed, flow, makeAutoObservable, makeObservable, observable, reaction, runInAction, toJS } from "mobx";

async function main() {
  class Cart {
    items = [];
    constructor() { makeAutoObservable(this); }
    get total() { return this.items.reduce((sum, item) => sum + item.price, 0); }
    add(item) { this.items.push(item); }
    *load(prices) { for (const price of prices) this.add({ price: yield Promise.resolve(price) }); }
  }
  class Point {
    x = 1;
    constructor() { makeObservable(this, { x: observable, double: computed, move: actionBound }); }
    get double() { return this.x * 2; }
    move() { this.x += 1; }
  }
  const cart = new Cart();
  const log = [];
  autorun(() => log.push(cart.total));
  reaction(() => cart.items.length, (length) => log.push(`length ${length}`));
  runInAction(() => { cart.add({ price: 1 }); cart.add({ price: 2 }); });
  await cart.load([10, 20]);
  const point = new Point();
  const { move } = point;
  move();
  console.log(log, toJS(cart.items), point.double, typeof flow, observable.map([["a", 1]]).get("a"));
}

main();
