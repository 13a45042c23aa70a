class Shape {
  constructor() {
    if (new.target === Shape) throw new TypeError("abstract");
    this.name = new.target.name;
  }
}
class Circle extends Shape {}
try {
  new Shape();
} catch (e) {
  console.log(e.message);
}
console.log(new Circle().name);
