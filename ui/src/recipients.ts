// To whom a document goes: one field that finds units and people by any words of their names, and those who were chosen.
// The rows of the form stay what is sent: the field is the first of them, each who was chosen one of the others.
import { Listbox } from "./listbox.ts";

/** How many are offered at once. */
const OFFERED = 12;

/** Small letters without accents, the final sigma as any: as the server folds. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");
}

/** Whether each word that was typed begins a word of the name. */
function fits(name: string, typed: string): boolean {
  const words = folded(name).split(/[^\p{L}\p{N}]+/u);
  return folded(typed).split(/[^\p{L}\p{N}]+/u).filter(Boolean).every((piece) => words.some((word) => word.startsWith(piece)));
}

interface Row {
  box: HTMLElement;
  to: HTMLInputElement;
  purpose: HTMLSelectElement | null;
}

class Recipients {
  private readonly rows: Row[];
  private readonly names: string[];
  private readonly chosen = document.createElement("ul");
  private readonly said = document.createElement("p");
  private readonly list: Listbox<string>;

  constructor(private readonly root: HTMLElement) {
    this.rows = [...root.querySelectorAll<HTMLElement>(".row")].map((box) => ({
      box,
      to: box.querySelector("input")!,
      purpose: box.querySelector("select"),
    }));
    const { to } = this.field;
    this.names = [...to.list!.querySelectorAll("option")].map((option) => option.value);
    to.removeAttribute("list");
    this.field.box.querySelector("label")!.textContent = root.dataset.find!;
    root.querySelector(".hint")!.textContent = root.dataset.hint!;
    root.querySelector("details")!.hidden = true;
    this.chosen.className = "chosen";
    this.chosen.setAttribute("aria-label", root.dataset.chosen!);
    this.said.className = "govuk-visually-hidden";
    this.said.setAttribute("role", "status");
    root.append(this.chosen, this.said);
    this.list = new Listbox(to, root.dataset.found!, (name) => [document.createTextNode(name)], (name) => this.take(name), true);
    to.addEventListener("input", () => this.offer());
    to.addEventListener("keydown", (event) => {
      const last = this.rest.findLast((row) => row.to.value);
      if (event.key === "Backspace" && !to.value && last) this.leave(last);
    });
    // What stands in the field already, where it is somebody's name.
    if (this.names.includes(to.value) && !to.hasAttribute("aria-invalid")) this.take(to.value, false);
    this.paint();
  }

  /** The row in which is typed. */
  private get field(): Row {
    return this.rows[0]!;
  }

  private get rest(): Row[] {
    return this.rows.slice(1);
  }

  private offer(): void {
    const typed = this.field.to.value.trim();
    if (!typed) return this.list.close();
    const there = this.rest.map((row) => row.to.value);
    const found = this.names.filter((name) => !there.includes(name) && fits(name, typed));
    // Whoever is called so comes before those who work where it is called so.
    const own = (name: string): boolean => fits(name.split(" – ")[0]!, typed);
    this.list.show([...found.filter(own), ...found.filter((name) => !own(name))].slice(0, OFFERED));
  }

  private take(name: string, tell = true): void {
    const free = this.rest.find((row) => !row.to.value);
    if (!free) return this.tell(this.root.dataset.full!);
    const { to, purpose } = this.field;
    free.to.value = name;
    if (free.purpose && purpose) {
      free.purpose.value = purpose.value;
      // Whoever comes behind the first mostly has to know of it only.
      purpose.value = "information";
    }
    to.value = "";
    to.removeAttribute("aria-invalid");
    this.field.box.querySelector(".error")?.remove();
    this.paint();
    if (tell) this.tell(this.root.dataset.taken!.replace("{name}", name));
  }

  private leave(row: Row): void {
    const name = row.to.value;
    row.to.value = "";
    this.paint();
    this.tell(this.root.dataset.left!.replace("{name}", name));
    this.field.to.focus();
  }

  private tell(words: string): void {
    this.said.textContent = words;
  }

  private paint(): void {
    const taken = this.rest.filter((row) => row.to.value);
    this.chosen.hidden = taken.length === 0;
    this.chosen.replaceChildren(...taken.map((row) => this.chip(row)));
    // The next is asked for by the field; the first of all is for action.
    if (taken.length === 0 && this.field.purpose) this.field.purpose.value = "action";
  }

  private chip(row: Row): HTMLElement {
    const [chip, name, out] = [document.createElement("li"), document.createElement("b"), document.createElement("button")];
    name.textContent = row.to.value;
    out.type = "button";
    out.className = "plain";
    out.textContent = "×";
    out.setAttribute("aria-label", this.root.dataset.leave!.replace("{name}", row.to.value));
    out.addEventListener("click", () => this.leave(row));
    chip.append(name);
    if (row.purpose) chip.append(this.purpose(row));
    const wrong = row.box.querySelector(".error");
    if (wrong) chip.append(wrong.cloneNode(true));
    chip.append(out);
    return chip;
  }

  /** What they get it for, to be changed where they stand: the same as the row says. */
  private purpose(row: Row): HTMLElement {
    const select = row.purpose!.cloneNode(true) as HTMLSelectElement;
    for (const mark of ["id", "name"]) select.removeAttribute(mark);
    select.value = row.purpose!.value;
    select.setAttribute("aria-label", `${this.root.dataset.purpose}: ${row.to.value}`);
    select.addEventListener("change", () => { row.purpose!.value = select.value; });
    return select;
  }
}

/** Sets up the forms that send a document to several. */
export function recipients(main: ParentNode): void {
  main.querySelectorAll<HTMLElement>("[data-recipients]").forEach((root) => new Recipients(root));
}
