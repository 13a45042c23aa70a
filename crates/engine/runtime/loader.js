(function (global, key, files, base) {
	var queue = global[key] = global[key] || [];
	var loader = queue.loader;
	if (!loader) {
		var chunks = {}, loads = {}, known = {};
		loader = queue.loader = {
			base: base,
			// Names of files by chunk, each followed by the chunks that it needs.
			add: function (files) {
				for (var id in files) known[id] = files[id];
			},
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
			load: function (id) {
				return new Promise(function (resolve, reject) {
					ensure(id, resolve, reject);
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
				if (typeof Promise === "function") return loader.load(id).then(function () { return chunks[id].value; });
				// What brings promises may be in what is missing.
				ensure(id, function () { loader.get(id); }, function (error) { setTimeout(function () { throw error; }); });
			}
		};
		queue.push = function (chunk) {
			chunks[chunk[0]] = chunks[chunk[0]] || { needs: chunk[1], run: chunk[2] };
		};
		for (var index = 0; index < queue.length; index++) queue.push(queue[index]);
	}
	loader.add(files);
	return loader;

	function missing(id, seen) {
		if (seen[id]) return false;
		seen[id] = true;
		return !chunks[id] || chunks[id].needs.some(function (need) { return missing(need, seen); });
	}
	// Calls `done` when a chunk and all that it needs are there.
	function ensure(id, done, failed) {
		var calls = loads[id];
		if (calls) return calls.push([done, failed]);
		calls = loads[id] = [[done, failed]];
		var file = known[id] || [];
		var needs = chunks[id] ? chunks[id].needs : file.slice(1);
		var left = needs.length + 1;
		needs.forEach(function (need) { ensure(need, one, end); });
		if (chunks[id]) one();
		else script(id, file[0], one, end);
		function one() {
			if (--left === 0) end();
		}
		function end(error) {
			if (loads[id] !== calls) return;
			delete loads[id];
			calls.forEach(function (call) { call[error ? 1 : 0](error); });
		}
	}
	function script(id, file, loaded, failed) {
		function done() {
			if (chunks[id]) loaded();
			else fail();
		}
		function fail() {
			var error = new Error("Loading chunk " + id + " failed (" + loader.base + file + ")");
			error.name = "ChunkLoadError";
			error.code = "CHUNK_LOAD_FAILED";
			failed(error);
		}
		if (typeof document !== "undefined") {
			var element = document.createElement("script");
			if (loader.nonce) element.setAttribute("nonce", loader.nonce);
			element.src = loader.base + file;
			element.onload = done;
			element.onerror = fail;
			document.head.appendChild(element);
			return;
		}
		try {
			if (typeof importScripts === "function") importScripts(loader.base + file);
			else require(loader.base + file);
		} catch (error) {
			return failed(error);
		}
		done();
	}
})
