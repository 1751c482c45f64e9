// The staff's page in headless Chromium: from pasted text to a saved meeting, with axe on each view; JSON to standard output.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const axe = fs.readFileSync(path.join(path.dirname(require.resolve("axe-core")), "axe.min.js"), "utf8");
const [, , address, release, file, pictures] = process.argv;
const home = new URL("/", address).href;
const told = { violations: [], sideways: [], console: [], lost: [] };

async function examine(page, name) {
  for (const [colours, forced] of [["light", "none"], ["dark", "none"], ["light", "active"]]) {
    await page.emulateMedia({ colorScheme: colours, forcedColors: forced });
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    for (const each of found.violations) told.violations.push(`${name}, ${colours}, ${forced}: ${each.id}: ${each.nodes[0].html.slice(0, 160)}`);
  }
  for (const width of [320, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colours of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: colours, forcedColors: "none" });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) told.sideways.push(`${name} at ${width}: ${wide}`);
      if (pictures) await page.screenshot({ path: path.join(pictures, `${name}-${width}-${colours}.png`), fullPage: width < 1440 });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: false });
  const page = await context.newPage();
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) told.console.push(message.text()); });
  page.on("pageerror", (error) => told.console.push(String(error)));
  await page.goto(address);
  told.opened = page.url();
  await examine(page, "calendar");
  // by keyboard alone: to the page of new texts, paste, read
  await page.goto(`${home}new`);
  await examine(page, "paste");
  await page.keyboard.press("Tab");
  told.skip = await page.evaluate(() => document.activeElement.className);
  await page.focus("#text");
  await page.keyboard.insertText(fs.readFileSync(release, "utf8"));
  for (let steps = 0; steps < 12 && !(await page.evaluate(() => document.activeElement.matches("button.main"))); steps += 1) {
    await page.keyboard.press("Tab");
  }
  await Promise.all([page.waitForURL("**/drafts/*"), page.keyboard.press("Enter")]);
  await page.waitForLoadState("networkidle");
  await examine(page, "draft");
  // a mark and its field light up together
  await page.hover(".mark[data-field='place-text']");
  told.lit = await page.evaluate(() => document.getElementById("f-place-text").closest(".field").classList.contains("lit"));
  // a keystroke: what was found and the preview follow, and a reload keeps it
  const shown = page.waitForResponse((answer) => answer.url().includes("/preview/"));
  await page.fill("#f-title", "En helt ny rubrik");
  await shown;
  const preview = page.frameLocator("#preview");
  told.preview = await preview.locator("h1").innerText();
  await page.reload();
  told.kept = await page.inputValue("#f-title");
  await Promise.all([page.waitForLoadState("load"), page.click("button[value=undo]")]);
  told.undone = await page.inputValue("#f-title");
  await page.fill("#f-start-clock", "25.99");
  await page.waitForSelector("#notes .note.error");
  told.error = await page.locator("#notes .note.error").first().innerText();
  await page.reload();
  await examine(page, "draft-with-error");
  await page.fill("#f-start-clock", "15.00");
  await page.waitForFunction(() => !document.querySelector("#notes .note.error"));
  await Promise.all([page.waitForURL("**/drafts/*"), page.click("button[value=save]")]);
  for (const [name, way] of [["send", `send/${file}`], ["plan", `send/${file}?look=1&list=media`], ["sent", "mailings"], ["who-comes", `attendance/${file}`], ["publish", "publish"], ["refused", "drafts/none-such"]]) {
    await page.goto(home + way);
    await examine(page, name);
  }
  told.saved = await page.goto(`${home}open/${file}?saved=1`).then(() => page.locator("[role=status].fine").first().innerText());
  await examine(page, "saved");
  await page.goto(`${home}?month=2027-03&q=storgatan`);
  await examine(page, "month");
  // two tabs of one draft, both with script: neither takes back what the other wrote, and each shows it
  await page.goto(`${home}open/${file}`);
  const other = await context.newPage();
  await other.goto(page.url());
  const kept = (tab) => tab.waitForResponse((answer) => answer.request().method() === "POST" && answer.ok());
  await Promise.all([kept(page), page.fill("#f-title", "Från första fliken")]);
  await Promise.all([kept(other), other.fill("#f-kind", "presskonferens")]);
  await other.waitForFunction(() => document.getElementById("f-title").value === "Från första fliken");
  await Promise.all([kept(other), other.fill("#f-place-directions", "Ring på klockan")]);
  await page.reload();
  told.tabs = [await page.inputValue("#f-title"), await page.inputValue("#f-kind"), await page.inputValue("#f-place-directions")];
  // what was written last is kept though the page is left at once
  await page.fill("#f-place-directions", "Skrivet i sista stund");
  await Promise.all([page.waitForEvent("requestfinished"), page.goto(home)]);
  await page.waitForLoadState("networkidle");
  await page.goto(`${home}open/${file}`);
  told.late = await page.inputValue("#f-place-directions");
  // the program does not answer: it is said, and what was written goes when it answers again
  await page.route("**/drafts/*", (route) => route.request().method() === "POST" ? route.abort() : route.continue());
  await page.fill("#f-kind", "pressvisning");
  await page.waitForFunction(() => document.getElementById("kept").textContent === document.getElementById("kept").dataset.lost);
  told.silent = await page.inputValue("#f-kind");
  await examine(page, "not-kept");
  await Promise.all([kept(page), page.unroute("**/drafts/*")]);
  await page.waitForFunction(() => document.getElementById("kept").textContent === document.getElementById("kept").dataset.kept);
  await page.reload();
  told.again = await page.inputValue("#f-kind");
  // what is wrong stands beside its field at once, and goes with the fault
  await page.fill("#f-start-clock", "25.99");
  await page.waitForSelector("#n-start-clock");
  told.beside = await page.getAttribute("#f-start-clock", "aria-describedby");
  await page.fill("#f-start-clock", "15.00");
  await page.waitForSelector("#n-start-clock", { state: "detached" });
  // the file is changed by somebody else meanwhile
  const place = path.join(path.dirname(release), file);
  fs.writeFileSync(place, fs.readFileSync(place, "utf8").replace(/^title: .*$/m, "title: Från någon annan"));
  await Promise.all([page.waitForLoadState("load"), page.click("button[value=save]")]);
  await page.waitForSelector(".clash");
  await examine(page, "clash");
  await Promise.all([page.waitForURL("**/drafts/*saved=1"), page.click("button[value=merge]")]);
  told.merged = await page.inputValue("#f-title");
  await page.goto(`${page.url().split("?")[0]}?view=calendar&zone=Asia/Tokyo`);
  told.tokyo = await page.frameLocator("#preview").locator("dl").innerText();
  await examine(page, "entry");
  await Promise.all([page.waitForLoadState("load"), page.click("button[value=drop]")]);
  await page.waitForSelector("button[value=drop-now]");
  await examine(page, "drop");
  // without script the essential path goes too
  const plain = await (await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() })).newPage();
  await plain.goto(`${home}new`);
  await plain.fill("#text", fs.readFileSync(release, "utf8"));
  await Promise.all([plain.waitForURL("**/drafts/*"), plain.click("button.main")]);
  await plain.fill("#f-title", "Utan skript");
  await Promise.all([plain.waitForURL("**/drafts/*"), plain.click("button[value=save]")]);
  told.plain = await plain.inputValue("#f-title");
  told.console = told.console.filter((line) => !line.includes("status of 404") && !line.includes("status of 422") && !line.includes("status of 409") && !line.includes("ERR_FAILED"));
  console.log(JSON.stringify(told));
  await browser.close();
})().catch((error) => { console.error(error); process.exit(1); });
