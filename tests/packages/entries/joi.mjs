import Joi from "joi";

const schema = Joi.object({ a: Joi.string().alphanum().min(3).required(), b: Joi.number().when("a", { is: "abc", then: Joi.number().max(5), otherwise: Joi.forbidden() }), when: Joi.date().iso(), mail: Joi.string().email() }).with("b", "when");
console.log(schema.validate({ a: "abc", b: "4", when: "2020-01-01", mail: "a@b.com" }).value, Joi.version);
console.log(schema.validate({ a: "x!", b: 9, mail: "no" }, { abortEarly: false }).error.details.map((detail) => detail.message));
