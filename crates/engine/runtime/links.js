(function (files, nonce) {
	var page = typeof self === "undefined" ? void 0 : self.document;
	if (!page) return;
	files.forEach(function (file) {
		var link = page.createElement("link");
		link.rel = file[0];
		if (file[0] !== "modulepreload") link.as = "script";
		if (file[2]) link.setAttribute("fetchpriority", file[2]);
		if (nonce) link.setAttribute("nonce", nonce);
		link.href = file[1];
		page.head.appendChild(link);
	});
})
