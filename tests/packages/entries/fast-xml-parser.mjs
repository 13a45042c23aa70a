import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";

const options = { ignoreAttributes: false, attributeNamePrefix: "@", preserveOrder: false };
const tree = new XMLParser(options).parse('<?xml version="1.0"?><a x="1"><b>2</b><b c="d">t &lt; u</b><![CDATA[raw <x>]]></a>');
console.log(JSON.stringify(tree), new XMLBuilder({ ...options, format: true }).build(tree));
console.log(XMLValidator.validate("<a><b></a>"));
