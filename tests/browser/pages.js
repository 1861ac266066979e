// Every page that a link leads to, and the states that no link shows, in both languages, on a desk and on a phone:
// axe finds nothing, nothing is wider than the screen, every text has its words, and no script fails.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { before, test } from "node:test";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** With which the keys of words begin. */
const STEMS = (await readdir(new URL("../../locales/el/", import.meta.url))).map((file) => file.replace(".ftl", "")).join("|");
const WAYS = ["el", "en"].flatMap((lang) => [1360, 360].map((width) => ({ lang, width })));
const ROLES = [undefined, "clerk", "administrator", "auditor", "head", "employee"];

/** From what nobody has, what the first entry offers. */
async function fromFirst(tab, what) {
  await tab.locator("td.num a").first().click();
  await tab.locator(`main a[href$="/${what}"]`).first().click();
}

/** States of a page that no link leads to. */
const STATES = [
  { role: "clerk", path: "/desk/register/new", act: (tab) => tab.click("button[value=show]"), shows: ".problem" },
  { role: "clerk", path: "/desk/register/new", act: (tab) => tab.locator("#correspondent_name").pressSequentially("Περ"), shows: "[role=option]" },
  { role: "clerk", path: "/desk/register/new", act: (tab) => tab.setInputFiles("#files", { name: "α.txt", mimeType: "text/plain", buffer: Buffer.from("α") }), shows: ".chosen li" },
  { role: "clerk", path: "/desk", act: async (tab) => { await tab.click(".menu summary"); await tab.click("[data-opens=keys]"); }, shows: "dialog[open]" },
  { role: "clerk", path: "/desk", act: (tab) => tab.click(".menu summary"), shows: ".menu[open]" },
  { role: "clerk", path: "/desk/register/2026/1?done=1", shows: ".done" },
  { role: "clerk", path: "/desk/register/new?done=2026-1", shows: ".done" },
  { role: "clerk", path: "/desk/register?q=οὐδέν", shows: ".none" },
  { role: "clerk", path: "/desk/search?q=οὐδέν", shows: ".none" },
  { role: "clerk", path: "/desk/search?year=abc", shows: ".problem" },
  { role: "clerk", path: "/desk/search?q=αίτηση&order=newest", shows: ".results li" },
  { role: "clerk", path: "/desk/search?q=αίτηση", act: (tab) => tab.locator(".results > details summary").click(), shows: ".results > details[open]" },
  { role: "administrator", path: "/admin/system/reading?state=read&again=2", shows: ".done" },
  { role: "clerk", path: "/desk/register?year=abc&from=χθες&to=31/2/26", shows: ".problem" },
  { role: "clerk", path: "/desk/register/new?direction=outgoing", act: (tab) => tab.fill("#subject", "Χ"), shows: "h1" },
  { role: "clerk", path: "/desk/folders?close=15.3", shows: ".ask" },
  { role: "clerk", path: "/desk/nothing", shows: "h1" },
  { role: "clerk", path: "/desk/to-assign", act: (tab) => tab.click("main .button"), shows: ".problem" },
  { role: "clerk", path: "/desk/to-assign?done=0199e1c2-0000-7000-8000-000000000001", shows: ".done" },
  { role: "clerk", path: "/desk/to-assign?undone=1", shows: ".done" },
  { role: "clerk", path: "/desk/rules", act: (tab) => tab.click("main .button"), shows: ".problem" },
  { role: "clerk", path: "/desk/rules?done=ended", shows: ".done" },
  { role: "clerk", path: "/desk/to-assign", act: async (tab) => { await fromFirst(tab, "assign"); await tab.fill("#to-0", ""); await tab.click("main .button"); }, shows: ".problem" },
  { role: "clerk", path: "/desk/to-assign", act: async (tab) => { await fromFirst(tab, "comment"); await tab.click("main .button"); }, shows: ".error" },
  { role: "clerk", path: "/desk/intake/rules", act: (tab) => tab.click("main .button"), shows: ".problem" },
  { role: "clerk", path: "/desk/intake/rules?done=added", shows: ".done" },
  { role: "clerk", path: "/desk/intake?done=2026-1", shows: ".done" },
  { role: "clerk", path: "/desk/register/2026/1/attach", act: (tab) => tab.click("main .button"), shows: ".error" },
  { role: "head", path: "/desk/tray?tab=done&done=2&moved=1", shows: ".done" },
  { role: "head", path: "/desk/tray?tab=in_hand&done=1&undo=0199e1c2-0000-7000-8000-000000000001", shows: ".done button" },
  { role: "head", path: "/desk/tray?tab=done&undone=1&moved=2", shows: ".done" },
  { role: "clerk", path: "/desk/register", act: (tab) => tab.click(".confirm summary"), shows: "#to-folder" },
  { role: "clerk", path: "/desk/register?filed=2&kept=1&undo=2026-1.1", shows: ".done button" },
  { role: "clerk", path: "/desk/register?unfiled=1&kept=1", shows: ".done" },
  { role: "head", path: "/desk/hand-over", act: (tab) => tab.click("main .button"), shows: ".error" },
  { role: "head", path: "/desk/hand-over?gone=3&left=1", shows: ".done" },
  { role: "head", path: "/desk/absence?done=set", shows: ".done" },
  { role: "head", path: "/desk/absence", act: async (tab) => { await tab.fill("#last", "χθες"); await tab.click("form[method=post] .button >> nth=-1"); }, shows: ".problem" },
  { role: "administrator", path: "/admin/people/new", act: async (tab) => { await tab.fill("#name", "Χ"); await tab.fill("#from", "χθες"); await tab.click("main .button"); }, shows: ".problem" },
  { role: "administrator", path: "/admin/law", act: async (tab) => { await tab.fill("#value", "40"); await tab.fill("#effective_from", "01/01/2020"); await tab.fill("#legal_basis", "ν. 1/2020"); await tab.click("#amend .button"); }, shows: "input[name=confirmed]" },
  { role: "administrator", path: "/admin/law", act: (tab) => tab.locator(".confirm summary").first().click(), shows: ".confirm[open]" },
  { role: "administrator", path: "/desk/organisation?on=31/02/2026", shows: ".error" },
  { role: "auditor", path: "/admin/audit?from=31/02/2026", shows: ".error" },
  { role: "administrator", path: "/desk/organisation?on=2020-01-01", shows: ".none" },
  { role: "clerk", path: "/desk/account/password", act: async (tab) => { for (const id of ["#current", "#password", "#again"]) await tab.fill(id, "x"); await tab.click("main .button"); }, shows: ".error" },
  { role: "administrator", path: "/admin/people/new", act: async (tab) => { await tab.fill("#name", "Χ"); await tab.fill("#user", "x"); await tab.fill("#from", "2026-01-01"); await tab.click("main .button"); }, shows: ".error" },
  { role: "administrator", path: "/admin/system/jobs?state=done&again=1", shows: ".done" },
  { role: "auditor", path: "/desk/statistics?from=31/2/2026", shows: ".error" },
  { role: "auditor", path: "/desk/statistics/times?from=1/1/2025&to=31/12/2025", shows: ".none" },
  { role: "administrator", path: "/desk/statistics/entries", shows: ".none" },
  { role: "administrator", path: "/desk/statistics/savings?done=cost", shows: ".done" },
  { role: "administrator", path: "/desk/statistics/savings", act: async (tab) => { await tab.fill("#value", "x"); await tab.fill("#effective_from", "χθες"); await tab.fill("#source", "x"); await tab.click("form[action='/desk/statistics/costs'] .button"); }, shows: ".problem" },
  { role: "administrator", path: "/admin/rollout?done=1", shows: ".done" },
  { role: "administrator", path: "/admin/rollout", act: async (tab) => { await tab.check("input[value=from]"); await tab.click("#joining .button"); }, shows: ".error" },
  { role: "clerk", path: "/desk/deliveries?done=nothing", shows: ".done" },
  { path: "/invitation/unknown", shows: "h1" },
  { path: "/login", act: async (tab) => { await tab.fill("#user", "x"); await tab.fill("#password", "x"); await tab.keyboard.press("Enter"); }, shows: ".problem" },
];

/**
 * Every page that links lead a role to: the first address of its kind. Another role sees the same page with other tools
 * around it: it is looked at again, but not by axe.
 */
async function crawl(town) {
  const kind = (path) => new URL(path, town.url).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, "*");
  const [pages, seen] = [[], new Set()];
  for (const role of ROLES) {
    const tab = await town.tab({ role });
    const [todo, read] = [[role ? "/home" : "/"], new Map()];
    await tab.goto(todo[0]);
    for (let path; (path = todo.shift()); ) {
      // Some of a kind, because a cancelled entry leads to less than one that stands.
      const times = read.get(kind(path)) ?? 0;
      if (times >= 3) continue;
      read.set(kind(path), times + 1);
      const { status, links } = await tab.evaluate(linksOf, path);
      assert.ok(status < 400, `${role ?? "a stranger"} is led to ${path}, which answers ${status}`);
      if (!links) read.set(kind(path), 3);
      else if (times === 0) pages.push({ role, path, again: seen.has(kind(path)) });
      if (links) seen.add(kind(path));
      todo.push(...(links ?? []));
    }
    await tab.context().close();
  }
  return pages;
}

/** In the browser: how a page answers and where it leads to; nothing when it is no page but a file. */
async function linksOf(path) {
  const answer = await fetch(path);
  const { status } = answer;
  if (!answer.headers.get("content-type")?.startsWith("text/html")) return { status };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const urls = [...page.links].map((a) => new URL(a.getAttribute("href"), new URL(path, location.origin)));
  return { status, links: urls.filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search) };
}

async function check(tab, { role, path, act, shows, again }) {
  const failures = [];
  tab.removeAllListeners("pageerror");
  tab.on("pageerror", (error) => failures.push(error.message));
  await tab.goto(path);
  try {
    await act?.(tab);
    if (shows) await tab.locator(shows).first().waitFor();
  } catch (error) {
    // Which page it was, and where it stood: the states are many.
    throw new Error(`${path}, at ${tab.url()}`, { cause: error });
  }
  if (!again) await tab.evaluate(AXE);
  failures.push(...(await tab.evaluate(async ([again, stems]) => {
    const { violations } = again ? { violations: [] } : await axe.run(document, { iframes: false, resultTypes: ["violations"] });
    const wrong = violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`));
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) wrong.push(`${wide} px wider than the screen`);
    // A key that stands in the text is a text that nobody wrote.
    const holes = document.body.innerText.match(new RegExp(`\\b(${stems})-[a-z_-]+[a-z]\\b`, "g"));
    if (holes) wrong.push(`no words for ${holes}`);
    return wrong;
  }, [again, STEMS])));
  if (role && !act) failures.push(...(await sheet(tab)));
  return failures.map((failure) => `${path}: ${failure}`);
}

/** The sheet of shortcuts opens on every page of the desk, and promises nothing that does not answer there. */
async function sheet(tab) {
  await tab.evaluate(() => document.activeElement?.blur());
  await tab.keyboard.press("?");
  return tab.evaluate(() => {
    const promised = [...document.querySelectorAll("dialog[open] dt:not([hidden])")].map((term) => term.dataset.key);
    const answers = [...document.querySelectorAll("[aria-keyshortcuts]")].flatMap((e) => e.getAttribute("aria-keyshortcuts").split(" "));
    if (document.querySelector("[data-rows]")) answers.push("rows");
    if (document.querySelector("[data-triage]")) answers.push("act-jk");
    for (const offer of document.querySelectorAll("[data-act]")) answers.push(`act-${offer.dataset.act}`);
    const wrong = promised.filter((key) => !answers.includes(key)).map((key) => `nothing answers to ${key}`);
    const untold = [...new Set(answers)].filter((key) => !promised.includes(key)).map((key) => `the sheet does not tell of ${key}`);
    return [...wrong, ...untold];
  });
}

/** The tests; `of` gives the town that stands by then. */
export function pages(of) {
  let all = [];
  before(async () => {
    all = [...(await crawl(of())), ...STATES];
    for (const path of [/\/correct$/, /\/admin\/audit$/, /\/admin\/invitations$/, /\/admin\/system\/jobs$/]) {
      assert.ok(all.some((page) => path.test(page.path)), all.map((page) => page.path).join(" "));
    }
  });
  for (const way of WAYS) {
    test(`${way.lang}, ${way.width} px`, async () => {
      const failures = [];
      for (const role of new Set(all.map((page) => page.role))) {
        const tab = await of().tab({ role, ...way });
        for (const page of all.filter((page) => page.role === role)) failures.push(...(await check(tab, page)));
        await tab.context().close();
      }
      assert.ok(failures.length === 0, failures.join("\n"));
    });
  }
}
