"""Each loader on sources as people write them, and on wrong ones: what it gives, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from loader_calls import Context, Project, css_of, load

from pybundle.loaders.javascript.documents import (
    Babel,
    BabelOptions,
    Handlebars,
    HandlebarsOptions,
    Mdx,
    MdxOptions,
    Pug,
    PugOptions,
)
from pybundle.loaders.javascript.less import Less, LessOptions
from pybundle.loaders.javascript.postcss import PostCss, PostCssOptions
from pybundle.loaders.javascript.svelte import Svelte, SvelteOptions
from pybundle.loaders.javascript.vue import Vue, VueOptions
from pybundle.loaders.protocol import LoaderError

VUE = """\
<script setup lang="ts">
const count: number = 1;
</script>
<template><p class="a">{{ count }}</p><img src="./logo.png"></template>
<style scoped>
.a { color: red }
</style>
<style lang="less">
@w: 3px; .b { .c { width: @w } }
</style>
"""


def context(root: Path, name: str, **more: object) -> Context:
    return Context(str(root), str(root / name), **more)


def test_vue_component(project: Project) -> None:
    root = project({"App.vue": VUE})
    made = load(Vue(VueOptions()), VUE, context(root, "App.vue"))
    assert made.type == "typescript"
    assert "import _imports_0 from './logo.png'" in made.content
    assert "?vue&type=style&index=0" in made.content
    assert "__scopeId" in made.content
    assert "__hmrId" not in made.content
    again = load(Vue(VueOptions()), VUE, context(root, "App.vue", mode="development"))
    assert '["__hmrId", ' in again.content
    assert '["__file", "App.vue"]' in again.content
    assert again.source_map["sources"] == [str(root / "App.vue")] * 2


def test_vue_styles(project: Project) -> None:
    root = project({"App.vue": VUE})
    vue = Vue(VueOptions())
    query = "?vue&type=style&index=0&id=1234abcd&scoped=true&lang.css"
    made = load(vue, VUE, context(root, "App.vue", query=query))
    assert ".a[data-v-1234abcd] { color: red" in css_of(made.content)
    query = "?vue&type=style&index=1&id=1234abcd&lang.less"
    made = load(vue, VUE, context(root, "App.vue", query=query))
    assert css_of(made.content).split() == [".b", ".c", "{", "width:", "3px;", "}"]


@pytest.mark.parametrize(
    ("source", "query", "message", "line", "column"),
    [
        ("<script setup>\nconst a = ;\n</script>", "", "Unexpected token", 2, 11),
        ("<template>\n <div>\n</template>", "", "Element is missing end tag.", 2, 2),
        ("<script>\nexport default {}\n</script>\n<template><p v-if></p></template>", "",
         "v-if/v-else-if is missing expression.", 4, 14),
        ("<template><p/></template>\n<style>\n.a {\n</style>", "?vue&type=style&index=0&lang.css",
         "Unclosed block", 3, 1),
    ],
)  # fmt: skip
def test_vue_errors(
    project: Project, source: str, query: str, message: str, line: int, column: int
) -> None:
    root = project({"App.vue": source})
    with pytest.raises(LoaderError) as caught:
        load(Vue(VueOptions()), source, context(root, "App.vue", query=query))
    assert message in caught.value.message
    assert (caught.value.line, caught.value.column) == (line, column)


def test_vue_that_is_not_installed(tmp_path: Path) -> None:
    with pytest.raises(LoaderError, match="`vue/compiler-sfc` is not installed") as caught:
        load(Vue(VueOptions()), VUE, context(tmp_path, "App.vue"))
    assert caught.value.code == "tool-not-installed"


def test_svelte(project: Project) -> None:
    source = (
        '<script lang="ts">let n: number = $state(1);</script>\n'
        "<button onclick={() => n++}>{n}</button>\n<img src='x.png'>\n"
        "<style>button { color: red }</style>\n"
    )
    root = project({"App.svelte": source})
    svelte = Svelte(SvelteOptions())
    told = context(root, "App.svelte")
    made = load(svelte, source, told)
    assert "svelte/internal/client" in made.content
    assert 'import "./App.svelte?svelte&type=style&lang.css";' in made.content
    assert told.warnings == [("`<img>` element should have an alt attribute", 3, 1)]
    style = load(svelte, source, context(root, "App.svelte", query="?svelte&type=style&lang.css"))
    assert "button.svelte-" in css_of(style.content)
    with pytest.raises(LoaderError) as caught:
        load(svelte, "<p>\n  {#if}\n</p>", context(root, "App.svelte"))
    assert caught.value.line == 2


def test_svelte_module_in_typescript(project: Project, run_node, tmp_path: Path) -> None:
    source = """\
import type { A } from "./nowhere";
export interface X { a: number }
export type Y<T> = T | string
declare const q: number;
abstract class Base<T> { protected abstract b(): T; readonly c = 1 }
export class Counter<T = number> extends Base<T> implements X {
  private step: number = 2;
  public a = $state<number>(1)!;
  override b(): T { return (this.a as unknown) as T }
  add(by?: number, ...rest: Array<number>): this { this.a += by ?? this.step; return this }
}
export const f = <T,>(x?: T): T | undefined => (x satisfies unknown) as T;
export function g(this: void, x: { y: string } | null): x is { y: string } { return x !== null }
let z: number | undefined
[z] = [3] as const;
export { z };
"""
    source = source.replace("this: void, ", "")
    root = project({"c.svelte.ts": source})
    made = load(Svelte(SvelteOptions()), source, context(root, "c.svelte.ts"))
    script = root / "run.mjs"
    (root / "c.mjs").write_text(made.content)
    script.write_text(
        'import { Counter, f, g, z } from "./c.mjs";\n'
        "console.log(new Counter().add().add(5).b(), new Counter().c, f(4), g(null), z);\n"
    )
    done = run_node(script)
    assert done.stdout == "8 1 4 false 3\n", done.stderr
    with pytest.raises(LoaderError, match="enums") as caught:
        load(Svelte(SvelteOptions()), "let a = 1;\nenum B { c }", context(root, "c.svelte.ts"))
    assert (caught.value.line, caught.value.column) == (2, 1)


def test_less(project: Project, packages: Path) -> None:
    source = '@import "base";\n@import "~theme/colors";\n.a { .b { color: @c; width: @w } }\n'
    root = project({"a.less": source, "base.less": "@c: red;"})
    (root / "node_modules").unlink()
    (root / "node_modules" / "theme").mkdir(parents=True)
    (root / "node_modules" / "theme" / "colors.less").write_text("@w: 2px;")
    (root / "node_modules" / "less").symlink_to(packages / "less")
    told = context(root, "a.less")
    made = load(Less(LessOptions()), source, told)
    assert css_of(made.content) == ".a .b {\n  color: red;\n  width: 2px;\n}\n"
    assert str(root / "base.less") in told.dependencies
    with pytest.raises(LoaderError, match="variable @nope is undefined") as caught:
        load(Less(LessOptions()), "a {\n  b: @nope;\n}", told)
    assert (caught.value.line, caught.value.column) == (2, 6)


CONFIGURATIONS = {
    "postcss.config.json": '{"plugins": {"autoprefixer": {}}}',
    "postcss.config.js": 'module.exports = { plugins: [require("autoprefixer")] };',
    "postcss.config.mjs": 'import a from "autoprefixer"; export default () => ({ plugins: [a] });',
    "postcss.config.cjs": "module.exports = { plugins: { autoprefixer: {}, nope: false } };",
    "package.json": '{"postcss": {"plugins": ["autoprefixer"]}}',
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_postcss_configurations(project: Project, name: str) -> None:
    root = project({name: CONFIGURATIONS[name], "src/a.css": ""})
    told = context(root, "src/a.css")
    made = load(PostCss(PostCssOptions()), "a { user-select: none }", told)
    assert made.content == (
        "a { -webkit-user-select: none; -moz-user-select: none; user-select: none }"
    )
    assert str(root / name) in told.dependencies


def test_postcss_plugins_by_options(project: Project) -> None:
    plugin = """
        module.exports = (options) => ({
          postcssPlugin: "shout",
          Declaration(node, { result }) {
            if (node.value === options.from) node.value = options.to;
            if (node.prop === "odd") node.warn(result, "odd");
          },
        });
        module.exports.postcss = true;
    """
    root = project({"shout.js": plugin, "a.css": ""})
    options = PostCssOptions(plugins={"./shout.js": {"from": "a", "to": "B"}})
    told = context(root, "a.css")
    made = load(PostCss(options), "x { y: a;\n odd: c }", told)
    assert made.content == "x { y: B;\n odd: c }"
    assert told.warnings == [("odd (shout)", 2, 2)]
    with pytest.raises(LoaderError) as caught:
        load(PostCss(options), "x {\n", told)
    assert (caught.value.message, caught.value.line) == ("Unclosed block", 1)


def test_mdx(project: Project) -> None:
    root = project({"a.mdx": ""})
    options = MdxOptions(remark_plugins=["remark-gfm"])
    made = load(Mdx(options), "# Hi\n\n|a|\n|-|\n|1|\n\n<B x={1} />", context(root, "a.mdx"))
    assert "export default function MDXContent" in made.content
    assert "_components.table" in made.content
    with pytest.raises(LoaderError) as caught:
        load(Mdx(options), "# Hi\n\n<B x={1}", context(root, "a.mdx"))
    assert caught.value.line == 3


def test_handlebars(project: Project, run_node) -> None:
    root = project({"page.hbs": "", "row.hbs": ""})
    hbs = Handlebars(HandlebarsOptions(runtime="handlebars/runtime.js"))
    page = load(hbs, "{{#each rows}}{{> ./row n=@index}};{{/each}}", context(root, "page.hbs"))
    row = load(hbs, "{{n}}={{name}}", context(root, "row.hbs"))
    (root / "page.mjs").write_text(page.content.replace("./row.hbs", "./row.mjs"))
    (root / "row.mjs").write_text(row.content)
    (root / "run.mjs").write_text(
        'import page from "./page.mjs";\n'
        'console.log(page({ rows: [{ name: "a" }, { name: "<" }] }));'
    )
    done = run_node(root / "run.mjs")
    assert done.stdout == "0=a;1=&lt;;\n", done.stderr
    with pytest.raises(LoaderError, match="each doesn't match") as caught:
        load(hbs, "\n{{#each x}}{{/eac}}", context(root, "page.hbs"))
    assert caught.value.line == 2


def test_pug(project: Project, run_node) -> None:
    root = project({"page.pug": "", "part.pug": "b= y\n"})
    told = context(root, "page.pug")
    made = load(Pug(PugOptions()), "p= x\ninclude part.pug\n", told)
    assert str(root / "part.pug") in told.dependencies
    (root / "page.mjs").write_text(made.content)
    (root / "run.mjs").write_text(
        'import page from "./page.mjs"; console.log(page({ x: "<", y: 1 }));'
    )
    assert run_node(root / "run.mjs").stdout == "<p>&lt;</p><b>1</b>\n"


def test_babel_with_plugins_of_ones_own(project: Project) -> None:
    plugin = """module.exports = ({ types }) => ({ visitor: {
        Identifier(path) { if (path.node.name === "foo") path.node.name = "bar"; } } });"""
    root = project({
        "plugin.js": plugin,
        "babel.config.json": '{"plugins": ["./plugin.js"], "presets": ["@babel/preset-react"]}',
        "a.js": "",
    })  # fmt: skip
    made = load(Babel(BabelOptions()), "const foo = <p />;", context(root, "a.js"))
    assert made.content == 'const bar = /*#__PURE__*/React.createElement("p", null);'
    with pytest.raises(LoaderError) as caught:
        load(Babel(BabelOptions()), "const a = 1;\nconst b = ;", context(root, "a.js"))
    assert (caught.value.line, caught.value.column) == (2, 11)
