const s = Symbol("s");
class A {
  [s] = 1;
  b = 2;
  1 = 3;
  a = 4;
}
console.log(Reflect.ownKeys(new A()).map(String), Object.getOwnPropertyDescriptor(new A(), s).enumerable);
