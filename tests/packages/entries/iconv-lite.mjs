import iconv from "iconv-lite";

console.log(iconv.encode("Grüße €", "win1252"), iconv.decode(Buffer.from([0x93, 0xfa, 0x96, 0x7b]), "Shift_JIS"), iconv.encode("日本", "EUC-JP"));
console.log(iconv.decode(iconv.encode("한국어", "euc-kr"), "cp949"), iconv.encodingExists("gb18030"), iconv.encode("a", "utf16", { addBOM: true }));
