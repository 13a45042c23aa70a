import * as v from "valibot";

const Schema = v.pipe(v.object({ name: v.pipe(v.string(), v.minLength(2)), tags: v.optional(v.array(v.picklist(["a", "b"])), []) }), v.check(({ name }) => name !== "root", "reserved"));
console.log(v.parse(Schema, { name: "Ann" }), v.safeParse(Schema, { name: "root" }).issues.map((issue) => issue.message), v.flatten(v.safeParse(Schema, { name: "x", tags: ["c"] }).issues));
