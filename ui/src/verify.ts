// The page /verify without upload: the proof is judged here, and documents are compared with what was filed.
import { fieldOf } from "./files.ts";
import { type Key, type Verdict, judgeFile, parseKey, sha256 } from "./proof.ts";

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const ATHENS = new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "medium", timeZone: "Europe/Athens" });
const greek = (at: Date) => ATHENS.format(at).replace(",", "");
const grouped = (value: bigint) => value.toLocaleString(document.documentElement.lang === "el" ? "de" : "en");

/** A text with its `{slots}` filled. */
const put = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot);

/** A copy of a part of the page with its `{slots}` filled. */
function filled(part: DocumentFragment, values: Record<string, string>): DocumentFragment {
  const copy = part.cloneNode(true) as DocumentFragment;
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    text.data = put(text.data, values);
  }
  return copy;
}

class Verifier {
  private verdict: Verdict | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly keys: Key[],
    private readonly place = form.parentElement!.querySelector<HTMLElement>("#verdict")!,
    private readonly compare = form.parentElement!.querySelector<HTMLElement>("#compare")!,
  ) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.judge();
    });
    for (const kind of ["change", "dropped"]) {
      this.form.addEventListener(kind, () => void this.judge());
      this.compare.addEventListener(kind, () => void this.match());
    }
  }

  private part(id: string): HTMLTemplateElement {
    return this.form.parentElement!.querySelector<HTMLTemplateElement>(`template#${id}`)!;
  }

  private files(root: ParentNode): File[] {
    return fieldOf(root.querySelector<HTMLInputElement>("input[type=file]")!)?.files ?? [];
  }

  private async judge(): Promise<void> {
    const [file] = this.files(this.form);
    if (!file) return;
    const judged = await judgeFile(file, this.keys);
    this.verdict = typeof judged === "string" ? undefined : judged[0];
    this.compare.hidden = !this.verdict;
    if (typeof judged === "string") {
      const words = this.part("refused").dataset;
      const why = words[judged.replaceAll(/-(.)/g, (_, c: string) => c.toUpperCase())]!;
      const title = (judged === "not-a-proof" ? words.none : words.bad)!;
      this.place.replaceChildren(filled(this.part("refused").content, { title, why }));
    } else {
      this.show(...judged);
    }
    this.place.querySelector<HTMLElement>("section")!.focus();
    await this.match();
  }

  private show(verdict: Verdict, ...later: Verdict[]): void {
    const { entry, files, reason } = verdict.statement;
    const part = this.part("verified");
    const said = part.dataset[`said${verdict.act[0]!.toUpperCase()}${verdict.act.slice(1)}`] ?? "";
    const shown = filled(part.content, {
      said: put(said, { year: verdict.year, number: verdict.number }),
      reason: reason ?? "",
      act: part.dataset[verdict.act] ?? verdict.act,
      at: greek(verdict.at),
      place: grouped(verdict.place),
      size: grouped(verdict.size),
      subject: entry.subject,
      correspondent: [entry.correspondent, ...(entry.further ?? [])].flatMap((party) => party?.name ?? []).join(" · "),
    });
    if (!reason) shown.querySelectorAll("[data-reason]").forEach((row) => row.remove());
    shown.querySelectorAll(later.length ? "[data-stands]" : "[data-later]").forEach((part) => part.remove());
    shown.querySelector("section")!.classList.toggle("changed", later.length > 0);
    shown.querySelector("ul[data-later]")?.replaceChildren(...later.map((act) => this.said(part, act)));
    const line = this.part("verified-file").content;
    if (files.length) shown.querySelector(".files")!.replaceChildren(...files.map((file) => filled(line, file)));
    this.place.replaceChildren(shown);
  }

  /** What was done with the entry later. */
  private said(part: HTMLTemplateElement, act: Verdict): HTMLElement {
    const words = part.dataset[`later${act.act[0]!.toUpperCase()}${act.act.slice(1)}`] ?? act.act;
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("strong"), { textContent: put(words, { at: greek(act.at) }) }));
    return line;
  }

  /** Says of each document whether it is one of those that were filed. */
  private async match(): Promise<void> {
    const documents = await Promise.all(
      this.files(this.compare).map(async (file) => hex(await sha256(new Uint8Array(await file.arrayBuffer())))),
    );
    this.verdict?.statement.files.forEach((file, at) => {
      const mark = this.place.querySelectorAll<HTMLElement>("[data-match]")[at];
      if (mark) mark.hidden = !documents.includes(file.sha256);
    });
    const filed = this.verdict?.statement.files.map((file) => file.sha256) ?? [];
    this.compare.querySelector<HTMLElement>(".problem")!.hidden = documents.every((hash) => filed.includes(hash));
  }
}

/** Takes the page over where the browser can judge; elsewhere the server does. */
export async function verifying(main: ParentNode): Promise<void> {
  const form = main.querySelector<HTMLFormElement>("form[data-keys]");
  if (!form || !globalThis.crypto?.subtle) return;
  const keys = await Promise.all(form.dataset.keys!.split(" ").map(parseKey)).catch(() => undefined);
  if (keys) new Verifier(form, keys);
}
