// A form with files is sent with its progress shown. If the answer finds mistakes, the chosen files stay chosen.
import { fieldOf } from "./files.ts";
import { release, touch } from "./guard.ts";

type Enliven = (main: ParentNode) => void;

/** Shows an answer that is no new page: the same form with its mistakes. */
function replace(answer: Document, form: HTMLFormElement, enliven: Enliven): void {
  const [old, fresh] = [document.querySelector("main")!, answer.querySelector("main")!];
  const files = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].map((input) => fieldOf(input)?.files ?? []);
  document.title = answer.title;
  old.replaceWith(fresh);
  enliven(fresh);
  fresh.querySelectorAll<HTMLInputElement>("input[type=file]").forEach((input, i) => fieldOf(input)?.add(files[i] ?? []));
}

const parsed = (html: string) => new DOMParser().parseFromString(html, "text/html");

/** Takes the word against forged requests of the session of now, when a person has signed in anew in another tab. */
async function renew(form: HTMLFormElement): Promise<boolean> {
  const page = await fetch(form.action).then((answer) => answer.text()).catch(() => "");
  const fresh = parsed(page).querySelector<HTMLInputElement>("form[data-guard] [name=csrf]");
  const own = form.querySelector<HTMLInputElement>("[name=csrf]")!;
  if (!fresh || fresh.value === own.value) return false;
  own.value = fresh.value;
  return true;
}

class Sending {
  private readonly line = document.createElement("p");
  private readonly bar = document.createElement("progress");

  constructor(
    private readonly form: HTMLFormElement,
    private readonly submitter: HTMLElement | null,
    private readonly zone: HTMLElement,
    private readonly enliven: Enliven,
  ) {
    this.line.setAttribute("role", "status");
    this.bar.setAttribute("aria-label", zone.dataset.sending!);
    zone.parentElement!.querySelectorAll("[role=status], progress").forEach((old) => old.remove());
    zone.after(this.line, this.bar);
    this.send();
  }

  private send(): void {
    const body = new FormData(this.form, this.submitter);
    this.busy(true);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      this.bar.max = total;
      this.bar.value = loaded;
      this.line.textContent = `${this.zone.dataset.sending} ${Math.floor((100 * loaded) / total)}%`;
    });
    request.addEventListener("load", () => void this.answered(request));
    request.addEventListener("error", () => this.failed(this.zone.dataset.failed!));
    request.open("POST", this.form.action);
    request.send(body);
  }

  private async answered(request: XMLHttpRequest): Promise<void> {
    const [answer, at] = [parsed(request.response), new URL(request.responseURL)];
    if (request.status === 403 || at.pathname === "/login") {
      if (await renew(this.form)) this.send();
      else this.failed(this.zone.dataset.expired!);
    } else if (request.status < 400 && at.href !== location.href) {
      // The entry is shown by its own address.
      release(this.form);
      location.assign(at.href);
    } else if (answer.querySelector("main form[data-guard]")) {
      replace(answer, this.form, this.enliven);
    } else {
      // What was typed stays: another page would take its place.
      this.failed(answer.querySelector("main")?.innerText.trim() || this.zone.dataset.failed!);
    }
  }

  private busy(is: boolean): void {
    this.form.querySelectorAll("button").forEach((button) => (button.disabled = is));
  }

  private failed(why: string): void {
    this.busy(false);
    this.bar.remove();
    this.line.className = "error";
    this.line.textContent = why;
    this.line.scrollIntoView({ block: "center" });
    touch(this.form);
  }
}

/** Sends the forms that carry files. */
export function sending(main: ParentNode, enliven: Enliven): void {
  for (const form of main.querySelectorAll<HTMLFormElement>("form[data-guard][enctype='multipart/form-data']")) {
    form.addEventListener("submit", (event) => {
      const zone = form.querySelector<HTMLElement>("[data-files]");
      if (event.defaultPrevented || !zone) return;
      event.preventDefault();
      new Sending(form, event.submitter, zone, enliven);
    });
  }
}
