// A text field that offers correspondents of before. What is typed stays allowed.
import { Listbox } from "./listbox.ts";

interface Correspondent {
  name: string;
  tax_id?: string | null;
  email?: string | null;
}

class Combo {
  private readonly input: HTMLInputElement;
  private readonly list: Listbox<Correspondent>;
  private asked = 0;

  constructor(private readonly root: HTMLElement) {
    this.input = root.querySelector("input")!;
    this.list = new Listbox(this.input, root.dataset.found!, (one) => this.line(one), (one) => this.choose(one));
    this.input.addEventListener("input", () => void this.ask());
    this.input.addEventListener("blur", () => this.asked++);
  }

  private async ask(): Promise<void> {
    const [typed, turn] = [this.input.value.trim(), ++this.asked];
    if (typed.length < 2) return this.list.close();
    // Within the house units write to one another.
    const direction = (this.input.form!.elements.namedItem("direction") as HTMLSelectElement | null)?.value ?? "";
    const query = new URLSearchParams({ q: typed, direction });
    const answer = await fetch(`${this.root.dataset.suggest}?${query}`).catch(() => undefined);
    const found: Correspondent[] = answer?.ok ? await answer.json() : [];
    // An answer that was overtaken by more typing is old.
    if (turn !== this.asked || document.activeElement !== this.input) return;
    this.list.show(found);
  }

  private line(one: Correspondent): Node[] {
    const small = document.createElement("small");
    small.textContent = [one.tax_id && `${this.root.dataset.tax} ${one.tax_id}`, one.email].filter(Boolean).join(" · ");
    return [document.createTextNode(one.name), small];
  }

  private choose(one: Correspondent): void {
    // An answer that is still on its way is for what was typed.
    this.asked++;
    const form = this.input.form!;
    this.input.value = one.name;
    for (const name of ["tax_id", "email"] as const) {
      const field = form.elements.namedItem(`correspondent_${name}`) as HTMLInputElement;
      field.value = one[name] ?? "";
    }
  }
}

/** Sets up the fields that suggest. */
export function combos(main: ParentNode): void {
  main.querySelectorAll<HTMLElement>("[data-suggest]").forEach((root) => new Combo(root));
}
