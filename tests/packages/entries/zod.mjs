import * as mini from "zod/mini";
import { z } from "zod";

const User = z.object({ name: z.string().min(2), age: z.coerce.number().int().positive(), tags: z.array(z.enum(["a", "b"])).default([]), email: z.email().optional() }).strict();
console.log(User.parse({ name: "Ann", age: "41" }));
const wrong = User.safeParse({ name: "x", age: -1, tags: ["c"], more: true, email: "no" });
console.log(JSON.stringify(wrong.error.issues));
console.log(z.prettifyError(wrong.error), JSON.stringify(z.toJSONSchema(User)));
const Shape = z.discriminatedUnion("type", [z.object({ type: z.literal("circle"), r: z.number() }), z.object({ type: z.literal("square"), side: z.number() })]);
console.log(Shape.transform((shape) => shape.type).parse({ type: "circle", r: 2 }), mini.parse(mini.string(), "mini"));
