// A list is gone through by its rows, and a tray is emptied from the keyboard: j and k go to the next row and back, other
// keys do what the row offers. Afterwards one stands where one stood: on the row that came next.
const STORE = "asty-triage";

const rows = (list: Element) => [...list.querySelectorAll<HTMLElement>("tbody tr, .results li")];
const tray = () => document.querySelector<HTMLElement>("[data-triage]");

/** The place of the row in which the focus is; -1 where it is in none. */
const place = (list: Element) => rows(list).findIndex((row) => row.contains(document.activeElement));

/** Goes to the link of a row: it is seen, and said with what it is about. */
function stand(list: Element, at: number): void {
  const all = rows(list);
  all[Math.max(0, Math.min(all.length - 1, at))]?.querySelector<HTMLElement>("a")?.focus();
}

/** One row on, or back; the first where the focus is in none. */
export function step(list: Element, down: boolean): void {
  const at = place(list);
  stand(list, at < 0 ? 0 : at + (down ? 1 : -1));
}

/** Whether a key was one of the tray's; what it means is done. */
export function triaged(called: string[]): boolean {
  const list = tray();
  if (!list) return false;
  if (called.includes("j") || called.includes("k")) {
    step(list, called.includes("j"));
    return true;
  }
  const at = Math.max(0, place(list));
  const offers = [...(rows(list)[at]?.querySelectorAll<HTMLElement>("[data-act]") ?? [])];
  const act = offers.find((offer) => called.includes(offer.dataset["act"]!));
  if (!act) return false;
  // Which row that is has to be seen before anything is done with it.
  if (place(list) < 0) {
    stand(list, 0);
    return true;
  }
  sessionStorage.setItem(STORE, JSON.stringify({ tray: list.dataset["triage"], at }));
  act.click();
  return true;
}

/** What answers in a tray to `act-…` of the sheet of keys; nothing where it is another key. */
export function offered(key: string): Element | null | undefined {
  if (key === "act-jk") return tray();
  return key.startsWith("act-") ? document.querySelector(`[data-triage] [data-act="${key.slice(4)}"]`) : undefined;
}

/** Goes back to where one stood in this tray. */
export function triage(): void {
  const [list, kept] = [tray(), sessionStorage.getItem(STORE)];
  if (!list || !kept) return;
  sessionStorage.removeItem(STORE);
  const was = JSON.parse(kept) as { tray: string; at: number };
  if (was.tray === list.dataset["triage"]) stand(list, was.at);
}
