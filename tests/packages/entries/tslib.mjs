import * as tslib from "tslib";
import { __awaiter, __decorate, __extends, __rest, __spreadArray } from "tslib";

function A() {}
A.prototype.hi = () => "hi";
function B() {}
__extends(B, A);
console.log(new B().hi(), __rest({ a: 1, b: 2 }, ["a"]), __spreadArray([1], [2, 3], false), Object.keys(tslib).length);
__decorate([(target, key) => console.log("decorated", key)], B.prototype, "hi", null);
__awaiter(null, undefined, Promise, function* () { return (yield 1) + 1; }).then(console.log);
