// The exports of a WebAssembly module, compiled while it comes in where the server says
// what it is.
export default function instantiateWasm(address, imports) {
	return fetch(address).then(function (response) {
		if (!response.ok) throw new Error("Loading " + address + " failed with status " + response.status);
		var type = response.headers.get("Content-Type") || "";
		if (WebAssembly.instantiateStreaming && type.split(";")[0] === "application/wasm") return WebAssembly.instantiateStreaming(response, imports);
		return response.arrayBuffer().then(function (bytes) {
			return WebAssembly.instantiate(bytes, imports);
		});
	}).then(function (result) {
		return result.instance.exports;
	});
}
