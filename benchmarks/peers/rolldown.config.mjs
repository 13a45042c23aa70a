// What is bundled comes from the environment: run.py sets it for each run.
const { BENCH_ENTRY, BENCH_OUTPUT, BENCH_MINIFY, BENCH_SOURCE_MAP } = process.env;

export default {
  input: { bundle: BENCH_ENTRY },
  platform: "browser",
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
  output: {
    dir: BENCH_OUTPUT,
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
    sourcemap: BENCH_SOURCE_MAP === "1",
    minify: BENCH_MINIFY === "1",
  },
};
