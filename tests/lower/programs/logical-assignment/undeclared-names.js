try {
  notDeclared ??= 1;
} catch (e) {
  console.log(e.name);
}
globalThis.declared = null;
declared ??= "set";
console.log(declared, globalThis.declared);
