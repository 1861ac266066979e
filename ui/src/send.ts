// A form with files is sent with its progress shown. If the answer finds mistakes, the chosen files stay chosen.
import { fieldOf } from "./files.ts";
import { release, touch } from "./guard.ts";

type Enliven = (main: ParentNode) => void;

/** Shows an answer that is no new page: the same form with its mistakes. */
function replace(html: string, form: HTMLFormElement, enliven: Enliven): void {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const [old, fresh] = [document.querySelector("main")!, answer.querySelector("main")!];
  const files = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].map((input) => fieldOf(input)?.files ?? []);
  document.title = answer.title;
  old.replaceWith(fresh);
  enliven(fresh);
  fresh.querySelectorAll<HTMLInputElement>("input[type=file]").forEach((input, i) => fieldOf(input)?.add(files[i] ?? []));
}

function send(form: HTMLFormElement, submitter: HTMLElement | null, zone: HTMLElement, enliven: Enliven): void {
  const [line, bar] = [document.createElement("p"), document.createElement("progress")];
  line.setAttribute("role", "status");
  bar.setAttribute("aria-label", zone.dataset.sending!);
  zone.after(line, bar);
  const buttons = form.querySelectorAll("button");
  const busy = (is: boolean) => buttons.forEach((button) => (button.disabled = is));
  const failed = () => {
    busy(false);
    bar.remove();
    line.className = "error";
    line.textContent = zone.dataset.failed!;
    touch(form);
  };
  const body = new FormData(form, submitter);
  busy(true);
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    line.textContent = `${zone.dataset.sending} ${Math.floor((100 * loaded) / total)}%`;
  });
  request.addEventListener("load", () => {
    // A page that was given after all is shown by its own address.
    if (request.status < 400 && request.responseURL !== location.href) {
      release(form);
      location.assign(request.responseURL);
    } else if (request.response.includes("<main")) {
      replace(request.response, form, enliven);
    } else {
      failed();
    }
  });
  request.addEventListener("error", failed);
  request.open("POST", form.action);
  request.send(body);
}

/** Sends the forms that carry files. */
export function sending(main: ParentNode, enliven: Enliven): void {
  for (const form of main.querySelectorAll<HTMLFormElement>("form[data-guard][enctype='multipart/form-data']")) {
    form.addEventListener("submit", (event) => {
      const zone = form.querySelector<HTMLElement>("[data-files]");
      if (event.defaultPrevented || !zone) return;
      event.preventDefault();
      send(form, event.submitter, zone, enliven);
    });
  }
}
