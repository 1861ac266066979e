// A text field that offers correspondents of before (ARIA combobox with a listbox). What is typed stays allowed.
interface Correspondent {
  name: string;
  tax_id?: string | null;
  email?: string | null;
}

class Combo {
  private readonly input: HTMLInputElement;
  private readonly list = document.createElement("ul");
  private found: Correspondent[] = [];
  private at = -1;
  private asked = 0;

  constructor(private readonly root: HTMLElement) {
    this.input = root.querySelector("input")!;
    this.list.id = `${this.input.id}-list`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", root.dataset.found!);
    this.input.after(this.list);
    this.set({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false" });
    this.input.addEventListener("input", () => void this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
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

  private async ask(): Promise<void> {
    const [typed, turn] = [this.input.value.trim(), ++this.asked];
    if (typed.length < 2) return this.close();
    // Within the house units write to one another.
    const direction = (this.input.form!.elements.namedItem("direction") as HTMLSelectElement | null)?.value ?? "";
    const query = new URLSearchParams({ q: typed, direction });
    const answer = await fetch(`${this.root.dataset.suggest}?${query}`).catch(() => undefined);
    const found: Correspondent[] = answer?.ok ? await answer.json() : [];
    // An answer that was overtaken by more typing is old.
    if (turn !== this.asked || document.activeElement !== this.input) return;
    this.found = found;
    this.list.replaceChildren(...found.map((one, place) => this.option(one, place)));
    this.move(-1);
    this.list.hidden = found.length === 0;
    this.set({ "aria-expanded": String(found.length > 0) });
  }

  private option(one: Correspondent, place: number): HTMLElement {
    const [option, small] = [document.createElement("li"), document.createElement("small")];
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    small.textContent = [one.tax_id && `${this.root.dataset.tax} ${one.tax_id}`, one.email].filter(Boolean).join(" · ");
    option.append(one.name, small);
    return option;
  }

  private move(to: number): void {
    this.at = to;
    [...this.list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === to));
      if (place === to) option.scrollIntoView({ block: "nearest" });
    });
    if (to < 0) this.input.removeAttribute("aria-activedescendant");
    else this.set({ "aria-activedescendant": `${this.list.id}-${to}` });
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
    if (!one) return;
    const form = this.input.form!;
    this.input.value = one.name;
    for (const name of ["tax_id", "email"] as const) {
      const field = form.elements.namedItem(`correspondent_${name}`) as HTMLInputElement;
      field.value = one[name] ?? "";
    }
    this.close();
    this.input.focus();
  }

  private close(): void {
    this.asked++;
    this.list.hidden = true;
    this.set({ "aria-expanded": "false" });
    this.move(-1);
  }
}

/** Sets up the fields that suggest. */
export function combos(main: ParentNode): void {
  main.querySelectorAll<HTMLElement>("[data-suggest]").forEach((root) => new Combo(root));
}
