(function () {
	var script = typeof document === "undefined" ? null : document.currentScript;
	// if old
	// Where no script can say that it is running, the last one that the page has so far is.
	if (typeof document !== "undefined" && !("currentScript" in document)) {
		var scripts = document.getElementsByTagName("script");
		script = scripts[scripts.length - 1];
	}
	// end
	// An image or a form may have that name, and stands for it then.
	return script && String(script.tagName).toUpperCase() === "SCRIPT" ? script : {};
})()
