// A context: a function that gives the modules of a folder by their requests. `members` has
// a list for each: how to run it, its id, and its requests.
export default function moduleContext(members, id, asynchronous) {
  var known = {};
  for (var index = 0; index < members.length; index++) {
    for (var at = 2; at < members[index].length; at++) known[members[index][at]] = members[index];
  }
  function find(request) {
    if (Object.prototype.hasOwnProperty.call(known, request)) return known[request];
    var error = new Error("Cannot find module '" + request + "'");
    error.code = "MODULE_NOT_FOUND";
    throw error;
  }
  function context(request) {
    if (!asynchronous) return find(request)[0]();
    return Promise.resolve().then(function () {
      return find(request)[0]();
    });
  }
  context.keys = function () {
    return Object.keys(known).sort();
  };
  context.resolve = function (request) {
    return find(request)[1];
  };
  context.id = id;
  return context;
}
