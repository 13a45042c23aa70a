// Decorators as TypeScript has them with `experimentalDecorators`: two arguments for a
// class, four for a member. `descriptor` is null for a method or accessor, whose own is
// looked up, and undefined for a field, which has none.
export default function decorate(decorators, target, key, descriptor) {
  var isClass = arguments.length < 3;
  var result = isClass ? target : descriptor === null ? Object.getOwnPropertyDescriptor(target, key) : descriptor;
  if (typeof Reflect === "object" && typeof Reflect.decorate === "function") {
    result = isClass ? Reflect.decorate(decorators, target) : Reflect.decorate(decorators, target, key, result);
  } else {
    for (var index = decorators.length - 1; index >= 0; index--) {
      var decorator = decorators[index];
      if (!decorator) continue;
      result = (isClass ? decorator(result) : decorator(target, key, result)) || result;
    }
  }
  if (!isClass && result) Object.defineProperty(target, key, result);
  return result;
}
