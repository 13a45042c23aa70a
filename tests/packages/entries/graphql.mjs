import { buildSchema, graphql, GraphQLInt, GraphQLObjectType, GraphQLSchema, parse, print, validate, visit } from "graphql";

async function main() {
  const schema = buildSchema("type Query { book(id: ID!): Book } type Book { title: String! pages(from: Int = 1): [Int!]! }");
  const source = "query Q($id: ID!) { book(id: $id) { title ...F } } fragment F on Book { pages(from: 2) }";
  console.log(JSON.stringify(await graphql({ schema, source, variableValues: { id: "7" }, rootValue: { book: ({ id }) => ({ title: `Book ${id}`, pages: ({ from }) => [from, from + 1] }) } })));
  console.log(validate(schema, parse("{ book { titel } }")).map((error) => error.message));
  const names = [];
  visit(parse(source), { Field: { enter: (node) => void names.push(node.name.value) } });
  console.log(names, print(parse("{a(b:{c:[1,2]}) @skip(if:true){d}}")));
  const counted = new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: { n: { type: GraphQLInt, resolve: () => 3 } } }) });
  console.log(JSON.stringify(await graphql({ schema: counted, source: "{ n }" })));
}

main();
