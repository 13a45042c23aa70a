(function (loader, files, integrities, add) {
	var known = loader.styles = loader.styles || {};
	for (var id in files) known[id] = [files[id], integrities[id]];
	// Whether a chunk has a style sheet that must be loaded; `end` is called when it is.
	loader.style = function (id, end) {
		if (!known[id] || typeof document === "undefined") return false;
		add(loader, new URL(loader.base + known[id][0], document.baseURI).href, end, known[id][1]);
		return true;
	};
})
