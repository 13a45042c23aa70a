export interface Book {
  readonly id: number;
  readonly title: string;
  readonly authors: string[];
  year?: number;
}

export enum Sorting {
  Title = "title",
  Year = "year",
}

const data: [string, string, number?][] = [
  ["Persuasion", "Austen, Jane", 1817],
  ["Čapek's R.U.R.", "Čapek, Karel", 1920],
  ["Good Omens", "Pratchett, Terry; Gaiman, Neil", 1990],
  ["Beowulf", ""],
];

abstract class Source<T> implements AsyncIterable<T> {
  static #count = 0;
  protected readonly number: number;

  static {
    Object.defineProperty(this, "label", { value: "source" });
  }

  constructor(protected readonly pause: number) {
    this.number = ++Source.#count;
  }

  abstract [Symbol.asyncIterator](): AsyncGenerator<T>;

  static get count() {
    return Source.#count;
  }
}

export class Catalog extends Source<Book> {
  #loaded = new Map<number, Book>();
  #watchers = new Set<(book: Book) => void>();
  accessor sorting: Sorting = Sorting.Title;

  constructor({ pause = 1 }: { pause?: number } = {}) {
    super(pause);
  }

  watch(watcher: (book: Book) => void) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async *[Symbol.asyncIterator]() {
    for (const [index, [title, names, year]] of data.entries()) {
      await this.#wait();
      const book: Book = { id: index + 1, title, authors: this.#authors(names), ...(year && { year }) };
      this.#loaded.set(book.id, book);
      this.#watchers.forEach((watcher) => watcher(book));
      yield book;
    }
  }

  async load(limit = Infinity) {
    for await (const { id } of this) {
      if (id >= limit) break;
    }
    return this.sorted;
  }

  get sorted() {
    const key = this.sorting;
    return [...this.#loaded.values()].sort((a, b) => {
      const [left, right] = [a[key] ?? 0, b[key] ?? 0];
      return left < right ? -1 : left > right ? 1 : a.id - b.id;
    });
  }

  static isCatalog(value: object): value is Catalog {
    return #loaded in value;
  }

  #authors(names: string) {
    return names
      .split(/;\s*/u)
      .filter(Boolean)
      .map((name) => name.replace(/^(?<last>[\p{L} ]+), (?<first>.+)$/u, "$<first> $<last>"));
  }

  #wait() {
    return new Promise<void>((resolve) => setTimeout(resolve, this.pause));
  }
}

export function* numbered<T>(items: Iterable<T>): Generator<string> {
  let number = 0;
  for (const item of items) yield `${++number}. ${item}`;
}

export const line = ({ title, authors: [first, ...others], year }: Book) =>
  `${title}${first ? ` by ${[first, ...others].join(" & ")}` : ""} (${year ?? "long ago"})`;
