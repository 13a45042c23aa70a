// What is bundled comes from the environment: run.py sets it for each run.
import TerserPlugin from "terser-webpack-plugin";

const { BENCH_ENTRY, BENCH_OUTPUT, BENCH_MINIFY, BENCH_SOURCE_MAP, BENCH_ES5 } = process.env;
const es5 = BENCH_ES5 === "1";

export default {
  mode: "production",
  target: ["web", es5 ? "es5" : "es2022"],
  entry: { bundle: BENCH_ENTRY },
  devtool: BENCH_SOURCE_MAP === "1" ? "source-map" : false,
  experiments: { outputModule: !es5 },
  output: {
    path: BENCH_OUTPUT,
    ...(es5
      ? { filename: "[name].js" }
      : {
          filename: "[name].mjs",
          chunkFilename: "[name]-[contenthash:8].mjs",
          module: true,
          chunkFormat: "module",
          chunkLoading: "import",
          library: { type: "module" },
        }),
  },
  optimization: {
    minimize: BENCH_MINIFY === "1",
    minimizer: [new TerserPlugin({
        minify: TerserPlugin.swcMinify,
        terserOptions: es5 ? { ecma: 5 } : {},
      })],
    splitChunks: false,
  },
  performance: false,
  resolve: { extensions: [".tsx", ".ts", ".js"] },
  module: {
    rules: [
      ...(es5
        ? [
            {
              test: /\.js$/,
              exclude: /@swc.helpers/,
              loader: "swc-loader",
              options: { jsc: { target: "es5", externalHelpers: true } },
            },
          ]
        : []),
      {
        test: /\.tsx?$/,
        loader: "swc-loader",
        options: {
          jsc: {
            target: "es2022",
            parser: { syntax: "typescript", tsx: true },
            transform: { react: { runtime: "automatic" } },
          },
        },
      },
    ],
  },
};
