// reload.cjs ADDRESS WORDS: opens the address in Debian's Chromium and says "shown"; once the page has loaded itself anew and
// shows the words, says so, with what the console and the content security policy complained of.
const { chromium } = require("playwright-core");

(async () => {
  const [address, words] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  const complaints = [];
  let loads = 0;
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("load", () => (loads += 1));
  const response = await page.goto(address);
  console.log(`shown ${response.status()}`);
  await page.getByText(words).first().waitFor({ timeout: 60000 });
  await page.waitForLoadState();
  console.log(JSON.stringify({ loads, complaints, heading: await page.locator("h1").innerText() }));
  await browser.close();
})().catch((error) => { console.error(error); process.exit(1); });
