(function (global, key, fallback) {
	// What is inherited is an element of the page that has that name.
	if (key && Object.prototype.hasOwnProperty.call(global, key)) return global[key];
	var modules = {}, cache = {};
	function require(id) {
		var module = cache[id];
		if (module && module.started) {
			if (module.failed) throw module.failed.error;
			return module.exports;
		}
		var factory = modules[id];
		if (!factory) return fallback(id);
		module = prepare(id);
		module.started = module.running = true;
		if (!require.main) require.main = module;
		try {
			module.promise = factory.call(module.exports, module, module.exports, require);
			// One that has had nothing to wait for is no promise to anyone.
			if (module.finished) module.promise = void 0;
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
	function prepare(id) {
		return cache[id] || (cache[id] = { id: id, exports: {}, loaded: false, children: [], paths: [] });
	}
	// The object that the exports of an ES module are on, whether it has run or not.
	require.exports = function (id) { return prepare(id).exports; };
	require.define = function (more) {
		for (var id in more) if (!modules[id]) modules[id] = more[id];
	};
	require.resolve = function (id) { return id; };
	require.cache = cache;
	require.modules = modules;
	require.esm = function (module, getters, required, open) {
		module.isESM = true;
		var exports = module.exports;
		if (required && !getters.__esModule) Object.defineProperty(exports, "__esModule", { value: true });
		if (typeof Symbol !== "undefined" && Symbol.toStringTag) Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
		for (var name in getters) Object.defineProperty(exports, name, { enumerable: true, get: getters[name] });
		// What CommonJS code gets has a prototype, since such code calls its methods.
		if (!required && Object.setPrototypeOf) Object.setPrototypeOf(exports, null);
		if (!open) Object.preventExtensions(exports);
	};
	// Promises of modules that await; one that is running now waits for us.
	function pending(id) { return cache[id] && !cache[id].running && cache[id].promise; }
	require.waits = function (ids) { return ids.some(pending); };
	require.wait = function (ids) { return Promise.all(ids.map(pending)); };
	if (key) global[key] = require;
	return require;
})
