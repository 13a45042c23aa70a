(function (nonce) {
	if (nonce) return nonce;
	var meta = document.querySelector("meta[property=csp-nonce]");
	return meta ? meta.nonce || meta.getAttribute("nonce") : "";
})
