import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const plain = new Ajv.default({ allErrors: true });
addFormats.default(plain);
const validate = plain.compile({ type: "object", properties: { email: { type: "string", format: "email" }, n: { type: "integer", minimum: 3 } }, required: ["email", "m"], additionalProperties: false });
console.log(validate({ email: "a@b.test", m: 1 }), validate({ email: "no", n: 1, x: 0 }), plain.errorsText(validate.errors));
const modern = new Ajv2020.default();
console.log(modern.validate({ prefixItems: [{ type: "string" }], items: false }, ["a", 1]), modern.errors[0].keyword);
