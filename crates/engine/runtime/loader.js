(function (global, key, files, settings, integrity) {
	// An element of the page may have that name, and stands for it then.
	var queue = global[key] = Array.isArray(global[key]) ? global[key] : [];
	var loader = queue.loader;
	if (!loader) {
		// if retry
		var failures = {};
		// end
		var chunks = {}, loads = {}, known = {};
		loader = queue.loader = settings;
		// if integrity
		loader.integrity = {};
		// end
		// Names of files by chunk, each followed by the chunks that it needs.
		loader.add = function (files, integrity) {
			var id;
			for (id in files) known[id] = files[id];
			// if integrity
			for (id in integrity) loader.integrity[id] = integrity[id];
			// end
		};
		loader.file = function (id) { return known[id] && known[id][0]; };
		loader.get = function (id) {
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
		};
		loader.load = function (id, priority) {
			return new Promise(function (resolve, reject) {
				ensure(id, resolve, reject, priority);
			}).then(function () {
				var exports = loader.get(id);
				return Promise.resolve(chunks[id].value).then(function () { return exports; });
			});
		};
		loader.run = function (id) {
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
			// Once: when all of it is there, or the first thing fails.
			function end(error) {
				if (loads[id] !== calls || (!error && --parts)) return;
				delete loads[id];
				calls.forEach(function (call) { call(error); });
			}
			// What keeps a script from being asked for at all is an answer, too.
			try {
				if (loader.style && loader.style(id, end)) parts++;
				script(id, file[0], end, priority);
			} catch (error) {
				end(error);
			}
		}
		function one(error) {
			if (error && left > 0) {
				left = -Infinity;
				failed(error);
			} else if (--left === 0) done();
		}
	}
	function script(id, file, end, priority) {
		// if retry
		var again = CHUNK_RETRIES;
		// end
		var address;
		attempt();
		// `type` says what happened if the chunk is not there: `error`, `timeout`, or `missing`
		// where something else was.
		function finish(type, cause) {
			if (chunks[id]) return end();
			// if retry
			failures[id] = (failures[id] || 0) + 1;
			if (again-- > 0) return typeof document === "undefined" ? attempt() : setTimeout(function () {
				if (chunks[id]) return end();
				try {
					attempt();
				} catch (error) {
					end(error);
				}
			}, 300);
			// end
			var error = new Error("Loading chunk " + id + " failed.\n(" + type + ": " + address + ")");
			error.name = "ChunkLoadError";
			error.code = "CHUNK_LOAD_FAILED";
			error.type = type;
			error.request = address;
			// if worker page
			if (cause) error.cause = cause;
			// end
			end(error);
		}
		function attempt() {
			address = loader.base + file;
			// if retry
			// Under its old name a failure may be remembered.
			if (failures[id]) address += (address.indexOf("?") < 0 ? "?" : "&") + "retry=" + failures[id];
			// end
			var url = address;
			// if trusted
			url = loader.trusted(url);
			// end
			// if page
			if (typeof document !== "undefined") {
				var element = document.createElement("script");
				if (loader.nonce) element.setAttribute("nonce", loader.nonce);
				// if priority
				if (priority) element.setAttribute("fetchpriority", priority);
				// end
				element.src = url;
				address = element.src;
				// if cross_origin
				if (address.indexOf(location.origin + "/")) element.crossOrigin = loader.crossOrigin;
				// end
				// if integrity
				if (loader.integrity[id]) element.integrity = loader.integrity[id];
				// end
				var over = function (type) {
					// if timeout
					clearTimeout(timer);
					// end
					element.onload = element.onerror = null;
					finish(type);
				};
				// if timeout
				var timer = setTimeout(function () { over("timeout"); }, CHUNK_LOAD_TIMEOUT);
				// end
				element.onload = function () { over("missing"); };
				element.onerror = function () { over("error"); };
				document.head.appendChild(element);
				return;
			}
			// end
			// if worker page
			try {
				importScripts(url);
			} catch (error) {
				return finish("error", error);
			}
			finish("missing");
			// end
			// if node
			try {
				require(url);
			} catch (error) {
				return end(error);
			}
			finish("missing");
			// end
		}
	}
})
