import { createElement as h } from "react";
import { renderToString } from "react-dom/server";
import { createGlobalStyle, css, keyframes, ServerStyleSheet, styled, ThemeProvider } from "styled-components";

const spin = keyframes`from { transform: rotate(0) } to { transform: rotate(360deg) }`;
const Button = styled.button.attrs({ type: "button" })`
  color: ${(props) => props.theme.main};
  ${(props) => props.$big && css`font-size: 2em; animation: ${spin} 1s;`}
  &:hover { color: black; }
`;
const Link = styled(Button)`text-decoration: underline;`;
const Global = createGlobalStyle`body { margin: 0 }`;
const sheet = new ServerStyleSheet();
const html = renderToString(sheet.collectStyles(h(ThemeProvider, { theme: { main: "teal" } }, h(Global), h(Button, { $big: true }, "a"), h(Link, null, "b"))));
console.log(html);
console.log(sheet.getStyleTags().replace(/data-styled-version="[^"]*"/, ""));
