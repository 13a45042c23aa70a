export default class {
  static tag = this.name;
}
console.log("loaded");
