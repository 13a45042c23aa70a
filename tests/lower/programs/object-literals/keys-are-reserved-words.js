const o = { if: 1, class: 2, new: 3, default() { return 4; }, get typeof() { return 5; }, function: function () { return 6; }, let: 7, yield: 8, null: 9, true: 10 };
console.log(o.if, o.class, o.new, o.default(), o.typeof, o.function(), o.let, o.yield, o.null, o.true);
