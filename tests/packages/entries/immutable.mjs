import { fromJS, List, Map, OrderedSet, Range, Record, Seq } from "immutable";

const Point = Record({ x: 0, y: 0 });
console.log(fromJS({ a: [{ b: 1 }] }).updateIn(["a", 0, "b"], (n) => n + 1).toJS(), Map({ a: 1 }).equals(Map([["a", 1]])), new Point({ x: 3 }).set("y", 4).toObject());
console.log(Range(1, Infinity).filter((n) => n % 7 === 0).take(3).toArray(), List([1, 2, 3]).reverse().join(), OrderedSet([2, 1, 2]).toArray(), Seq({ a: 1 }).flip().toObject(), String(Map({ k: List([1]) })));
