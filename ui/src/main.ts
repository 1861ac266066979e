// What a browser adds to pages that work without it. Each part looks for its own marks in the HTML.
import { combos } from "./combo.ts";
import { copies } from "./copy.ts";
import { directions } from "./direction.ts";
import { fileFields } from "./files.ts";
import { guards } from "./guard.ts";
import { keys } from "./keys.ts";
import { lists } from "./lists.ts";
import { live } from "./live.ts";
import { menus } from "./menu.ts";
import { picks } from "./pick.ts";
import { recipients } from "./recipients.ts";
import { sending } from "./send.ts";
import { triage } from "./triage.ts";
import { verifying } from "./verify.ts";

/** Everything that belongs to the content of `main`, which an answer may replace. */
export function enliven(main: ParentNode): void {
  fileFields(main);
  lists(main);
  combos(main);
  directions(main);
  recipients(main);
  picks(main);
  copies(main);
  guards(main);
  sending(main, enliven);
  void verifying(main);
  main.querySelector<HTMLElement>(".problem[tabindex]")?.focus();
}

document.documentElement.classList.add("js");
keys();
menus(document);
live(document);
enliven(document);
triage();
