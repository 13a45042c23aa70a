import i18next from "i18next";

async function main() {
  const instance = i18next.createInstance();
  await instance.init({ lng: "de", fallbackLng: "en", resources: { en: { translation: { only: "only english" } }, de: { translation: { hi: "Hallo {{name}}", item_one: "{{count}} Ding", item_other: "{{count}} Dinge", nest: "$t(hi)", price: "{{n, number}}" } } }, interpolation: { escapeValue: true } });
  console.log(instance.t("hi", { name: "<b>" }), instance.t("item", { count: 1 }), instance.t("item", { count: 3 }), instance.t("only"), instance.t("nest", { name: "x" }), instance.t("price", { n: 1234.5 }));
  await instance.changeLanguage("en");
  console.log(instance.language, instance.exists("hi"));
}

main();
