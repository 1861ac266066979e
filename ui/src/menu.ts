// On a phone the trays are behind a button, so that a page begins with its own content.

/** Sets up the button that shows and hides what it controls. */
export function menus(page: ParentNode): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>("button[data-menu]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
    });
  }
}
