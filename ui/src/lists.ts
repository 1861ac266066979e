// What lists gain from a script: all lines ticked at once, and on a narrow screen each value under the name of its column.

/** A box in the head of the first column that ticks every line. */
function tickAll(list: HTMLTableElement): void {
  const boxes = [...list.querySelectorAll<HTMLInputElement>("tbody td:first-child input[type=checkbox]")];
  const head = list.tHead?.rows[0]?.cells[0];
  if (!head || boxes.length < 2) return;
  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", head.textContent?.trim() ?? "");
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  const agree = (): void => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  boxes.forEach((box) => box.addEventListener("change", agree));
  agree();
  head.prepend(all, " ");
}

/** Every list of a page. */
export function lists(page: ParentNode): void {
  for (const list of page.querySelectorAll<HTMLTableElement>("table.stack")) {
    const names = [...(list.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent?.trim() ?? "");
    tickAll(list);
    for (const row of list.tBodies[0]?.rows ?? []) {
      [...row.cells].forEach((cell, at) => { if (names.length === row.cells.length) cell.dataset["name"] = names[at]; });
    }
  }
  // What moves in a window of its own begins with what is newest.
  for (const part of page.querySelectorAll<HTMLElement>(".scroll:has(.adoption)")) part.scrollLeft = part.scrollWidth;
}
