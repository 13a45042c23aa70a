(function (loader) {
	// if nonce script
	var script = CURRENT_SCRIPT;
	// end
	// if script
	var here = script.src || (typeof document !== "undefined" ? document.baseURI || location.href : typeof location !== "undefined" ? location.href : "");
	// end
	// if place
	var here = typeof location !== "undefined" ? location.href.replace(/^blob:/, "") : "";
	// end
	// if script place
	loader.base = here.replace(/[^/]*([?#].*)?$/, "") + loader.base;
	// end
	// if nonce
	if (typeof document !== "undefined") loader.nonce = FIND_NONCE(script.nonce);
	// end
	// if url
	// The address of any file of the build.
	loader.url = function (file) {
		var address = loader.base + file;
		// if page
		if (typeof document !== "undefined") return new URL(address, document.baseURI);
		// end
		// if page worker
		return new URL(address, location.href);
		// end
		// if node
		return require("url").pathToFileURL(address);
		// end
	};
	// end
	return loader;
})
