import { hashKey, InfiniteQueryObserver, MutationObserver, QueryClient, QueryObserver } from "@tanstack/query-core";

async function main() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let calls = 0;
  const options = { queryKey: ["todo", { id: 1 }], queryFn: async () => ({ id: 1, call: (calls += 1) }), staleTime: Infinity };
  console.log(await client.fetchQuery(options), await client.fetchQuery(options), calls, hashKey([{ b: 1, a: 2 }]));
  const observer = new QueryObserver(client, options);
  const stop = observer.subscribe(() => {});
  await client.invalidateQueries({ queryKey: ["todo"] });
  console.log(observer.getCurrentResult().data, typeof InfiniteQueryObserver);
  const mutation = new MutationObserver(client, { mutationFn: async (n) => n * 2, onMutate: () => "context" });
  console.log(await mutation.mutate(4));
  stop();
  client.clear();
  process.exit(0);
}

main();
