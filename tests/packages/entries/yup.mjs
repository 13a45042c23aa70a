import { array, object, reach, ref, string, number, ValidationError } from "yup";

async function main() {
  const schema = object({ name: string().trim().required(), password: string().min(3), again: string().oneOf([ref("password")], "differs"), tags: array().of(number().integer()).max(2) });
  console.log(await schema.validate({ name: " x ", password: "abc", again: "abc", tags: ["1"] }));
  const error = await schema.validate({ password: "a", again: "b", tags: [1.5, 2, 3] }, { abortEarly: false }).catch((reason) => reason);
  console.log(error instanceof ValidationError, error.inner.map((one) => one.message).sort(), reach(schema, "tags[0]").type);
}

main();
