const A = class {
  static { this.tag = this.name; }
};
console.log(A.tag, new (class { static { this.x = 1; } y = 2; })().y, (class { static { this.z = 3; } }).z);
