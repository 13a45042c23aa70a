import axios, { AxiosError, AxiosHeaders, isAxiosError } from "axios";

async function main() {
  const client = axios.create({
    baseURL: "http://example.test/api",
    headers: { "X-One": "1" },
    adapter: async (config) => {
      const response = { data: JSON.stringify({ url: axios.getUri(config), method: config.method, sent: config.data }), status: config.url.includes("missing") ? 404 : 200, statusText: "", headers: new AxiosHeaders({ "content-type": "application/json" }), config };
      if (response.status !== 200) throw new AxiosError("not there", AxiosError.ERR_BAD_REQUEST, config, null, response);
      return response;
    },
  });
  client.interceptors.request.use((config) => ({ ...config, params: { ...config.params, added: true } }));
  console.log((await client.get("/things", { params: { a: [1, 2], b: "x y" } })).data);
  console.log((await client.post("/things", { n: 1 })).data);
  const error = await client.get("/missing").catch((reason) => reason);
  console.log(isAxiosError(error), error.code, error.response.status, axios.VERSION, typeof axios.toFormData({ a: 1 }).append);
}

main();
