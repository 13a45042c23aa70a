import { CacheProvider, css, Global, jsx, ThemeProvider } from "@emotion/react";
import createEmotionServer from "@emotion/server/create-instance";
import createCache from "@emotion/cache";
import { renderToString } from "react-dom/server";

const cache = createCache({ key: "x" });
const { extractCriticalToChunks, constructStyleTagsFromChunks } = (createEmotionServer.default ?? createEmotionServer)(cache);
const html = renderToString(jsx(CacheProvider, { value: cache }, jsx(ThemeProvider, { theme: { c: "red" } }, jsx(Global, { styles: css`body { margin: 0 }` }), jsx("p", { css: (theme) => ({ color: theme.c, "&:hover": { color: "blue" } }) }, "hi"))));
console.log(html.replace(/data-emotion="[^"]*"/g, ""));
console.log(constructStyleTagsFromChunks(extractCriticalToChunks(html)).length > 0);
