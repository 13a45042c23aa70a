import JSZip from "jszip";

async function main() {
  const zip = new JSZip();
  zip.file("a.txt", "hello ".repeat(50)).folder("b").file("c.bin", new Uint8Array([1, 2, 3]), { date: new Date(0) });
  const bytes = await zip.generateAsync({ type: "uint8array", compression: "DEFLATE" });
  const again = await JSZip.loadAsync(bytes);
  console.log(Object.keys(again.files), (await again.file("a.txt").async("string")).length, await again.file("b/c.bin").async("array"), JSZip.version);
}

main();
