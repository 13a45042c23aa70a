// The body of an async function.
const controller = new AbortController(), seen = [];
controller.signal.addEventListener("abort", () => seen.push(controller.signal.reason.name));
controller.abort();
return [controller.signal.aborted, seen];
