import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import { until } from "lit/directives/until.js";
import { Catalog, type Book, line } from "./catalog";
import { calls, counted } from "./decorators";

@customElement("book-item")
export class BookItem extends LitElement {
  static override styles = css`
    .old {
      font-style: italic;
    }
  `;

  @property({ attribute: false }) book!: Book;
  @property({ type: Boolean, reflect: true }) open = false;

  override render() {
    const { year = 0 } = this.book;
    return html`<span class=${classMap({ old: year < 1900, item: true })}>${line(this.book)}</span>${this.open
        ? html`<em>open</em>`
        : nothing}`;
  }
}

@customElement("book-library")
export class BookLibrary extends LitElement {
  @property() heading = "";
  @state() private books: readonly Book[] = [];
  @query("h1") private readonly title_!: HTMLHeadingElement;
  #catalog = new Catalog();
  readonly #words = this.#catalog.load().then(async (books) => {
    const { words } = await import("./words");
    return words(books).join(" ");
  });

  override createRenderRoot() {
    return this;
  }

  override async connectedCallback() {
    super.connectedCallback();
    for await (const book of this.#catalog) this.add(book);
    await this.updateComplete;
    const items = [...this.querySelectorAll("book-item")] as BookItem[];
    items.forEach((item, index) => (item.open = index % 2 === 0));
    await Promise.all(items.map((item) => item.updateComplete));
    await this.#words;
    await new Promise((resolve) => setTimeout(resolve, 20));
    const shown = items.map((item) => item.shadowRoot!.textContent!.trim());
    const report = document.createElement("pre");
    report.id = "report";
    report.textContent = [
      this.title_.textContent,
      ...shown,
      items.map((item) => item.hasAttribute("open")).join(),
      items.map((item) => item.shadowRoot!.querySelector("span")!.className.trim()).join(),
      this.querySelector("p")!.textContent,
      JSON.stringify(calls),
    ].join("\n");
    document.body.append(report);
  }

  @counted("library")
  private add(book: Book) {
    this.books = [...this.books, book];
  }

  override render() {
    return html`
      <h1>${this.heading}: ${this.books.length}</h1>
      <ul>
        ${repeat(
          this.books,
          ({ id }) => id,
          (book) => html`<li><book-item .book=${book}></book-item></li>`,
        )}
      </ul>
      <p>${until(this.#words, "…")}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "book-item": BookItem;
    "book-library": BookLibrary;
  }
}
