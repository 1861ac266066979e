// A real `asty demo` on a free port with a fresh folder, and a real Chromium in front of it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const ROOT = join(import.meta.dirname, "../..");

/** A program of the workspace, built already. */
export const program = (name) => join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", name);

/** Starts the demo and the browser. */
export async function open() {
  const { folder, server, browser, about } = await demo();
  return new Town(folder, server, browser, about);
}

/** A small demo in a fresh folder, and the browser. */
export async function demo() {
  const folder = await mkdtemp(join(tmpdir(), "asty-browser-"));
  const data = join(folder, "demo");
  const server = spawn(program("asty"), ["demo", "--data", data, "--port", "0", "--small"], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => server.kill());
  for await (const line of createInterface(server.stdout)) if (line.includes("demo.json")) break;
  const about = JSON.parse(await readFile(join(data, "demo.json"), "utf8"));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return { folder, data, server, browser, about };
}

export class Town {
  sessions = new Map();
  /** Further people, each with a word for `role`. */
  people = [];

  constructor(folder, server, browser, demo) {
    Object.assign(this, { folder, server, browser, demo, url: demo.base_url });
  }

  account(role) {
    return [...this.demo.municipalities[0].accounts, ...this.people].find((account) => account.role === role);
  }

  /** A tab of its own: of a role that is signed in or of nobody, in a language, of a width, with or without scripts. */
  async tab({ role, lang = "el", width = 1360, scripts = true } = {}) {
    const context = await this.browser.newContext({
      baseURL: this.url, javaScriptEnabled: scripts, viewport: { width, height: 900 }, acceptDownloads: true,
      storageState: role && (await this.session(role)),
    });
    context.setDefaultTimeout(10_000);
    await context.addCookies([{ name: "asty_lang", value: lang, url: this.url }]);
    return context.newPage();
  }

  /** A role signs in once. */
  async session(role) {
    if (!this.sessions.has(role)) {
      this.sessions.set(role, (async () => {
        const tab = await this.tab();
        await signIn(tab, this.account(role));
        const state = await tab.context().storageState();
        await tab.context().close();
        return state;
      })());
    }
    return this.sessions.get(role);
  }

  async close() {
    await this.browser.close();
    this.server.kill();
    await once(this.server, "exit");
    await rm(this.folder, { recursive: true });
  }
}

/** Signs in by keyboard. */
export async function signIn(tab, account) {
  await tab.goto("/login");
  await tab.locator("#user:focus").waitFor();
  await tab.keyboard.type(account.user);
  await tab.keyboard.press("Tab");
  await tab.keyboard.type(account.password);
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/\/(desk|admin\/people)$/);
}
