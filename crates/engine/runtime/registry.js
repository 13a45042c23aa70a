(function (global, key, fallback) {
	if (key && global[key]) return global[key];
	var modules = {}, cache = {};
	function require(id) {
		var module = cache[id];
		if (module) {
			if (module.failed) throw module.failed.error;
			return module.exports;
		}
		var factory = modules[id];
		if (!factory) return fallback(id);
		module = cache[id] = { id: id, exports: {}, loaded: false, children: [], paths: [] };
		module.running = true;
		try {
			module.promise = factory.call(module.exports, module, module.exports, require);
			module.loaded = true;
		} catch (error) {
			// An ES module that throws has failed for good; CommonJS is run again.
			if (module.isESM) module.failed = { error: error };
			else delete cache[id];
			throw error;
		} finally {
			module.running = false;
		}
		return module.exports;
	}
	require.define = function (more) {
		for (var id in more) if (!modules[id]) modules[id] = more[id];
	};
	require.resolve = function (id) { return id; };
	require.cache = cache;
	require.esm = function (module, getters) {
		module.isESM = true;
		var exports = module.exports;
		Object.defineProperty(exports, "__esModule", { value: true });
		if (typeof Symbol !== "undefined" && Symbol.toStringTag) Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
		for (var name in getters) Object.defineProperty(exports, name, { enumerable: true, get: getters[name] });
	};
	// Promises of modules that await; one that is running now waits for us.
	require.wait = function (ids) {
		return Promise.all(ids.map(function (id) { return cache[id] && !cache[id].running && cache[id].promise; }));
	};
	if (key) global[key] = require;
	return require;
})
