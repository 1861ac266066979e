// The form of an entry follows its direction: the names of its fields, and those that only some documents have.

/** What a document that goes out has not is neither shown nor sent; unless something stands there already. */
function follow(form: HTMLFormElement, direction: string, kept: Set<Element>): void {
  for (const label of form.querySelectorAll<HTMLElement>("[data-incoming]")) label.textContent = label.dataset[direction]!;
  for (const part of form.querySelectorAll<HTMLElement>("[data-only]")) {
    const hidden = !part.dataset.only!.split(" ").includes(direction) && !kept.has(part);
    part.hidden = hidden;
    part.querySelectorAll("input").forEach((input) => (input.disabled = hidden));
  }
}

/** Sets up the forms of entries. */
export function directions(main: ParentNode): void {
  for (const select of main.querySelectorAll<HTMLSelectElement>("form.entry select[name=direction]")) {
    const form = select.form!;
    const filled = [...form.querySelectorAll("[data-only]")].filter((part) => part.querySelector("input")!.value);
    const kept = new Set(select.value === "outgoing" ? filled : []);
    const now = () => follow(form, select.value, kept);
    select.addEventListener("change", now);
    now();
  }
}
