(function (base) {
	var loader = {
		base: base,
		url: function (file) {
			var address = loader.base + file;
			if (typeof document !== "undefined") return new URL(address, document.baseURI);
			return typeof location !== "undefined" ? new URL(address, location.href) : require("url").pathToFileURL(address);
		}
	};
	return loader;
})
