// What was typed is not lost by leaving the page by mistake.
const changed = new WeakSet<HTMLFormElement>();
let watched: HTMLFormElement[] = [];

/** The form is on its way, or its content does not matter any more. */
export const release = (form: HTMLFormElement): boolean => changed.delete(form);

/** Something was typed or chosen. */
export const touch = (form: HTMLFormElement): WeakSet<HTMLFormElement> => changed.add(form);

addEventListener("beforeunload", (event) => {
  if (watched.some((form) => form.isConnected && changed.has(form))) event.preventDefault();
});

/** Watches the forms that say so. */
export function guards(main: ParentNode): void {
  watched = [...main.querySelectorAll<HTMLFormElement>("form[data-guard]")];
  for (const form of watched) {
    form.addEventListener("input", () => touch(form));
    form.addEventListener("submit", () => release(form));
    // An answer with mistakes shows what was typed and not stored.
    if (main.querySelector(".problem")) touch(form);
  }
}
