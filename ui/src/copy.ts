// A button beside what one would copy by hand, where the browser can.

/** Sets up what can be copied. */
export function copies(main: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const box of main.querySelectorAll<HTMLElement>("[data-copy]")) {
    const [button, said] = [document.createElement("button"), document.createElement("span")];
    button.type = "button";
    button.className = "button second";
    button.textContent = box.dataset.copy!;
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const code = box.querySelector("code")!;
      try {
        await navigator.clipboard.writeText(code.textContent!.trim());
        said.textContent = box.dataset.copied!;
      } catch {
        // Where the browser refuses, it is marked to be copied by hand.
        getSelection()?.selectAllChildren(code);
      }
    });
    box.append(" ", button, " ", said);
  }
}
