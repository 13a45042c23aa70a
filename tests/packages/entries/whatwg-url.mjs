import whatwg from "whatwg-url";

const url = new whatwg.URL("../ü?q=ß#f", "http://user:pw@EXAMPLE.test:8080/a/b/");
url.searchParams.append("n", "1 2");
console.log(url.href, url.origin, whatwg.serializeURL(whatwg.parseURL("file:///C|/x/../y")), new whatwg.URL("http://faß.test").hostname, whatwg.URL.canParse("http://[x"));
