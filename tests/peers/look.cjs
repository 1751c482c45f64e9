// look.cjs FILE.html: axe-core's WCAG 2.2 A and AA violations at 320 and 1280 px, light and dark; pixels too wide at
// 320 px; sheets of A4 in print, and buttons on them. Debian's Chromium, no network.
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ offline: true });
  const violations = new Set();
  let sideways = 0;
  for (const width of [320, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.goto("file://" + path.resolve(process.argv[2]));
      await page.evaluate(AXE);
      const found = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), TAGS);
      for (const violation of found.violations) violations.add(`${violation.id}: ${violation.nodes[0].html}`);
      const extra = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (width === 320) sideways = Math.max(sideways, extra);
    }
  }
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const sheets = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
  await page.emulateMedia({ media: "print" });
  const buttons = await page.evaluate(() => [...document.querySelectorAll(".button, .others a")].filter((e) => e.offsetParent).length);
  await browser.close();
  console.log(JSON.stringify({ violations: [...violations], sideways: Math.max(0, sideways), sheets, buttons }));
})().catch((error) => { console.error(error); process.exit(1); });
