// The bytes of a module of type `asset/bytes`.
export default function decodeBytes(text) {
	var chars = atob(text);
	var bytes = new Uint8Array(chars.length);
	for (var i = 0; i < chars.length; i++) bytes[i] = chars.charCodeAt(i);
	return bytes;
}
