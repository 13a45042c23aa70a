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
			load: function (id) {
				return ensure(id).then(function () {
					var exports = loader.get(id);
					return Promise.resolve(chunks[id].value).then(function () { return exports; });
				});
			},
			run: function (id) {
				if (missing(id, {})) return ensure(id).then(function () { return loader.run(id); });
				loader.get(id);
				return chunks[id].value;
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
	function ensure(id) {
		if (loads[id]) return loads[id];
		var file = known[id] || [];
		var needs = (chunks[id] ? chunks[id].needs : file.slice(1)).map(ensure);
		if (!chunks[id]) needs.push(script(id, file[0]));
		loads[id] = Promise.all(needs);
		loads[id].catch(function () { delete loads[id]; });
		return loads[id];
	}
	function script(id, file) {
		return new Promise(function (resolve, reject) {
			function done() {
				if (chunks[id]) resolve();
				else failed();
			}
			function failed() {
				var error = new Error("Loading chunk " + id + " failed (" + loader.base + file + ")");
				error.name = "ChunkLoadError";
				error.code = "CHUNK_LOAD_FAILED";
				reject(error);
			}
			if (typeof document !== "undefined") {
				var element = document.createElement("script");
				if (loader.nonce) element.setAttribute("nonce", loader.nonce);
				element.src = loader.base + file;
				element.onload = done;
				element.onerror = failed;
				document.head.appendChild(element);
			} else if (typeof importScripts === "function") {
				importScripts(loader.base + file);
				done();
			} else {
				require(loader.base + file);
				done();
			}
		});
	}
})
