// A field with a list of names is found by any words of them, without accents. What is typed stays allowed.
import { Listbox } from "./listbox.ts";
import { answering, offered } from "./names.ts";

/** How many are offered at once. */
const OFFERED = 12;

/** Sets up the fields that pick a name. */
export function picks(main: ParentNode): void {
  for (const field of main.querySelectorAll<HTMLInputElement>("input[data-pick]")) {
    const names = offered(field);
    const list = new Listbox<string>(field, field.dataset.pick!, (name) => [document.createTextNode(name)], (name) => { field.value = name; }, true);
    field.addEventListener("input", () => {
      const found = answering(names, field.value).slice(0, OFFERED);
      // The name itself needs no choosing.
      list.show(found[0] === field.value ? [] : found);
    });
  }
}
