class A {
  get;
  set;
  async;
  static;
  await = 1
  x = 1
  ;["y"] = 2
  'z' = 3
  static static = 4
  static async = 5
  static get = 6
  static await
}
console.log(Object.keys(new A()).join(), Object.keys(A).join(), A.static, A.get);
