(function (global, key, loader, base, hash, registry) {
	// What is inherited is an element of the page that has that name.
	if (Object.prototype.hasOwnProperty.call(global, key)) return global[key];
	var modules = registry ? registry.modules : {};
	function require(id) {
		if (registry) return registry(id);
		if (!Object.prototype.hasOwnProperty.call(modules, id)) {
			var error = new Error("Cannot find module '" + id + "'");
			error.code = "MODULE_NOT_FOUND";
			throw error;
		}
		return modules[id]();
	}
	// What the loader of chunks has is changed there.
	function property(name, inside, value) {
		if (!loader) return void (require[name] = value);
		Object.defineProperty(require, name, {
			enumerable: true,
			get: function () { return loader[inside]; },
			set: function (value) { loader[inside] = value; }
		});
	}
	require.m = modules;
	require.c = registry ? registry.cache : {};
	require.h = function () { return hash; };
	require.u = function (id) { return loader && loader.file ? loader.file(id) : id + ".js"; };
	require.e = function (id) {
		return loader && loader.load ? loader.load(id) : Promise.reject(new Error("there is no chunk '" + id + "'"));
	};
	require.b = typeof document === "undefined" ? typeof location === "undefined" ? "" : location.href : document.baseURI;
	property("p", "base", base);
	property("nc", "nonce");
	return global[key] = require;
})
