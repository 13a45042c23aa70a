import { Catalog, Sorting, line, numbered } from "./catalog";

const catalog = new Catalog({ pause: 0 });
const stop = catalog.watch((book) => console.log("loaded", book.title));
catalog
  .load(2)
  .then(() => {
    stop();
    catalog.sorting = Sorting.Year;
    return catalog.load();
  })
  .then(async (books) => {
    for (const text of numbered(books.map(line))) console.log(text);
    console.log(Catalog.isCatalog(catalog), Catalog.isCatalog({}), Catalog.count, (Catalog as any).label);
    const { words } = await import("./words");
    console.log(words(books).join());
  });
