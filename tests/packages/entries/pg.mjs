import pg, { Client, types } from "pg";

types.setTypeParser(20, (value) => BigInt(value));
const client = new Client({ connectionString: "postgres://user:secret@localhost:5433/db?application_name=x", connectionTimeoutMillis: 10 });
console.log(client.user, client.port, client.database, client.connectionParameters.application_name, client.escapeLiteral("it's \\ x"), client.escapeIdentifier('a"b'));
console.log(types.getTypeParser(20)("12"), types.getTypeParser(1007)("{1,2,3}"), types.getTypeParser(114)('{"a":1}'), typeof pg.Pool);
