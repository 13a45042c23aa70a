import { computed, createSSRApp, effectScope, h, nextTick, reactive, ref, watch } from "vue";
import { renderToString } from "vue/server-renderer";

async function main() {
  const state = reactive({ items: ["a", "b"], factor: 2 });
  const total = computed(() => state.items.length * state.factor);
  const seen = [];
  const scope = effectScope();
  scope.run(() => watch(total, (now, before) => seen.push([before, now])));
  state.items.push("c");
  await nextTick();
  state.factor = 10;
  await nextTick();
  scope.stop();
  console.log(total.value, JSON.stringify(seen));

  const Item = { props: { name: String }, template: "<li>{{ name }}<slot /></li>" };
  const App = {
    components: { Item },
    setup: () => ({ state, open: ref(true) }),
    template: `<ul v-if="open" :class="{ open }"><Item v-for="item in state.items" :key="item" :name="item"> & more</Item></ul>`,
  };
  console.log(await renderToString(createSSRApp(App)));
  console.log(await renderToString(createSSRApp({ render: () => h("p", { id: "x" }, ["text", h("b", "bold")]) })));
}

main();
