// Counts that change by themselves, as the server tells them.

type Counts = Record<string, number>;
interface Live {
  waits: number;
  intake: number | null;
  mine: Counts;
  units: Record<string, Counts | undefined>;
}

/** Shows a number, or nothing where there is none. */
function show(place: HTMLElement, count: number): void {
  place.textContent = count.toLocaleString(document.documentElement.lang);
  place.hidden = count === 0;
}

/** Listens while the page is looked at: a browser has few connections to one server, and each open tab would keep one. */
export function live(page: Document): void {
  const badge = page.querySelector<HTMLElement>("[data-live]");
  const address = badge?.dataset.live;
  if (!badge || !address) return;
  const office = page.querySelector<HTMLElement>("[data-live-intake]");
  const tray = page.querySelector<HTMLElement>("[data-live-of]");
  const stale = page.querySelector<HTMLElement>("[data-live-stale]");
  let source: EventSource | undefined;
  let first: string | undefined;
  const told = (event: MessageEvent<string>): void => {
    const counts = JSON.parse(event.data) as Live;
    show(badge, counts.waits);
    if (office) show(office, counts.intake ?? 0);
    const of = tray?.dataset.liveOf;
    const here = of ? counts.units[of] : counts.mine;
    if (!tray || !here) return;
    for (const place of tray.querySelectorAll<HTMLElement>("[data-live-count]")) {
      show(place, here[place.dataset.liveCount ?? ""] ?? 0);
    }
    const now = JSON.stringify(here);
    first ??= now;
    if (stale) stale.hidden = now === first;
  };
  const look = (): void => {
    source?.close();
    source = undefined;
    if (page.visibilityState !== "visible") return;
    source = new EventSource(address);
    source.addEventListener("message", told);
  };
  page.addEventListener("visibilitychange", look);
  // A page that is left must not keep its connection while the next one loads.
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  look();
}
