import mime from "mime-types";
import database from "mime-db/db.json" with { type: "json" };

console.log(mime.lookup("a/b.tsx"), mime.contentType("x.html"), mime.extension("image/svg+xml"), mime.lookup("none"));
console.log(Object.keys(database).length, database["text/html"]);
