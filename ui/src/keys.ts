// Keyboard: what has `aria-keyshortcuts` answers to it; ↑ and ↓ go through the rows of a list; ? shows the sheet.
import { offered, step, triaged } from "./triage.ts";

const STORE = "asty-keys";

/** One key alone may be switched off (WCAG 2.1.4). */
const single = () => localStorage.getItem(STORE) !== "off";

/** The names of a key press: as typed, and as the Latin letter of the same key, so that a Greek keyboard works too. */
function names(event: KeyboardEvent): string[] {
  const held = (event.ctrlKey ? "Control+" : "") + (event.ctrlKey && event.shiftKey ? "Shift+" : "");
  const latin = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? event.key;
  return [held + event.key, held + latin];
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=file]), select, textarea");

function go(target: HTMLElement): void {
  if (target.matches("input")) {
    target.focus();
    (target as HTMLInputElement).select();
  } else {
    target.click();
  }
}

/** What answers to a key on this page. */
function answering(called: string[]): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>("[aria-keyshortcuts]")].find((element) =>
    element.getAttribute("aria-keyshortcuts")!.split(" ").some((key) => called.includes(key)),
  );
}

function pressed(event: KeyboardEvent): void {
  if (event.altKey || event.metaKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (!event.ctrlKey && (typing(event.target) || !single())) return;
  const arrows = event.key === "ArrowDown" || event.key === "ArrowUp";
  const list = arrows && !event.ctrlKey ? document.querySelector("[data-rows]") : null;
  if (list) {
    if (document.activeElement !== document.body && !list.contains(document.activeElement)) return;
    event.preventDefault();
    return step(list, event.key === "ArrowDown");
  }
  if (!event.ctrlKey && triaged(names(event))) return event.preventDefault();
  const target = answering(names(event));
  if (!target) return;
  event.preventDefault();
  go(target);
}

/** Shows the sheet, with the keys to which something answers on this page. */
function show(dialog: HTMLDialogElement): void {
  for (const term of dialog.querySelectorAll<HTMLElement>("[data-key]")) {
    const key = term.dataset["key"]!;
    const there = key === "rows" ? document.querySelector("[data-rows]") : (offered(key) ?? answering([key]));
    for (const part of [term, term.nextElementSibling as HTMLElement]) part.hidden = !there;
  }
  dialog.showModal();
}

function sheet(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#keys");
  const opener = document.querySelector<HTMLButtonElement>("[data-opens=keys]");
  const on = document.querySelector<HTMLInputElement>("#keys-on");
  if (!dialog || !opener || !on) return;
  opener.hidden = false;
  opener.addEventListener("click", () => show(dialog));
  on.checked = single();
  on.addEventListener("change", () => localStorage.setItem(STORE, on.checked ? "on" : "off"));
}

/** Sets the page's keyboard up. */
export function keys(): void {
  document.addEventListener("keydown", pressed);
  sheet();
  // The menu closes as menus do.
  const menu = document.querySelector<HTMLDetailsElement>(".menu");
  document.addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target as Node)) menu.open = false;
  });
  menu?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
