(function (loader, href, end, integrity) {
	var link, links = document.getElementsByTagName("link");
	for (var index = 0; index < links.length; index++) {
		if (links[index].rel === "stylesheet" && links[index].href === href) link = links[index];
	}
	if (link && link.sheet) return end();
	var isNew = !link;
	if (isNew) {
		link = document.createElement("link");
		link.rel = "stylesheet";
		if (loader.nonce) link.setAttribute("nonce", loader.nonce);
		if (loader.crossOrigin && href.indexOf(location.origin + "/")) link.crossOrigin = loader.crossOrigin;
		if (integrity) link.integrity = integrity;
		link.href = href;
	}
	link.addEventListener("load", function () { end(); });
	link.addEventListener("error", function () {
		var error = new Error("Loading the style sheet " + href + " failed");
		error.name = "ChunkLoadError";
		error.code = "CSS_CHUNK_LOAD_FAILED";
		error.request = href;
		if (link.parentNode) link.parentNode.removeChild(link);
		end(error);
	});
	if (isNew) document.head.appendChild(link);
})
