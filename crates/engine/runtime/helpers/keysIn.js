// The keys of `for (key in object)`, one with each call, then `undefined`. What is deleted
// before its turn comes is left out.
export default function keysIn(object) {
  var keys = [];
  var index = 0;
  for (var key in (object = Object(object))) keys.push(key);
  return function () {
    while (index < keys.length) {
      var key = keys[index++];
      if (key in object) return key;
    }
  };
}
