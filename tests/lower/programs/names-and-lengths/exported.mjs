export const arrow = () => {};
export function decl() {}
export class Cls {}
export let fn = function () {};
console.log(arrow.name, decl.name, Cls.name, fn.name);
