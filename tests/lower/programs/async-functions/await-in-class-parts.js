(async () => {
  class A extends (await Promise.resolve(Array)) {
    [await "method"]() {
      return this.length;
    }
    static [await "value"] = 5;
  }
  console.log(A.from([1, 2]).method(), A.value);
})();
