(function (global, key, files, base, crossOrigin, integrity) {
	var queue = global[key] = global[key] || [];
	var loader = queue.loader;
	if (!loader) {
		var chunks = {}, loads = {}, known = {}, integrities = {};
		loader = queue.loader = {
			base: base,
			crossOrigin: crossOrigin,
			// Names of files by chunk, each followed by the chunks that it needs.
			add: function (files, integrity) {
				var id;
				for (id in files) known[id] = files[id];
				for (id in integrity) integrities[id] = integrity[id];
			},
			file: function (id) { return known[id] && known[id][0]; },
			get: function (id) {
				var chunk = chunks[id];
				if (chunk.failed) throw chunk.failed.error;
				if (!chunk.exports) {
					chunk.exports = {};
					try {
						chunk.value = chunk.run.apply(void 0, [chunk.exports].concat(chunk.needs.map(loader.get)));
					} catch (error) {
						chunk.failed = { error: error };
						throw error;
					}
				}
				return chunk.exports;
			},
			// The address of any file of the build.
			url: function (file) {
				var address = loader.base + file;
				if (typeof document !== "undefined") return new URL(address, document.baseURI);
				return typeof location !== "undefined" ? new URL(address, location.href) : require("url").pathToFileURL(address);
			},
			load: function (id, priority) {
				return new Promise(function (resolve, reject) {
					ensure(id, resolve, reject, priority);
				}).then(function () {
					var exports = loader.get(id);
					return Promise.resolve(chunks[id].value).then(function () { return exports; });
				});
			},
			run: function (id) {
				if (!missing(id, {})) {
					loader.get(id);
					return chunks[id].value;
				}
				// Not a turn later than all is there: others may come in between.
				if (typeof Promise === "function") return new Promise(function (resolve, reject) {
					ensure(id, function () {
						try {
							loader.get(id);
						} catch (error) {
							return reject(error);
						}
						resolve(chunks[id].value);
					}, reject);
				});
				// What brings promises may be in what is missing.
				ensure(id, function () { loader.get(id); }, function (error) { setTimeout(function () { throw error; }); });
			}
		};
		loader.add(files, integrity);
		queue.forEach(register);
		queue.push = function (chunk) {
			register(chunk);
			start(chunk);
		};
		queue.forEach(start);
	} else loader.add(files, integrity);
	return loader;

	function register(chunk) {
		chunks[chunk[0]] = chunks[chunk[0]] || { needs: chunk[1], run: chunk[2] };
	}
	// An entry without a loader of its own runs as soon as there is one.
	function start(chunk) {
		if (chunk[3]) loader.run(chunk[0]);
	}

	function missing(id, seen) {
		if (seen[id]) return false;
		seen[id] = true;
		return !chunks[id] || chunks[id].needs.some(function (need) { return missing(need, seen); });
	}
	// Calls `done` when a chunk and all that it needs are there; chunks may need each other.
	function ensure(id, done, failed, priority) {
		var seen = {}, left = 1;
		visit(id);
		one();
		function visit(id) {
			if (seen[id]) return;
			seen[id] = true;
			var file = known[id] || [];
			(chunks[id] ? chunks[id].needs : file.slice(1)).forEach(visit);
			if (chunks[id]) return;
			left++;
			var calls = loads[id];
			if (calls) return calls.push(one);
			calls = loads[id] = [one];
			var parts = 1;
			if (loader.style && loader.style(id, end)) parts++;
			script(id, file[0], end, priority);
			// Once: when all of it is there, or the first thing fails.
			function end(error) {
				if (loads[id] !== calls || (!error && --parts)) return;
				delete loads[id];
				calls.forEach(function (call) { call(error); });
			}
		}
		function one(error) {
			if (error && left > 0) {
				left = 0;
				failed(error);
			} else if (--left === 0) done();
		}
	}
	function script(id, file, end, priority) {
		function done() {
			if (chunks[id]) end();
			else fail();
		}
		function fail() {
			var error = new Error("Loading chunk " + id + " failed (" + loader.base + file + ")");
			error.name = "ChunkLoadError";
			error.code = "CHUNK_LOAD_FAILED";
			end(error);
		}
		if (typeof document !== "undefined") {
			var element = document.createElement("script");
			if (loader.nonce) element.setAttribute("nonce", loader.nonce);
			if (priority) element.setAttribute("fetchpriority", priority);
			element.src = loader.base + file;
			if (loader.crossOrigin && element.src.indexOf(location.origin + "/")) element.crossOrigin = loader.crossOrigin;
			if (integrities[id]) element.integrity = integrities[id];
			element.onload = done;
			element.onerror = fail;
			document.head.appendChild(element);
			return;
		}
		try {
			if (typeof importScripts === "function") importScripts(loader.base + file);
			else require(loader.base + file);
		} catch (error) {
			return end(error);
		}
		done();
	}
})
