// Files that are chosen again and again, or dropped anywhere on the page, add up; each can be taken out.
import { touch } from "./guard.ts";

const SHOWN = ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"];

/** `180 KB`, `1,4 MB` (in English `1.4 MB`): as the server writes them. */
function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  const mark = document.documentElement.lang === "el" ? "," : ".";
  return `${Math.floor(bytes / 1_000_000)}${mark}${Math.floor((bytes % 1_000_000) / 100_000)} MB`;
}

const same = (a: File, b: File) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

/** A field of files. */
export class FileField {
  private chosen: File[] = [];
  private url = "";

  constructor(
    readonly zone: HTMLElement,
    readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
  ) {
    input.addEventListener("change", () => this.add([...(input.files ?? [])]));
    zone.querySelector<HTMLElement>(".choose")!.hidden = false;
    zone.classList.add("ready");
    this.add([...(input.files ?? [])]);
  }

  /** Takes files in, beside those that are there. */
  add(files: File[]): void {
    const fresh = files.filter((file) => !this.chosen.some((known) => same(file, known)));
    this.set(this.input.multiple ? [...this.chosen, ...fresh] : (files.slice(-1).length ? files.slice(-1) : this.chosen));
  }

  /** What is chosen. */
  get files(): File[] {
    return this.chosen;
  }

  private set(files: File[]): void {
    if (files.length && this.input.form) touch(this.input.form);
    this.chosen = files;
    const held = new DataTransfer();
    files.forEach((file) => held.items.add(file));
    this.input.files = held.files;
    this.list.hidden = files.length === 0;
    this.list.replaceChildren(...files.map((file) => this.line(file)));
    this.preview(files.find((file) => SHOWN.includes(file.type)));
  }

  private line(file: File): HTMLElement {
    const [line, name, bytes, remove] = ["li", "span", "span", "button"].map((tag) => document.createElement(tag));
    name!.textContent = file.name;
    bytes!.textContent = size(file.size);
    bytes!.className = "muted";
    const button = remove as HTMLButtonElement;
    button.type = "button";
    button.className = "plain";
    button.textContent = "✕";
    button.setAttribute("aria-label", `${this.zone.dataset.remove}: ${file.name}`);
    button.addEventListener("click", () => {
      this.set(this.chosen.filter((other) => other !== file));
      this.input.focus();
    });
    line!.append(name!, bytes!, button);
    return line!;
  }

  /** The paper beside the form, so that its subject is read where it is typed. */
  private preview(file: File | undefined): void {
    const frame = document.querySelector<HTMLIFrameElement>("#preview");
    if (!frame) return;
    URL.revokeObjectURL(this.url);
    frame.hidden = !file;
    if (!file) return;
    this.url = URL.createObjectURL(file);
    frame.src = `${this.url}#navpanes=0&view=FitH`;
  }
}

const fields = new WeakMap<HTMLInputElement, FileField>();

/** The field of an input. */
export const fieldOf = (input: HTMLInputElement): FileField | undefined => fields.get(input);

/** Sets up the fields of files. */
export function fileFields(main: ParentNode): void {
  for (const zone of main.querySelectorAll<HTMLElement>("[data-files]")) {
    const input = zone.querySelector<HTMLInputElement>("input[type=file]")!;
    fields.set(input, new FileField(zone, input, zone.parentElement!.querySelector<HTMLElement>(".chosen")!));
  }
}

// A file that misses the field must not replace the page by itself.
let inside = 0;
const zones = () => document.querySelectorAll<HTMLElement>("[data-files]");
const over = (is: boolean) => zones().forEach((zone) => zone.classList.toggle("over", is));
const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
document.addEventListener("dragenter", (event) => carriesFiles(event) && over(++inside > 0));
document.addEventListener("dragleave", (event) => carriesFiles(event) && over(--inside > 0));
document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  inside = 0;
  over(false);
  event.preventDefault();
  const input = zones()[0]?.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) return;
  fieldOf(input)?.add([...event.dataTransfer!.files]);
  input.dispatchEvent(new CustomEvent("dropped", { bubbles: true }));
});
