import { chromium } from "playwright-core";
const [,, role, out, ...paths] = process.argv;
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const width of [1360, 360]) {
  const c = await b.newContext({ baseURL: "http://asty.localhost:8801", viewport: { width, height: width > 500 ? 900 : 740 } });
  const t = await c.newPage();
  await t.goto("/login"); await t.fill("#user", role); await t.fill("#password", "asty-demo-2026"); await t.keyboard.press("Enter");
  await t.waitForURL(/desk|admin/);
  for (const p of paths) { await t.goto(p); await t.waitForTimeout(500); await t.screenshot({ path: `/work/tmp/shots/${out}-${p.replace(/[^a-z0-9]/gi, "_")}-${width}.png`, fullPage: width < 500 ? false : true }); }
  await c.close();
}
await b.close();
