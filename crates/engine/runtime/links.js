(function (
	// if iife
	loader,
	// end
	// if esm
	address,
	// end
	bundler
) {
	var seen = {};
	return function (files, rel, priority) {
		if (typeof document === "undefined") return;
		files.forEach(function (file) {
			// if iife
			var url = loader.base + loader.file(file);
			// end
			// if esm
			var url = address(file);
			// end
			if (seen[rel + url]) return;
			seen[rel + url] = true;
			var link = document.createElement("link");
			link.rel = rel;
			if (rel !== "modulepreload") link.as = "script";
			if (priority) link.setAttribute("fetchpriority", priority);
			link.href = url;
			// if iife
			// Asked for in another way than the script is, the answer would be thrown away.
			// if cross_origin
			if (link.href.indexOf(location.origin + "/")) link.crossOrigin = loader.crossOrigin;
			// end
			// if integrity
			if (loader.integrity[file]) link.integrity = loader.integrity[file];
			// end
			if (loader.nonce) link.setAttribute("nonce", loader.nonce);
			// end
			// if esm
			// if cross_origin
			link.crossOrigin = CROSS_ORIGIN;
			// end
			// if bundler
			var nonce = FIND_NONCE((bundler() || {}).nc);
			// end
			// unless bundler
			var nonce = FIND_NONCE();
			// end
			if (nonce) link.setAttribute("nonce", nonce);
			// end
			document.head.appendChild(link);
		});
	};
})
