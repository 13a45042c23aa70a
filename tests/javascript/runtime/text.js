// The body of an async function.
const bytes = [...new TextEncoder().encode("aé€\u{1f600}\ud800")];
const decoder = new TextDecoder();
const pieces = [decoder.decode(new Uint8Array([0xe2, 0x82]), { stream: true }), decoder.decode(new Uint8Array([0xac]))];
return [bytes, new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff, 0xe2, 0x28, 0xa1, 0xf0, 0x9f, 0x98])),
  pieces, btoa("h\u00e9"), atob("aGk="), new TextDecoder("latin1").decode(new Uint8Array([0xe9]))];
