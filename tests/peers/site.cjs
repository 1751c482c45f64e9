// site.cjs TASK BASE PATH…: what a browser has to say of a published site's pages, as JSON by path. Debian's Chromium.
// look: axe-core's WCAG 2.2 A and AA violations by light, dark and in forced colours, narrow and wide; pixels too wide;
//   text that is clipped, covered or off the page with text at 200 % and with the spacing of WCAG 1.4.12; what the console
//   and the content security policy complain of; dialogs that opened
// keys: what the Tab key alone does not reach in the order of the page, or reaches unseen
// print: sheets of A4, and buttons on them
// plain: what is seen without script
// search: the search page's answers, one after the other
const fs = require("fs");
const { chromium } = require("playwright-core");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}";

// In the page: texts that a sighted reader loses.
function lostTexts() {
  const lines = [];
  const lost = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (parent.closest(".unseen, .skip, option, script")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || !node.data.trim()) continue;
      const words = node.data.trim().slice(0, 40);
      if (box.left < -1 || box.right > innerWidth + 1) lost.push(`off the page: ${words}`);
      for (let up = parent; up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflow === "visible") continue;
        const frame = up.getBoundingClientRect();
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top + box.height / 4 < frame.top || box.bottom - box.height / 4 > frame.bottom) {
          lost.push(`clipped: ${words}`);
        }
      }
      lines.push({ node, words, left: box.left, right: box.right, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
    }
  }
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, index) => {
    for (let next = index + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next];
      if (other.node !== one.node && other.left < one.right - 1 && one.left < other.right - 1) {
        lost.push(`covered: ${one.words} | ${other.words}`);
      }
    }
  });
  return [...new Set(lost)];
}

// In the page: everything that takes the focus, in the page's order.
function fields() {
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
    (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0,
  );
}

async function look(page, address) {
  const told = { violations: new Set(), sideways: 0, lost: new Set(), complaints: [] };
  const hear = (message) => message.type() === "error" && !/the server responded with a status of (404|410)/.test(message.text()) && told.complaints.push(message.text());
  const fail = (error) => told.complaints.push(String(error));
  const open = (dialog) => { told.complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); };
  page.on("console", hear).on("pageerror", fail).on("dialog", open);
  const media = [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "light", forcedColors: "active" }];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const one of media) {
      await page.emulateMedia({ forcedColors: "none", ...one });
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      await page.evaluate(AXE);
      const found = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), TAGS);
      for (const violation of found.violations) told.violations.add(`${violation.id}: ${violation.nodes[0].html.slice(0, 300)}`);
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const gather = async (way) => (await page.evaluate(lostTexts)).forEach((one) => told.lost.add(`${page.viewportSize().width} px, ${way}: ${one}`));
    told.sideways = Math.max(told.sideways, await wide());
    await gather("as it is");
    await page.evaluate((css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }, SPACED);
    told.sideways = Math.max(told.sideways, await wide());
    await gather("spaced");
    await page.evaluate(() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = "200%"; });
    if (width === 320) await page.setViewportSize({ width: 640, height: 800 });
    told.sideways = Math.max(told.sideways, await wide());
    await gather("at 200 %");
  }
  page.off("console", hear).off("pageerror", fail).off("dialog", open);
  return { ...told, violations: [...told.violations], lost: [...told.lost] };
}

async function keys(page, address) {
  const wrong = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    const names = await page.evaluate(`(${fields})().map((one) => one.outerHTML.slice(0, 120))`);
    for (const [index, name] of names.entries()) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(`(() => {
        const one = document.activeElement;
        const box = one.getBoundingClientRect();
        const lines = [...one.getClientRects()];
        const style = getComputedStyle(one);
        const top = lines.some((line) => { const hit = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2); return one.contains(hit); });
        return { index: (${fields})().indexOf(one), top, ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                 inside: box.top >= 0 && box.left >= 0 && box.right <= innerWidth && (box.bottom <= innerHeight || box.height > innerHeight) };
      })()`);
      if (seen.index !== index || !seen.top || !seen.ringed || !seen.inside) wrong.push(`${width} px: ${JSON.stringify(seen)} ${name}`);
    }
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    if (await page.evaluate(() => !document.querySelector("a.skip"))) continue;
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(`(() => {
      const inside = (${fields})().filter((one) => one.closest("main"));
      return document.activeElement === inside[0] || (!inside.length && !document.activeElement.closest("header"));
    })()`);
    if (!reached) wrong.push(`${width} px: the skip link leads elsewhere`);
  }
  return wrong;
}

async function print(page, address) {
  await page.emulateMedia({ media: "print" });
  await page.goto(address);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const sheets = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
  const buttons = await page.evaluate(() => [...document.querySelectorAll(".button, .others a, nav a, form *")].filter((one) => one.checkVisibility()).length);
  return { sheets, buttons };
}

async function plain(page, address) {
  await page.goto(address);
  return {
    text: await page.locator("main").innerText(),
    fields: await page.locator("input:visible, select:visible, button:visible").count(),
    links: await page.locator("main a:visible").count(),
  };
}

async function search(page, address) {
  const steps = [];
  const opened = [];
  page.on("dialog", (dialog) => { opened.push(dialog.message()); dialog.dismiss(); });
  const note = async (step) => {
    const titles = await page.locator("#found a").allInnerTexts();
    const states = await page.locator("#found .state").allTextContents();
    steps.push({ step, said: await page.locator("[role=status]").innerText(), titles, states, query: new URL(page.url()).search });
  };
  await page.goto(address);
  await page.waitForLoadState("networkidle");
  await note("opened");
  await page.getByRole("searchbox").fill("BJÖRKVIK  torget");
  await note("words");
  await page.getByRole("searchbox").fill("kommunhuset");
  await page.locator("#topics").selectOption("trafik");
  await note("topic");
  await page.locator("#regions").selectOption("Centrum");
  await page.locator("#when").selectOption("coming");
  await note("three filters");
  await page.reload();
  await page.waitForLoadState("networkidle");
  await note("reloaded");
  await page.locator("#found a").first().click();
  await page.waitForLoadState("networkidle");
  steps.push({ step: "followed", heading: await page.locator("h1").innerText() });
  await page.goBack();
  await page.waitForLoadState("networkidle");
  await note("back");
  await page.locator("#topics").selectOption("");
  await page.locator("#regions").selectOption("");
  await page.locator("#when").selectOption("");
  await page.getByRole("searchbox").fill("<img src=x onerror=alert(3)>");
  await note("nothing");
  await page.getByRole("searchbox").fill("uppsåt");
  await note("harm");
  const made = await page.evaluate(() => document.querySelectorAll("#found img, #found script").length);
  return { steps, opened, made };
}

(async () => {
  const [task, base, ...paths] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ javaScriptEnabled: task !== "plain" });
  const told = {};
  for (const path of paths) told[path] = await { look, keys, print, plain, search }[task](page, base + path);
  await browser.close();
  console.log(JSON.stringify(told));
})().catch((error) => { console.error(error); process.exit(1); });
