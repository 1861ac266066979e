// What a text field offers (ARIA combobox with a listbox): shown, walked through with the arrows, chosen.

let made = 0;
let offered = 0;

export class Listbox<T> {
  private readonly list = document.createElement("ul");
  private found: T[] = [];
  private at = -1;

  /** `first`: whether the first line is the one that Enter chooses; else what was typed stays until one is walked to. */
  constructor(
    private readonly input: HTMLInputElement,
    name: string,
    private readonly paint: (one: T) => Node[],
    private readonly chosen: (one: T) => void,
    private readonly first = false,
  ) {
    this.list.id = `${input.id || "field"}-list-${++made}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", name);
    input.after(this.list);
    this.set({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false" });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // The field keeps the focus while the mouse chooses.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest("[role=option]");
      this.choose([...this.list.children].indexOf(option!));
    });
  }

  private set(attributes: Record<string, string>): void {
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  /** Whether it offers something. */
  get shown(): boolean {
    return !this.list.hidden;
  }

  /** Offers these. */
  show(found: T[]): void {
    this.found = found;
    this.list.replaceChildren(...found.map((one) => this.option(one)));
    this.list.hidden = found.length === 0;
    // Under the field itself, whatever else its place holds.
    this.list.style.top = `${this.input.offsetTop + this.input.offsetHeight}px`;
    this.set({ "aria-expanded": String(found.length > 0) });
    this.move(this.first && found.length > 0 ? 0 : -1);
  }

  /** Offers nothing any more. */
  close(): void {
    this.list.hidden = true;
    this.set({ "aria-expanded": "false" });
    this.move(-1);
  }

  private option(one: T): HTMLElement {
    const option = document.createElement("li");
    // Another each time: who hears the page is told of the line that has come, though it stands where one stood.
    option.id = `${this.list.id}-${++offered}`;
    option.setAttribute("role", "option");
    option.append(...this.paint(one));
    return option;
  }

  private move(to: number): void {
    this.at = to;
    [...this.list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === to));
      if (place === to) option.scrollIntoView({ block: "nearest" });
    });
    if (to < 0) this.input.removeAttribute("aria-activedescendant");
    else this.set({ "aria-activedescendant": this.list.children[to]!.id });
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const count = this.found.length;
    if (event.key === "ArrowDown") this.move((this.at + 1) % count);
    else if (event.key === "ArrowUp") this.move(this.at > 0 ? this.at - 1 : count - 1);
    else if (event.key === "Enter" && this.at >= 0) this.choose(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  private choose(place: number): void {
    const one = this.found[place];
    if (one === undefined) return;
    this.close();
    this.chosen(one);
    this.input.focus();
  }
}
