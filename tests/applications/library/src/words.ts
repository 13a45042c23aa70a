import type { Book } from "./catalog";

export const words = (books: Iterable<Book>) =>
  Array.from(books, ({ title }) => title)
    .flatMap((title) => title.match(/\p{L}{4,}/gu) ?? [])
    .map((word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase())
    .toSorted();
