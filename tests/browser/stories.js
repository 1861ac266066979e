// What people do, from beginning to end.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { signIn } from "./town.js";

/** A PDF of one page with a line of text. */
const pdf = (text) => {
  const stream = `BT /F 24 Tf 50 700 Td (${text}) Tj ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
  ];
  let [body, places] = ["%PDF-1.4\n", []];
  objects.forEach((object, at) => { places.push(body.length); body += `${at + 1} 0 obj${object}endobj\n`; });
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  return Buffer.from(`${body}xref\n0 5\n0000000000 65535 f \n${table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`);
};
const paper = (name, text = "Asty") => ({ name, mimeType: "application/pdf", buffer: pdf(text) });
const text = (name, content) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

/** A page gives its first field the focus when it is painted. */
const focused = (tab, id) => tab.locator(`#${id}:focus`).waitFor();
const main = (tab) => tab.locator("main").innerText();

/** What was just registered is found a moment later. */
const found = async (tab, selector) => {
  for (let tries = 0; tries < 40 && (await tab.locator(selector).count()) === 0; tries += 1) {
    await tab.waitForTimeout(250);
    await tab.reload();
  }
  await tab.locator(selector).first().waitFor();
};

/** Takes a download and gives its path. */
async function download(tab, act) {
  const [file] = await Promise.all([tab.waitForEvent("download"), act()]);
  return { name: file.suggestedFilename(), path: await file.path() };
}

/** The tests; `of` gives the town that stands by then. */
export function stories(of) {
  test("by keyboard alone: sign in, register, find, correct, cancel, check the proof", async () => {
    const tab = await of().tab();
    const keys = tab.keyboard;
    await signIn(tab, of().account("clerk"));
    await keys.press("n");
    await tab.waitForURL("**/new");
    await focused(tab, "subject");
    await keys.type("Αίτηση χορήγησης βεβαίωσης μόνιμης κατοικίας");
    await keys.press("Tab");
    await keys.type("Περικλής Ξανθίππου");
    await keys.press("Tab");
    await keys.type("123456789");
    await tab.setInputFiles("#files", paper("αίτηση.pdf"));
    await keys.press("Control+Enter");
    // A wrong ΑΦΜ: the mistake is announced on top, and leads to its field. The file stays chosen.
    await tab.locator(".problem").waitFor();
    assert.match(await tab.title(), /^Σφάλμα/);
    assert.ok(await tab.locator(".problem").evaluate((box) => box === document.activeElement));
    await keys.press("Tab");
    await keys.press("Enter");
    assert.equal(await tab.evaluate(() => document.activeElement.id), "correspondent_tax_id");
    await keys.press("Control+A");
    await keys.type("094014201");
    assert.match(await tab.locator(".chosen").innerText(), /αίτηση\.pdf/);
    await keys.press("Control+Enter");
    await tab.waitForURL(/done=1/);
    assert.match(await main(tab), /Καταχωρίστηκε με αριθμό 1\/2026/);
    assert.match(await tab.locator(".viewer").getAttribute("src"), /files/);

    await keys.press("/");
    await keys.type("ΒΕΒΑΙΩΣΗΣ");
    await keys.press("Enter");
    await tab.waitForURL(/search\?q=/);
    await found(tab, ".results li");
    await keys.press("ArrowDown");
    await keys.press("Enter");
    await tab.waitForURL("**/2026/1");

    await keys.press("d");
    await tab.waitForURL("**/correct");
    await focused(tab, "subject");
    await keys.press("End");
    await keys.type(" (ορθή επανάληψη)");
    await tab.focus("#reason");
    await keys.type("Λάθος στο θέμα");
    await keys.press("Control+Enter");
    await tab.waitForURL("**/2026/1");
    assert.match(await main(tab), /Θέμα: «Αίτηση.*» έγινε «Αίτηση.*επανάληψη\)»/);

    await tab.focus("a[href$=cancel]");
    await keys.press("Enter");
    await tab.waitForURL("**/cancel");
    await focused(tab, "reason");
    await keys.type("Υποβλήθηκε δύο φορές");
    await keys.press("Enter");
    await tab.waitForURL("**/2026/1");
    assert.match(await main(tab), /ακυρωμένο/);

    // Each act has a proof of its own, and what is proven is said.
    for (const [revision, name, said] of [
      [0, "1-2026.tlog-proof", /Η εγγραφή 1\/2026 καταχωρίστηκε[^]*Αίτηση χορήγησης/],
      [1, "1-2026-1.tlog-proof", /Η εγγραφή 1\/2026 διορθώθηκε[^]*Λάθος στο θέμα[^]*ορθή επανάληψη/],
      [2, "1-2026-2.tlog-proof", /Η εγγραφή 1\/2026 ακυρώθηκε[^]*Υποβλήθηκε δύο φορές/],
    ]) {
      await tab.goto("/desk/register/2026/1");
      const link = `a[href$="proof?revision=${revision}"]`;
      const proof = await download(tab, () => tab.focus(link).then(() => keys.press("Enter")));
      assert.equal(proof.name, name);
      await tab.goto("/verify");
      await tab.setInputFiles("#file", proof.path);
      assert.match(await tab.locator(".done").innerText(), said);
    }
    await tab.context().close();
  });

  test("without scripts: the same way", async () => {
    const tab = await of().tab({ role: "clerk", scripts: false });
    await tab.goto("/desk");
    await tab.click(".go");
    await tab.click("text=Καταχώριση και επόμενη");
    assert.match(await tab.locator(".problem").innerText(), /Γράψτε το θέμα/);
    await tab.fill("#subject", "Πρόσκληση σε σύσκεψη");
    await tab.fill("#correspondent_name", "Περιφέρεια Αττικής");
    await tab.selectOption("#kind", "invitation");
    await tab.setInputFiles("#files", [paper("πρόσκληση.pdf"), text("θέματα.txt", "Πρώτο θέμα")]);
    await tab.click("text=Καταχώριση και επόμενη");
    assert.match(await tab.locator(".done").innerText(), /2\/2026/);
    // Papers come in heaps of a kind.
    assert.equal(await tab.inputValue("#kind"), "invitation");
    assert.equal(await tab.inputValue("#subject"), "");
    await tab.click(".done a");
    assert.equal(await tab.locator(".files li").count(), 2);
    await tab.click("text=Αντιγραφή σε νέα εγγραφή");
    assert.equal(await tab.inputValue("#subject"), "Πρόσκληση σε σύσκεψη");
    await tab.click("main button[value=show]");
    assert.match(await tab.locator(".done").innerText(), /3\/2026/);
    await tab.fill(".search input", "συσκεψη");
    await tab.click(".search button");
    await found(tab, ".results li >> nth=1");
    const proof = await download(tab, () => tab.goto("/desk/register/2026/2/proof").catch(() => {}));
    await tab.goto("/verify");
    const forged = (await readFile(proof.path, "utf8")).replace("extra ", "extra A");
    await tab.setInputFiles("#file", { name: "forged.tlog-proof", mimeType: "text/plain", buffer: Buffer.from(forged) });
    await tab.click("main .button");
    assert.match(await tab.locator("#verdict .problem").innerText(), /δεν ισχύει/);
    await tab.setInputFiles("#file", proof.path);
    await tab.click("main .button");
    assert.match(await tab.locator(".done").innerText(), /Η εγγραφή 2\/2026/);
    await tab.context().close();
  });

  test("several files dropped at once; a known correspondent completed; the paper shown beside the form", async () => {
    const tab = await of().tab({ role: "clerk" });
    await tab.goto("/desk/register/new");
    const files = [paper("ένα.pdf", "One"), text("δύο.txt", "δύο"), text("τρία.txt", "τρία")];
    const carried = await tab.evaluateHandle((files) => {
      const data = new DataTransfer();
      for (const { name, type, bytes } of files) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      return data;
    }, files.map((file) => ({ name: file.name, type: file.mimeType, bytes: [...file.buffer] })));
    // Beside the field: nothing is lost, and the browser does not leave the page.
    await tab.dispatchEvent("h1", "drop", { dataTransfer: carried });
    assert.equal(await tab.locator(".chosen li").count(), 3);
    assert.match(await tab.locator("#preview").getAttribute("src"), /^blob:/);
    await tab.click("[aria-label$='δύο.txt']");
    await tab.setInputFiles("#files", text("τέσσερα.txt", "τέσσερα"));
    assert.equal((await tab.locator(".chosen").innerText()).match(/\.(pdf|txt)/g).length, 3);

    await tab.locator("#correspondent_name").pressSequentially("περικλ");
    await tab.locator("[role=option]").first().waitFor();
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    assert.equal(await tab.inputValue("#correspondent_name"), "Περικλής Ξανθίππου");
    assert.equal(await tab.inputValue("#correspondent_tax_id"), "094014201");

    // Leaving by mistake is asked about; sending is not.
    const asked = tab.waitForEvent("dialog");
    const leaving = tab.click(".trays a >> nth=0", { noWaitAfter: true }).catch(() => {});
    await (await asked).dismiss();
    await leaving;
    assert.match(tab.url(), /new$/);
    await tab.fill("#subject", "Τρία αρχεία");
    await tab.keyboard.press("Control+Shift+Enter");
    await tab.waitForURL(/new\?done=/);
    await tab.click(".done a");
    assert.deepEqual(await tab.locator(".files li > a:first-child").allInnerTexts(), ["ένα.pdf", "τρία.txt", "τέσσερα.txt"]);
    await tab.locator(".files a[target=viewer] >> nth=1").click();
    await tab.frameLocator(".viewer").getByText("τρία").waitFor();

    // What is there already is asked about, and the files stay chosen.
    await tab.goto("/desk/register/new");
    await tab.fill("#subject", "Το ίδιο αρχείο");
    await tab.fill("#correspondent_name", "Περιφέρεια Αττικής");
    await tab.setInputFiles("#files", text("ξανά.txt", "τρία"));
    await tab.keyboard.press("Control+Enter");
    await tab.getByText(/Το αρχείο «ξανά\.txt» υπάρχει ήδη/).waitFor();
    assert.match(await tab.locator(".chosen").innerText(), /ξανά\.txt/);
    await tab.locator("button[name=despite]").waitFor();
    // What goes out has no number of its sender.
    await tab.selectOption("#direction", "outgoing");
    assert.equal(await tab.innerText("label[for=correspondent_name]"), "Αποδέκτης");
    assert.ok(await tab.locator("#their_number").isHidden());
    await tab.context().close();
  });

  test("a session that ends takes nothing of what was typed", async () => {
    const tab = await of().tab();
    await signIn(tab, of().account("clerk"));
    await tab.goto("/desk/register/new");
    await tab.fill("#subject", "Γράφτηκε πριν λήξει η σύνδεση");
    await tab.fill("#correspondent_name", "Περιφέρεια Αττικής");
    await tab.setInputFiles("#files", text("μένει.txt", "μένει"));
    await tab.context().clearCookies();
    await tab.keyboard.press("Control+Enter");
    await tab.getByText("Η σύνδεσή σας έληξε").waitFor();
    const other = await tab.context().newPage();
    await signIn(other, of().account("clerk"));
    await tab.keyboard.press("Control+Enter");
    await tab.waitForURL(/done=1/);
    assert.match(await main(tab), /Γράφτηκε πριν λήξει η σύνδεση[^]*μένει\.txt/);
    await tab.context().close();
  });

  test("a stamped copy stands beside the original, made once", async () => {
    const tab = await of().tab({ role: "clerk" });
    await tab.goto("/desk/register/2026/2");
    await tab.click("text=Δημιουργία αντιγράφου με στοιχεία πρωτοκόλλου");
    await tab.waitForURL("**/2026/2");
    assert.equal(await tab.locator("text=Δημιουργία αντιγράφου").count(), 0);
    assert.equal(await tab.locator(".files li").count(), 2);
    const fetched = (a) => fetch(a.href).then((answer) => answer.arrayBuffer()).then((all) => [...new Uint8Array(all)]);
    const bytes = async (link) => Buffer.from(await tab.locator(link).first().evaluate(fetched));
    const [original, copy] = [await bytes(".files li a"), await bytes("text=Αντίγραφο με στοιχεία πρωτοκόλλου")];
    assert.ok(copy.length > original.length && copy.subarray(0, original.length).equals(original));
    await tab.context().close();
  });

  test("an old register: sent, tried, imported, looked at", async () => {
    const tab = await of().tab({ role: "clerk" });
    await tab.goto("/desk/legacy");
    await tab.fill("#book", "Πρωτόκολλο 2018");
    await tab.setInputFiles("#file", text("old.csv", "Αρ. Πρωτ.;Ημερομηνία;Θέμα\n1;2/1/2018;Πρώτο\n2;3/1/2018;Δεύτερο\n4;4/1/2018;Τρίτο\n"));
    await tab.click("main .button");
    await tab.waitForURL("**/map?upload=*");
    await tab.click("button[value=try]");
    assert.match(await main(tab), /3 από τις 3 γραμμές/);
    const upload = await tab.inputValue("input[name=upload]");
    await tab.click("button[value=import]");
    await tab.waitForURL("**/legacy");
    while (!(await tab.locator(".tag.ok").count())) await tab.reload();
    await tab.click("text=Πρωτόκολλο 2018");
    assert.match(await main(tab), /Κενά\s+1: 3/);
    // Somebody else's table is nobody's business, and an import goes on as it began.
    await tab.goto(`/desk/legacy/map?upload=${upload}`);
    assert.match(await main(tab), /έχει ήδη αρχίσει/);
    await tab.context().close();
    const other = await of().tab({ role: "administrator" });
    assert.equal((await other.goto(`/desk/legacy/map?upload=${upload}`)).status(), 403);
    await other.context().close();
  });

  test("a receipt, a proof and a document are judged in the browser; nothing is sent", async () => {
    const tab = await of().tab({ role: "clerk" });
    const sent = [];
    tab.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    await tab.goto("/desk/register/2026/2");
    const bytes = (path) => tab.evaluate(async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())], path);
    const receipt = Buffer.from(await bytes("/desk/register/2026/2/receipt"));
    const proof = Buffer.from(await bytes("/desk/register/2026/2/proof")).toString();
    const give = async (input, name, content) => {
      await tab.setInputFiles(input, { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
    };
    await tab.goto("/verify");
    await give("#file", "2-2026.pdf", receipt);
    assert.match(await tab.locator(".done").innerText(), /Η εγγραφή 2\/2026[^]*Πρόσκληση σε σύσκεψη[^]*πρόσκληση\.pdf/);
    await tab.setInputFiles("#documents", text("αντίγραφο.txt", "Πρώτο θέμα"));
    await tab.locator("[data-match]:visible").waitFor();
    assert.match(await tab.locator(".files li", { has: tab.locator("[data-match]:visible") }).innerText(), /θέματα\.txt/);
    await tab.setInputFiles("#documents", text("άλλο.txt", "Άλλο θέμα"));
    await tab.locator("#compare .problem:visible").waitFor();

    // Every byte that a forger could change is found, and the reason is said.
    const forge = (line, to) => proof.split("\n").map((l, at) => (at === line ? to(l) : l)).join("\n");
    const other = (l) => l.replace(/.$/, (c) => (c === "A" ? "B" : "A"));
    const open = (l, change) => `extra ${Buffer.from(change(Buffer.from(l.slice(6), "base64").toString())).toString("base64")}`;
    const signature = proof.split("\n").findIndex((l) => l.startsWith("— "));
    const forgeries = [
      ["not-a-proof", forge(0, other)],
      ["altered", forge(1, (l) => open(l, (text) => text.replace("σύσκεψη", "εκδήλωση")))],
      ["not-in-log", forge(1, (l) => open(l, (text) => text.replace("2026/2", "2026/7")))],
      ["not-in-log", forge(2, () => "index 0")],
      ["not-in-log", forge(signature, (l) => l.replace(/.{9}$/, "AAAAAAAA="))],
      ["not-in-log", forge(signature, (l) => l.replace("— ", "— x"))],
      ["not-a-proof", "%PDF-1.7 /EmbeddedFile stream\nx\nendstream"],
    ];
    for (const [why, forged] of forgeries) {
      await give("#file", "forged.tlog-proof", forged);
      const words = await tab.locator("#refused").getAttribute(`data-${why}`);
      await tab.locator("#verdict .problem").getByText(words).waitFor();
      await give("#file", "2-2026.tlog-proof", proof);
      await tab.locator("#verdict .done").waitFor();
    }
    assert.deepEqual(sent, []);
    await tab.context().close();
  });

  test("the sheet of shortcuts, and shortcuts switched off", async () => {
    const tab = await of().tab({ role: "clerk" });
    await tab.goto("/desk");
    await tab.keyboard.press("?");
    const told = () => tab.locator("dialog[open] dd:visible").allInnerTexts();
    assert.ok((await told()).includes("νέα καταχώριση") && !(await told()).includes("απόδειξη καταχώρισης"));
    await tab.click("#keys-on");
    await tab.keyboard.press("Escape");
    await tab.keyboard.press("n");
    await tab.keyboard.press("?");
    assert.equal(await tab.locator("dialog[open]").count(), 0);
    assert.match(tab.url(), /desk$/);
    await tab.context().close();
  });

  test("without scripts: correcting, cancelling, and what the administrator and the auditor do", async () => {
    const clerk = await of().tab({ role: "clerk", scripts: false });
    await clerk.goto("/desk/register/new");
    await clerk.selectOption("#direction", "internal");
    await clerk.fill("#subject", "Εσωτερικό σημείωμα");
    await clerk.click("main button[value=show]");
    const entry = new URL(clerk.url()).pathname;
    await clerk.click("main a[href$=correct]");
    await clerk.fill("#subject", "Υπηρεσιακό σημείωμα");
    await clerk.fill("#reason", "Ακριβέστερος τίτλος");
    await clerk.click("main form .button");
    assert.match(await main(clerk), /«Εσωτερικό σημείωμα» έγινε «Υπηρεσιακό σημείωμα»/);
    await clerk.click("main a[href$=cancel]");
    await clerk.fill("#reason", "Δεν χρειάζεται");
    await clerk.click("main form .button");
    assert.match(await main(clerk), /ακυρωμένο[^]*Αιτιολογία: Δεν χρειάζεται/);
    await clerk.context().close();

    // A session of its own, since it is signed out below.
    const administrator = await of().tab({ scripts: false });
    await signIn(administrator, of().account("administrator"));
    await administrator.goto("/admin/people/new");
    await administrator.fill("#name", "Νέα Υπάλληλος");
    await administrator.fill("#from", "01/01/2026");
    await administrator.fill("#user", "nea");
    await administrator.check("input[name=way][value=tell]");
    await administrator.click("main form .button");
    const password = await administrator.locator("main dd code").last().innerText();
    await administrator.goto("/admin/law");
    await administrator.fill("#day", "02/08/2027");
    await administrator.fill("#name", "Πολιούχος");
    await administrator.click("form[action$=holidays] .button");
    assert.match(await main(administrator), /02\/08\/2027 Πολιούχος/);
    await administrator.goto("/admin/organisation/new");
    await administrator.fill("#name", "Γραφείο Τύπου");
    await administrator.fill("#code", "press");
    await administrator.fill("#from", "01/01/2026");
    await administrator.click("main form .button");
    assert.match(await main(administrator), /Γραφείο Τύπου/);
    await administrator.click(".menu summary");
    await administrator.click(".menu form .plain");
    await administrator.goto("/login");
    await administrator.fill("#user", "nea");
    await administrator.fill("#password", password);
    await administrator.click("main form .button");
    assert.match(administrator.url(), /account\/password$/);
    await administrator.context().close();

    const auditor = await of().tab({ role: "auditor", scripts: false });
    await auditor.goto("/admin/audit");
    await auditor.fill("#record", entry.split("/").slice(-2).reverse().join("/"));
    await auditor.click("main form .button");
    assert.equal(await auditor.locator(".list tbody tr").count(), 3);
    await auditor.context().close();
  });

  test("on paper: the list and the entry without the tools", async () => {
    const tab = await of().tab({ role: "clerk" });
    await tab.emulateMedia({ media: "print" });
    for (const path of ["/desk/register", "/desk/register/2026/1"]) {
      await tab.goto(path);
      for (const gone of [".top", ".trays", ".filters, .actions"]) {
        assert.equal(await tab.locator(gone).first().isVisible(), false, gone);
      }
      assert.ok(await tab.locator(".printed").isVisible());
    }
    await tab.context().close();
  });

  test("a document goes its way: assigned, taken back, accepted, passed on, returned, done", async () => {
    const clerk = await of().tab({ role: "clerk" });
    await clerk.goto("/desk/register/new");
    await clerk.fill("#subject", "Λακκούβα στην παραλία");
    await clerk.fill("#correspondent_name", "Σύλλογος Κατοίκων");
    await clerk.keyboard.press("Control+Enter");
    await clerk.waitForURL(/done=1/);
    const [, number] = /2026\/(\d+)/.exec(clerk.url());
    const entry = `/desk/register/2026/${number}`;

    // From the tray of the protocol office; taken back with one press, and given again with instructions.
    await clerk.keyboard.press("h");
    await clerk.waitForURL("**/to-assign");
    const row = clerk.locator("tr", { hasText: "Λακκούβα στην παραλία" });
    await row.locator("[type=checkbox]").check();
    await clerk.click("main .button");
    assert.match(await row.locator(".error").innerText(), /σε ποιον/);
    await row.locator("[data-pick]").fill("Τμήμα Οικονομικό");
    await clerk.click("main .button");
    await clerk.getByText("Χρεώθηκε ένα έγγραφο.").waitFor();
    assert.equal(await row.count(), 0);
    await clerk.getByRole("button", { name: "Αναίρεση" }).click();
    await clerk.getByText("Η χρέωση ανακλήθηκε.").waitFor();
    assert.equal(await row.count(), 1);
    await clerk.goto(entry);
    await clerk.keyboard.press("x");
    await clerk.waitForURL("**/assign");
    // Several by parts of their names without accents; who was taken by mistake leaves again.
    const chosen = clerk.locator(".chosen li");
    await clerk.fill("#to-0", "διοικητικο");
    await clerk.press("#to-0", "Enter");
    assert.match(await chosen.first().innerText(), /Διοικητικό/);
    await clerk.fill("#to-0", "οικον");
    await clerk.press("#to-0", "Enter");
    assert.equal(await chosen.count(), 2);
    assert.equal(await chosen.nth(1).locator("select").inputValue(), "information");
    await clerk.press("#to-0", "Backspace");
    assert.equal(await chosen.count(), 1);
    // Enter chooses and does not send, though nothing is there to be chosen; nobody is silence.
    await clerk.fill("#to-0", "κανένας τέτοιος");
    await clerk.press("#to-0", "Enter");
    await clerk.getByText("Κανείς δεν βρέθηκε").waitFor();
    await clerk.fill("#to-0", "");
    await clerk.press("#to-0", "Enter");
    await clerk.press("#to-0", "ArrowDown");
    assert(await clerk.locator("[role=option]").count() > 3, "all of them");
    await clerk.press("#to-0", "Escape");
    await clerk.fill("#due", "χθες");
    await clerk.click("main .button");
    assert.match(await clerk.locator("#due-error").innerText(), /εργάσιμων/);
    assert.equal(await chosen.count(), 1, "who was chosen stays");
    await clerk.fill("#due", "5");
    await clerk.fill("#instructions", "Αυτοψία και απάντηση");
    await clerk.click("main .button");
    await clerk.waitForURL(`**${entry}?did=*`);

    // The head passes it on to a department, where somebody takes it, and gives it back.
    const head = await of().tab({ role: "head" });
    await head.goto("/desk");
    await head.keyboard.press("t");
    await head.waitForURL(/desk\/tray/);
    await head.locator(".tabs a", { hasText: "Τμήμα Διοικητικό" }).click();
    assert.match(await head.locator("tr", { hasText: "Λακκούβα στην παραλία" }).innerText(), /Αυτοψία και απάντηση/);
    await head.goto(entry);
    await head.getByRole("button", { name: "Αποδοχή" }).first().click();
    await head.getByRole("link", { name: "Προώθηση" }).first().click();
    await head.fill("#to-0", "Τμήμα Τεχνικό");
    await head.click("main .button");
    await head.waitForURL(`**${entry}?did=*`);
    const employee = await of().tab({ role: "employee", scripts: false });
    await employee.goto("/desk/tray");
    await employee.locator(".tabs a", { hasText: "Τμήμα Τεχνικό" }).click();
    await employee.locator("tr", { hasText: "Λακκούβα στην παραλία" }).locator("[type=checkbox]").check();
    await employee.getByRole("button", { name: "Αποδοχή των επιλεγμένων" }).click();
    await employee.getByText("Έγινε για ένα έγγραφο.").waitFor();
    await employee.goto(entry);
    await employee.getByRole("link", { name: "Επιστροφή" }).first().click();
    await employee.getByRole("button", { name: "Επιστροφή" }).click();
    await employee.locator(".error").waitFor();
    await employee.fill("#text", "Ανήκει στο Λιμενικό Ταμείο");
    await employee.getByRole("button", { name: "Επιστροφή" }).click();
    await employee.waitForURL(`**${entry}?did=*`);

    // It is the head's again, who ends it; the way tells all of it.
    await head.goto(entry);
    await head.getByRole("link", { name: "Ολοκλήρωση" }).first().click();
    await head.fill("#text", "Διαβιβάστηκε");
    await head.getByRole("button", { name: "Ολοκλήρωση" }).click();
    await head.waitForURL(`**${entry}?did=*`);
    const auditor = await of().tab({ role: "auditor" });
    await auditor.goto(entry);
    // So few movements are shown without being asked for.
    await auditor.getByText("9 κινήσεις").waitFor();
    assert.match(await main(auditor), /Ανήκει στο Λιμενικό Ταμείο/);
    await auditor.goto("/admin/audit?kind=circulation.returned");
    assert.match(await main(auditor), /Επιστροφή εγγράφου/);
    for (const tab of [clerk, head, employee, auditor]) await tab.context().close();
  });
  test("counts change by themselves, a rule assigns, and whoever is away has somebody who stands in", async () => {
    const head = await of().tab({ role: "head" });
    await head.goto("/desk/tray");
    await head.locator(".tabs a", { hasText: "Τμήμα Διοικητικό" }).click();
    const waiting = head.locator("[data-live-count=accept]");
    await head.locator("[data-live-of]").waitFor();
    const before = Number((await waiting.textContent()) || 0);

    // The protocol office writes a rule that assigns by itself.
    const clerk = await of().tab({ role: "clerk" });
    await clerk.goto("/desk/to-assign");
    await clerk.getByRole("link", { name: "Κανόνες χρέωσης" }).click();
    await clerk.fill("#to", "Τμήμα Διοικητικό");
    await clerk.click("main form.narrow .button");
    assert.match(await clerk.locator(".problem").innerText(), /έναν όρο/);
    await clerk.fill("#words", "ΑΠΟΚΟΜΙΔΗ κλαδ");
    await clerk.check("[name=automatic]");
    await clerk.click("main form.narrow .button");
    await clerk.getByText("Ο κανόνας αποθηκεύτηκε.").waitFor();
    await clerk.goto("/desk/register/new");
    await clerk.fill("#subject", "Αποκομιδή κλαδιών από το πάρκο");
    await clerk.fill("#correspondent_name", "Σύλλογος Κατοίκων");
    await clerk.keyboard.press("Control+Enter");
    await clerk.waitForURL(/done=1/);

    // The head, who has not touched the page, sees it.
    await head.locator("[data-live-stale]:not([hidden])").waitFor();
    assert.equal(Number(await waiting.textContent()), before + 1);
    await head.locator("[data-live-stale] a").click();
    assert.match(await main(head), /Αποκομιδή κλαδιών/);
    assert.match(await main(head), /κανόνα χρέωσης/);
    assert.match(await main(head), /Φόρτος ανά υπάλληλο/);
    await clerk.goto("/desk/rules");
    await clerk.locator(".confirm summary").first().click();
    await clerk.locator(".confirm button").first().click();
    await clerk.getByText("Ο κανόνας καταργήθηκε.").waitFor();

    // Who will be away says who stands in; and takes it back.
    await head.locator(".menu summary").click();
    await head.getByRole("link", { name: "Απουσία και αναπλήρωση" }).first().click();
    await head.fill("#last", "31/12/2025");
    await head.selectOption("#substitute", { index: 1 });
    await head.getByRole("button", { name: "Ορισμός αναπληρωτή" }).click();
    await head.locator("#last-error").waitFor();
    await head.fill("#last", await head.inputValue("#first"));
    await head.getByRole("button", { name: "Ορισμός αναπληρωτή" }).click();
    await head.getByText("Η απουσία ορίστηκε.").waitFor();
    assert.match(await main(head), /σε ισχύ/);
    await head.locator(".confirm summary").click();
    await head.locator(".confirm button").click();
    await head.getByText("Η αναπλήρωση έπαυσε.").waitFor();
    for (const tab of [clerk, head]) await tab.context().close();
  });

  test("a paper is found by the words inside its file, and what is closed is not", async () => {
    const clerk = await of().tab({ role: "clerk" });
    const register = async (subject, words, access) => {
      await clerk.goto("/desk/register/new");
      await clerk.fill("#subject", subject);
      await clerk.fill("#correspondent_name", "Λιμενικό Ταμείο");
      await clerk.setInputFiles("#files", text("πρακτικό.txt", words));
      if (access) {
        await clerk.locator("summary", { hasText: "Περισσότερα στοιχεία" }).click();
        await clerk.selectOption("#confidentiality", access);
      }
      await clerk.focus("#subject");
      await clerk.keyboard.press("Control+Enter");
      await clerk.waitForURL(/done=1/);
    };
    await register("Διαβιβαστικό", "Πρακτικό παραλαβής\nτου αντλιοστασίου Κάβου");
    await register("Διαβιβαστικό εμπιστευτικό", "Πόρισμα για το αντλιοστάσιο", "confidential");
    await clerk.goto("/desk/search?q=antliostasio");
    await found(clerk, ".results li >> nth=1");
    assert.match(await main(clerk), /Βρέθηκαν 2 έγγραφα[^]*παραλαβής του αντλιοστασίου Κάβου πρακτικό\.txt, σελίδα 1/);
    assert.match(await clerk.locator("mark").first().innerText(), /αντλιοστάσι/);

    // Who may not read it does not find it, nor count it.
    const employee = await of().tab({ role: "employee" });
    await employee.goto("/desk/search?q=αντλιοστάσια");
    assert.match(await main(employee), /Βρέθηκε 1 έγγραφο/);
    assert.doesNotMatch(await main(employee), /εμπιστευτικό|Πόρισμα/);

    // It is kept with a feed, which anybody reads who has its address; nothing restricted is in it.
    await clerk.locator(".results > details summary").click();
    await clerk.fill("#name", "Αντλιοστάσια");
    await clerk.check("[name=feed]");
    await clerk.getByRole("button", { name: "Αποθήκευση", exact: true }).click();
    const address = new URL(await clerk.locator("main code").innerText());
    const fetched = () => clerk.evaluate(async (path) => { const got = await fetch(path); return [got.status, await got.text()]; }, address.pathname);
    const [, feed] = await fetched();
    assert.match(feed, /<title>\d+\/2026 Διαβιβαστικό<\/title>/);
    assert.doesNotMatch(feed, /εμπιστευτικό/);
    await clerk.goto("/desk/search");
    await clerk.getByRole("link", { name: "Αντλιοστάσια" }).click();
    assert.match(await main(clerk), /Βρέθηκαν 2 έγγραφα/);
    await clerk.goto("/desk/search");
    await clerk.getByRole("button", { name: "Διαγραφή της αναζήτησης «Αντλιοστάσια»" }).click();
    await clerk.getByText("Δεν έχετε αποθηκεύσει").waitFor();
    assert.equal((await fetched())[0], 404);
    for (const tab of [clerk, employee]) await tab.context().close();
  });
  test("a tray is emptied from the keyboard, what was done is taken back, and the way is a picture", async () => {
    const clerk = await of().tab({ role: "clerk" });
    const entries = [];
    for (const subject of ["Κλάδεμα δέντρου Α", "Κλάδεμα δέντρου Β"]) {
      await clerk.goto("/desk/register/new");
      await clerk.fill("#subject", subject);
      await clerk.fill("#correspondent_name", "Σύλλογος Κατοίκων");
      await clerk.setInputFiles("#files", paper("Αίτηση.pdf", subject));
      await clerk.keyboard.press("Control+Enter");
      await clerk.waitForURL(/done=1/);
      entries.push(/\/desk\/register\/2026\/\d+/.exec(clerk.url())[0]);
      await clerk.goto(`${entries.at(-1)}/assign`);
      await clerk.fill("#to-0", "Τμήμα Διοικητικό");
      await clerk.selectOption("#file", { label: "Αίτηση.pdf" });
      await clerk.fill("#due", "0");
      await clerk.click("main .button");
      await clerk.waitForURL(`**${entries.at(-1)}?did=*`);
    }
    const head = await of().tab({ role: "head" });
    await head.goto("/desk/tray");
    await head.locator(".tabs a", { hasText: "Τμήμα Διοικητικό" }).click();
    await head.locator("tr", { hasText: "Κλάδεμα δέντρου Α" }).waitFor();
    const row = () => head.evaluate(() => document.activeElement.closest("tr")?.innerText ?? "");
    await head.keyboard.press("j");
    const first = await row();
    await head.keyboard.press("j");
    assert.notEqual(await row(), first);
    await head.keyboard.press("k");
    assert.equal(await row(), first);
    while (!(await row()).includes("Κλάδεμα δέντρου Α")) await head.keyboard.press("j");
    assert.match(await row(), /Αφορά το αρχείο: Αίτηση\.pdf/);
    await head.keyboard.press("e");
    await head.locator("tr", { hasText: "Κλάδεμα δέντρου Α" }).waitFor({ state: "detached" });
    assert.notEqual(await row(), "", "the row that came next has the focus");
    await head.locator(".tabs a", { hasText: "Σε ενέργεια" }).click();
    await head.keyboard.press("j");
    while (!(await row()).includes("Κλάδεμα δέντρου Α")) await head.keyboard.press("j");
    await head.keyboard.press("s");
    await head.waitForURL(/comment/);
    await head.fill("#comment", "Με φωτογραφία");
    await head.setInputFiles("#files", paper("Φωτογραφία.pdf"));
    await head.click("main .button");
    await head.waitForURL(/\/desk\/tray/);
    await head.locator("tr", { hasText: "Κλάδεμα δέντρου Α" }).locator("[type=checkbox]").check();
    await head.locator("details.confirm summary").click();
    await head.getByRole("button", { name: "Ολοκλήρωση", exact: true }).click();
    await head.getByText("Έγινε για ένα έγγραφο.").waitFor();
    await head.getByRole("button", { name: "Αναίρεση" }).click();
    await head.getByText("Αναιρέθηκε για ένα έγγραφο.").waitFor();
    await head.locator("tr", { hasText: "Κλάδεμα δέντρου Α" }).waitFor();
    await head.goto(entries[0]);
    assert.match(await head.locator(".metro li.here").innerText(), /Τμήμα Διοικητικό[^]*εδώ τώρα/);
    assert.match(await head.locator(".thread").innerText(), /Με φωτογραφία[^]*Φωτογραφία\.pdf/);
    for (const tab of [clerk, head]) await tab.context().close();
  });
}
