// To whom a document goes: one field that finds units and people by the words of their names, and those who were chosen.
// The rows of the form stay what is sent: the field is the first of them, each who was chosen one of the others.
import { Listbox } from "./listbox.ts";
import { answering, offered } from "./names.ts";

/** How many are offered at once. */
const OFFERED = 12;

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
    this.names = offered(to);
    this.dress();
    this.list = new Listbox(to, this.words("found"), (name) => [document.createTextNode(name)], (name) => this.take(name), true);
    to.addEventListener("input", () => this.offer());
    to.addEventListener("keydown", (event) => this.key(event));
    // What stands in the field already, where it is somebody's name.
    if (this.names.includes(to.value) && !to.hasAttribute("aria-invalid")) this.take(to.value, false);
    this.paint();
  }

  /** The row in which is typed. */
  private get field(): Row {
    return this.rows[0]!;
  }

  private get taken(): Row[] {
    return this.rows.slice(1).filter((row) => row.to.value);
  }

  private words(key: string, name = ""): string {
    return this.root.dataset[key]!.replace("{name}", () => name);
  }

  /** The rows become a field and a list. */
  private dress(): void {
    const { box, to, purpose } = this.field;
    // Each who is chosen shows what they get it for.
    if (purpose) purpose.closest<HTMLElement>(".field")!.hidden = true;
    const hint = this.root.querySelector<HTMLElement>(".hint")!;
    box.querySelector("label")!.textContent = this.words("find");
    hint.textContent = this.words("hint");
    hint.id = "to-hint";
    to.setAttribute("aria-describedby", [to.getAttribute("aria-describedby"), hint.id].filter(Boolean).join(" "));
    this.root.querySelector("details")!.hidden = true;
    this.chosen.className = "chosen";
    this.chosen.setAttribute("aria-label", this.words("chosen"));
    this.said.className = "vh";
    this.said.setAttribute("role", "status");
    this.root.append(this.chosen, this.said);
  }

  private key(event: KeyboardEvent): void {
    const { to } = this.field;
    // Whoever chooses goes on to the deadline: the form is sent by its button.
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
    const last = this.taken.at(-1);
    if (event.key === "Backspace" && !event.repeat && !to.value && last) this.leave(last);
    if (event.key === "ArrowDown" && !to.value && !this.list.shown) {
      event.preventDefault();
      this.list.show(this.free());
    }
  }

  private free(): string[] {
    const there = this.taken.map((row) => row.to.value);
    return this.names.filter((name) => !there.includes(name));
  }

  private offer(): void {
    const typed = this.field.to.value;
    const found = answering(this.free(), typed).slice(0, OFFERED);
    this.list.show(found);
    const silent = !typed.trim() || found.length > 0;
    const there = answering(this.taken.map((row) => row.to.value), typed).length > 0;
    this.tell(silent ? "" : this.words(there ? "there" : "none"), !silent);
  }

  private take(name: string, tell = true): void {
    const { box, to, purpose } = this.field;
    const free = this.rows.slice(1).find((row) => !row.to.value);
    if (!free) return;
    free.to.value = name;
    if (free.purpose && purpose) {
      free.purpose.value = purpose.value;
      // Whoever comes behind the first mostly has to know of it only.
      purpose.value = "information";
    }
    to.value = "";
    to.removeAttribute("aria-invalid");
    to.setAttribute("aria-describedby", "to-hint");
    box.querySelector(".error")?.remove();
    box.querySelector(".wrong")?.classList.remove("wrong");
    this.paint();
    const full = this.taken.length === this.rows.length - 1;
    this.tell(full ? this.words("full") : tell ? this.words("taken", name) : "", full);
  }

  private leave(row: Row): void {
    const name = row.to.value;
    row.to.value = "";
    row.box.querySelector(".error")?.remove();
    // Somebody has to act.
    const { purpose } = this.field;
    if (purpose && !this.taken.some((one) => one.purpose?.value === "action")) purpose.value = "action";
    this.paint();
    this.tell(this.words("left", name));
    this.field.to.focus();
  }

  /** Says what was done to those who do not see it, and to everybody what was not. */
  private tell(said: string, visible = false): void {
    this.said.className = visible ? "hint" : "vh";
    this.said.textContent = said;
  }

  private paint(): void {
    this.chosen.hidden = this.taken.length === 0;
    this.field.to.readOnly = this.taken.length === this.rows.length - 1;
    this.chosen.replaceChildren(...this.taken.map((row) => this.chip(row)));
  }

  private chip(row: Row): HTMLElement {
    const [chip, name, out] = [document.createElement("li"), document.createElement("b"), document.createElement("button")];
    name.textContent = row.to.value;
    out.type = "button";
    out.className = "plain";
    out.textContent = "×";
    out.setAttribute("aria-label", this.words("leave", row.to.value));
    out.addEventListener("click", () => this.leave(row));
    chip.append(name);
    const wrong = row.box.querySelector(".error")?.cloneNode(true) as HTMLElement | undefined;
    if (wrong) {
      wrong.removeAttribute("id");
      chip.append(wrong);
    }
    if (row.purpose) chip.append(this.purpose(row, row.purpose));
    chip.append(out);
    return chip;
  }

  /** What they get it for, to be changed where they stand: the same as the row says. */
  private purpose(row: Row, of: HTMLSelectElement): HTMLElement {
    const select = of.cloneNode(true) as HTMLSelectElement;
    for (const mark of ["id", "name"]) select.removeAttribute(mark);
    select.value = of.value;
    select.setAttribute("aria-label", `${this.words("purpose")}: ${row.to.value}`);
    select.addEventListener("change", () => { of.value = select.value; });
    return select;
  }
}

/** Sets up the forms that send a document to several. */
export function recipients(main: ParentNode): void {
  main.querySelectorAll<HTMLElement>("[data-recipients]").forEach((root) => new Recipients(root));
}
