// URLs in CSS that moves to another folder.
import path from "node:path";

const URL_PART = /url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^)\s"']*))\s*\)/g;

export function rewriteUrls(css, from, to) {
  if (from === to || !css.includes("url(")) return css;
  // What an `@import` names is resolved from where it stands.
  return css.replace(/@import\s[^;]*;|url\([^)]*\)/g, (whole) => (whole[0] === "@" ? whole
    : whole.replace(URL_PART, (all, double, single, bare) => {
      const url = double ?? single ?? bare;
      if (!url || /^(?:[a-z][a-z0-9+.-]*:|[/#~@]|\{)/i.test(url)) return all;
      let moved = path.relative(to, path.join(from, url)).replace(/\\/g, "/");
      if (moved[0] !== ".") moved = `./${moved}`;
      return `url(${JSON.stringify(moved)})`;
    })));
}
