// A mail from its arrival to its answer, through two departments and their heads, with a real mailbox and a real mail
// server; and the same with a confidential paper.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { Town, demo, program } from "./town.js";

const FROM = "Ελένη Μαυρίδου <e.mavridou@example.gr>";
const MAIL = `From: =?utf-8?b?${Buffer.from("Ελένη Μαυρίδου").toString("base64")}?= <e.mavridou@example.gr>\r
To: protocol@asty.localhost\r
Subject: =?utf-8?b?${Buffer.from("Αίτηση για κοπή δέντρου").toString("base64")}?=\r
Message-ID: <dentro@example.gr>\r
Date: Fri, 27 Nov 2026 10:00:00 +0200\r
Content-Type: text/plain; charset=utf-8\r
\r
Στο πεζοδρόμιο της οδού Αιόλου 14 υπάρχει ένα πεύκο με σπασμένα κλαδιά.\r
`;
const FINANCE = "Τμήμα Οικονομικό";
const TECHNICAL = "Τμήμα Τεχνικό και Περιβάλλοντος";

const free = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** A mailbox and a mail server; what the server got is waited for with `mail`. */
class Peers {
  got = [];

  static async start() {
    const peers = new Peers();
    peers.process = spawn(program("peers"), { stdio: ["pipe", "pipe", "inherit"] });
    process.on("exit", () => peers.process.kill());
    const lines = createInterface(peers.process.stdout);
    peers.about = await new Promise((done) => lines.on("line", (line) => (peers.about ? peers.got.push(JSON.parse(line)) : done(peers.about = JSON.parse(line)))));
    return peers;
  }

  deliver(mail) {
    this.process.stdin.write(`${JSON.stringify(mail)}\n`);
  }

  /** The mail to an address whose subject or text fits, as the server got it. */
  async mail(to, fits) {
    for (let tries = 0; tries < 120; tries += 1) {
      const found = this.got.find((mail) => mail.to.includes(to) && fits.test(`${mail.headers.subject}\n${mail.text}`));
      if (found) return found;
      await new Promise((done) => setTimeout(done, 250));
    }
    assert.fail(`no mail to ${to} like ${fits}: ${this.got.map((mail) => `${mail.to}: ${mail.headers.subject}`).join("; ")}`);
  }
}

/** The towns of the demo, served as an installation is, with the mailbox and the mail server. */
async function serve(town, peers) {
  const port = await free();
  const place = (code) => join(town.data, `${code}.localhost`);
  const at = `http://asty.localhost:${port}`;
  const config = join(town.folder, "asty.toml");
  const lines = [
    `[logging]\nlevel = "warn"\n[server]\nlisten = "127.0.0.1:${port}"`,
    `[municipality.asty]\nname = "Δήμος Άστεως"\nhost = "asty.localhost"\nurl = "${at}"`,
    ...[["database", `sqlite:${place("asty")}/asty.db`], ["files", `${place("asty")}/files`], ["index", `${place("asty")}/index`],
      ["log_key", `${place("asty")}/log.key`], ["checkpoints", `${place("asty")}/checkpoints`]].map(([key, value]) => `${key} = "${value}"`),
    `[municipality.asty.mailbox]\nserver = "localhost"\nport = ${peers.about.imap}\nuser = "asty"\npassword = "right-word"`,
    `authority = "${peers.about.authority}"\nevery = 5`,
    `[mail]\nserver = "localhost"\nport = ${peers.about.smtp}\nsecurity = "none"`,
  ];
  await writeFile(config, `${lines.join("\n")}\n`);
  const server = spawn(program("asty"), ["serve", "--config", config], { stdio: ["ignore", "inherit", "inherit"] });
  process.on("exit", () => server.kill());
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { host: "asty.localhost" } }).then((got) => got.ok, () => false)) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  town.server = server;
  town.url = at;
}

const main = (tab) => tab.locator("main").innerText();

/** Goes to a tray, of a unit where one is named; what stands on its page. */
async function tray(tab, part, unit) {
  await tab.goto("/desk/tray");
  if (unit) await tab.locator(".tabs a", { hasText: unit }).click();
  await tab.locator(".tabs a", { hasText: part }).click();
  return main(tab);
}

/** Registers what is on the form, and gives the address of the entry. */
async function register(tab, fields, more) {
  await tab.goto("/desk/register/new");
  for (const [field, value] of Object.entries(fields)) {
    if (["direction", "kind"].includes(field)) await tab.selectOption(`#${field}`, value);
    else await tab.fill(`#${field}`, value);
  }
  await more?.();
  await tab.focus("#subject");
  await tab.keyboard.press("Control+Enter");
  await tab.waitForURL(/done=1/);
  return /\/desk\/register\/\d+\/\d+/.exec(tab.url())[0];
}

async function assign(tab, entry, to, due = "5") {
  await tab.goto(`${entry}/assign`);
  for (const [unit, purpose] of to) {
    await tab.fill("#to-0", unit);
    await tab.press("#to-0", "Enter");
    await tab.locator(".chosen li", { hasText: unit }).locator("select").selectOption(purpose);
  }
  await tab.fill("#due", due);
  await tab.click("main .button");
  await tab.waitForURL(`**${entry}?did=*`);
}

async function forward(tab, entry, to) {
  await tab.goto(entry);
  await tab.getByRole("button", { name: "Αποδοχή" }).first().click();
  await tab.getByRole("link", { name: "Προώθηση" }).first().click();
  await tab.fill("#to-0", to);
  await tab.click("main .button");
  await tab.waitForURL(`**${entry}?did=*`);
}

async function say(tab, entry, text, tell) {
  await tab.goto(`${entry}/comment`);
  await tab.fill("#comment", text);
  if (tell) await tab.fill("#tell", tell);
  await tab.click("main .button");
  await tab.waitForURL(`**${entry}?did=*`);
}

async function complete(tab, entry, text, answer) {
  await tab.goto(entry);
  await tab.getByRole("link", { name: "Ολοκλήρωση" }).first().click();
  await tab.fill("#text", text);
  if (answer) await tab.fill("#answer", answer);
  await tab.getByRole("button", { name: "Ολοκλήρωση" }).click();
  await tab.waitForURL(`**${entry}?did=*`);
}

/** The tests. */
export function end() {
  test("a mail from its arrival to its answer, and a confidential paper", { timeout: 300_000 }, async () => {
    const peers = await Peers.start();
    const { folder, data, server, browser, about } = await demo();
    server.kill();
    const town = new Town(folder, server, browser, about);
    town.data = data;
    await serve(town, peers);
    try {
      await story(town, peers);
    } finally {
      peers.process.stdin.end();
      await town.close();
    }
  });
}

/** Somebody of the demo beside the five whom everybody knows: a tab of theirs. */
async function person(town, unit, head) {
  const tab = await town.tab({ role: "administrator" });
  await tab.goto("/admin/people");
  const rows = await tab.locator("tbody tr", { hasText: unit }).allInnerTexts();
  const users = rows.map((row) => row.split("\t").at(-1).trim()).filter((user) => user !== "employee");
  await tab.context().close();
  for (const user of users) {
    town.people.push({ role: user, user, password: town.account("clerk").password });
    const own = await town.tab({ role: user });
    await own.goto("/desk/tray");
    const leads = (await own.locator(".tabs a", { hasText: unit }).count()) > 0 && (await own.locator("main").innerText()).includes(unit);
    await own.goto("/desk/digest");
    const sets = (await own.locator("#hour").count()) > 0;
    if (leads && sets === head) return own;
    await own.context().close();
  }
  assert.fail(`nobody of ${unit}`);
}

async function story(town, peers) {
  const clerk = await town.tab({ role: "clerk" });
  const employee = await town.tab({ role: "employee" });
  const auditor = await town.tab({ role: "auditor" });
  const treasurer = await person(town, FINANCE, false);
  const head = await person(town, TECHNICAL, true);

  // A mail arrives, one key registers it, and whoever wrote gets the proof.
  peers.deliver(MAIL);
  for (let tries = 0; tries < 60 && !(await clerk.goto("/desk/intake").then(() => main(clerk))).includes("κοπή δέντρου"); tries += 1) {
    await clerk.waitForTimeout(500);
  }
  await clerk.getByRole("link", { name: "Ελένη Μαυρίδου" }).click();
  assert.match(await main(clerk), /πεύκο με σπασμένα κλαδιά/);
  await clerk.keyboard.press("k");
  await clerk.locator(".done").waitFor();
  const [, number, year] = /(\d+)\/(\d{4})/.exec(await clerk.locator(".done").innerText());
  const entry = `/desk/register/${year}/${number}`;
  const proof = await peers.mail("e.mavridou@example.gr", new RegExp(`${number}/${year}`));
  assert.ok(Object.keys(proof.files).some((name) => name.endsWith(".pdf")), FROM);

  // Two departments: one acts, one is to know. The first gives it back, with the reason.
  await assign(clerk, entry, [[FINANCE, "action"], [TECHNICAL, "information"]]);
  await peers.mail("finance@asty.localhost", /κοπή δέντρου/);
  assert.match(await tray(treasurer, "Προς αποδοχή", FINANCE), /κοπή δέντρου/);
  assert.match(await tray(employee, "Για ενημέρωση", TECHNICAL), /κοπή δέντρου/);
  await treasurer.goto("/desk/digest");
  assert.match(await main(treasurer), /κοπή δέντρου/);
  await treasurer.goto(entry);
  await treasurer.getByRole("link", { name: "Επιστροφή" }).first().click();
  await treasurer.fill("#text", "Δεν αφορά δαπάνη· αρμόδιο είναι το Τμήμα Τεχνικό");
  await treasurer.locator("main button.button").click();
  await treasurer.waitForURL(`**${entry}?did=*`);
  await clerk.goto("/desk/to-assign");
  assert.match(await main(clerk), /κοπή δέντρου[^]*Δεν αφορά δαπάνη/);

  // Assigned again: the head takes it and gives it to somebody, with whom the treasurer speaks.
  await assign(clerk, entry, [[TECHNICAL, "action"]]);
  await peers.mail("technical@asty.localhost", /κοπή δέντρου/);
  assert.match(await tray(head, "Προς αποδοχή", TECHNICAL), /κοπή δέντρου/);
  await forward(head, entry, "Ελένη Δήμου");
  await peers.mail("employee@asty.localhost", /κοπή δέντρου/);
  assert.match(await tray(head, "Σε αναμονή άλλων", TECHNICAL), /κοπή δέντρου/);
  assert.match(await tray(employee, "Προς αποδοχή"), /κοπή δέντρου/);
  await employee.goto(entry);
  await employee.getByRole("button", { name: "Αποδοχή" }).first().click();
  await say(employee, entry, "Έγινε αυτοψία. Υπάρχει πίστωση για συνεργείο;", FINANCE);
  await peers.mail("finance@asty.localhost", /Υπάρχει πίστωση/);
  await say(treasurer, entry, "Ναι, στον Κ.Α. 35.6262.");
  await employee.goto(entry);
  assert.match(await employee.locator(".thread").innerText(), /Υπάρχει πίστωση[^]*35\.6262/);

  // The answer goes out with a number of its own, and the work is done; the head's part ends with it.
  const answer = await register(clerk, {
    direction: "outgoing", subject: "Απάντηση για την κοπή δέντρου", correspondent_name: "Ελένη Μαυρίδου",
  }, async () => {
    await clerk.locator("summary", { hasText: "Περισσότερα στοιχεία" }).click();
    await clerk.fill("#related", `${number}/${year}`);
  });
  const [, sent] = /(\d+)$/.exec(answer);
  await complete(employee, entry, "Κόπηκε από συνεργείο του Δήμου", `${sent}/${year}`);
  assert.match(await tray(employee, "Ολοκληρωμένα"), /κοπή δέντρου/);
  assert.match(await tray(head, "Ολοκληρωμένα", TECHNICAL), /κοπή δέντρου/);
  assert.doesNotMatch(await tray(head, "Σε αναμονή άλλων", TECHNICAL), /κοπή δέντρου/);

  // The auditor sees the whole way, on the page and in the trail.
  await auditor.goto(entry);
  const way = await main(auditor);
  for (const said of [FINANCE, TECHNICAL, "Ελένη Δήμου", "Δεν αφορά δαπάνη", "35.6262", `${sent}/${year}`]) assert.ok(way.includes(said), said);
  await auditor.screenshot({ path: process.env.ASTY_TEST_SHOTS ? join(process.env.ASTY_TEST_SHOTS, "whole-way.png") : undefined, fullPage: true });
  await auditor.goto(`/admin/audit?q=${number}/${year}`);
  assert.match(await main(auditor), /Ολοκλήρωση/);
  await confidential(town, peers, { clerk, employee, auditor, treasurer, head });
}

/** A paper that only those read to whom it is given. */
async function confidential(town, peers, { clerk, employee, auditor, treasurer, head }) {
  const entry = await register(clerk, { subject: "Καταγγελία κατά υπαλλήλου", correspondent_name: "Ανώνυμος" }, async () => {
    await clerk.locator("summary", { hasText: "Περισσότερα στοιχεία" }).click();
    await clerk.selectOption("#confidentiality", "confidential");
  });
  const [, year, number] = /(\d+)\/(\d+)$/.exec(entry);
  const label = `${number}/${year}`;
  await assign(clerk, entry, [[TECHNICAL, "action"]]);
  const told = await peers.mail("technical@asty.localhost", new RegExp(label));
  for (const mail of peers.got) assert.doesNotMatch(`${mail.headers.subject}\n${mail.text}`, /Καταγγελία|Ανώνυμος/);
  assert.match(told.text, /desk\/register/);

  // Whoever leads the unit reads it; the others see that there is such a number, and nothing finds it for them.
  await head.goto(entry);
  assert.match(await main(head), /Καταγγελία κατά υπαλλήλου/);
  assert.doesNotMatch(await tray(employee, "Προς αποδοχή", TECHNICAL), /Καταγγελία/);
  for (const tab of [employee, treasurer]) {
    await tab.goto(entry);
    assert.doesNotMatch(await main(tab), /Καταγγελία|Ανώνυμος/);
    assert.ok((await main(tab)).includes(label));
    await tab.goto("/desk/search?q=καταγγελία");
    assert.doesNotMatch(await main(tab), /κατά υπαλλήλου/);
    await tab.goto("/desk/digest");
    assert.doesNotMatch(await main(tab), /Καταγγελία/);
  }
  await forward(head, entry, "Ελένη Δήμου");
  await employee.goto(entry);
  assert.match(await main(employee), /Καταγγελία κατά υπαλλήλου/);
  await employee.getByRole("button", { name: "Αποδοχή" }).first().click();
  await say(employee, entry, "Εκλήθη σε εξηγήσεις.");
  await complete(employee, entry, "Τέθηκε στο αρχείο");
  await treasurer.goto(entry);
  assert.doesNotMatch(await main(treasurer), /εξηγήσεις|αρχείο/);
  await auditor.goto(entry);
  assert.match(await main(auditor), /Εκλήθη σε εξηγήσεις[^]*Τέθηκε στο αρχείο|Τέθηκε στο αρχείο[^]*Εκλήθη σε εξηγήσεις/);
  // That somebody opened it stands in the trail.
  await auditor.goto(`/admin/audit?q=${label}`);
  assert.match(await main(auditor), /Ελένη Δήμου/);
}
