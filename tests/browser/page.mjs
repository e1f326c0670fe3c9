// page.mjs CHROMIUM WORK FILE...: HTML reports in a real browser, with and without JavaScript, in print and by axe-core.
// WORK receives pictures and PDF files. The modules playwright-core and axe-core are found through NODE_PATH.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.NODE_PATH, "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [binary, work, ...files] = process.argv.slice(2);
let passed = 0, failed = 0;

function check(name, truth, said = "") {
  if (truth) { passed++; return; }
  failed++;
  console.log("FAILED: " + name + " " + JSON.stringify(said).slice(0, 800));
}

// a page, and all that it asked for or complained about
async function open(browser, file, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], complaints: [] };
  page.on("request", (r) => seen.requests.push(r.url()));
  page.on("console", (m) => seen.complaints.push(m.text()));
  page.on("pageerror", (e) => seen.complaints.push(String(e)));
  const begin = Date.now();
  await page.goto(pathToFileURL(file).href);
  return { context, page, seen, loaded: Date.now() - begin };
}

const shown = (page, selector = ".f") => page.locator(selector).evaluateAll((all) => all.filter((e) => e.checkVisibility()).map((e) => e.className));

// results, not blocks: a block has one or more subjects
const results = (page) => page.evaluate(() => {
  let n = 0;
  for (const f of document.querySelectorAll(".f")) {
    if (f.closest("[hidden]") || [f, f.closest(".control")].some((e) => getComputedStyle(e).display === "none")) continue;
    const s = [...f.querySelectorAll(".s")];
    n += s.length ? s.filter((e) => !e.hidden && getComputedStyle(e).display !== "none").length : 1;
  }
  return n;
});

async function accessibility(name, page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  check(name + ": axe-core", found.violations.length === 0,
    found.violations.map((v) => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary]));
}

async function looks(browser, file, name) {
  for (const [scheme, width] of [["light", 1280], ["dark", 400]]) {
    const { context, page } = await open(browser, file, { colorScheme: scheme, viewport: { width, height: 900 } });
    await page.evaluate(() => { for (const d of document.querySelectorAll("details")) d.open = true; });
    await accessibility(`${name}, ${scheme}, ${width}`, page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
      [...document.querySelectorAll("main *")].filter((e) => !e.closest(".wide") && e.getBoundingClientRect().right > innerWidth)
        .map((e) => e.outerHTML.slice(0, 100)).slice(0, 5));
    check(`${name}, ${scheme}, ${width}: no scrolling sideways`, wide.length === 0, wide);
    await page.screenshot({ path: join(work, `${name}-${scheme}-${width}.png`), fullPage: true });
    await context.close();
  }
}

// every choice of every filter shows what has its class, and nothing else
async function filters(browser, file, name, script) {
  const { context, page, seen } = await open(browser, file, { javaScriptEnabled: script });
  const all = await results(page);
  const boxes = await page.locator("#filter input[type=checkbox]").all();
  let sum = 0;
  for (const box of boxes) {
    const value = await box.getAttribute("value");
    await box.uncheck();
    await page.waitForTimeout(30);
    check(`${name}, script ${script}: without ${value}`, !(await shown(page)).some((c) => c.split(" ")[1] === value));
    sum += all - (await results(page));
    await box.check();
    await page.waitForTimeout(30);
  }
  check(`${name}, script ${script}: the verdicts are all results`, sum === all, [sum, all]);
  for (const id of ["fa", "fr", "fc"]) {
    const options = await page.locator(`#${id} option`).evaluateAll((o) => o.map((e) => e.value).filter(Boolean));
    let n = 0;
    for (const value of options) {
      await page.selectOption("#" + id, value);
      await page.waitForTimeout(30);
      const left = id === "fc" ? await page.locator(".f").evaluateAll((f, c) => f.filter((e) => e.checkVisibility() && e.closest(".control").id !== c).length, value)
        : (await shown(page)).filter((c) => !c.split(" ").includes(value)).length;
      check(`${name}, script ${script}: ${id} ${value}`, left === 0, left);
      n += await results(page);
      if (script) {
        const words = await page.locator("#count").textContent();
        check(`${name}: the count of ${value}`, parseInt(words, 10) === (await results(page)), words);
      }
    }
    await page.selectOption("#" + id, "");
    await page.waitForTimeout(30);
    check(`${name}, script ${script}: the choices of ${id} are all results`, n === all, [n, all]);
  }
  if (script) {
    await page.fill("#ft", "no such text anywhere");
    await page.waitForTimeout(400);
    check(`${name}: a search finds nothing`, (await results(page)) === 0 && /^0 of/.test(await page.locator("#count").textContent()));
    const word = (await page.locator(".f h4 code").first().textContent()).slice(0, 40);
    await page.fill("#ft", word.toUpperCase());
    await page.waitForTimeout(400);
    check(`${name}: a search finds a subject`, (await results(page)) > 0, word);
    await page.click("button[type=reset]");
    await page.waitForTimeout(100);
    check(`${name}: reset`, (await results(page)) === all);
  }
  check(`${name}, script ${script}: nothing is requested`, seen.requests.length === 1, seen.requests);
  check(`${name}, script ${script}: no complaint`, seen.complaints.length === 0, seen.complaints);
  await context.close();
}

async function keyboard(browser, file, name) {
  const { context, page } = await open(browser, file, { reducedMotion: "reduce" });
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => [document.activeElement.className, getComputedStyle(document.activeElement).outlineStyle,
    document.activeElement.getBoundingClientRect().left >= 0]);
  check(name + ": the first stop is the visible skip link", first[0] === "skip" && first[1] !== "none" && first[2], first);
  await page.keyboard.press("Enter");
  check(name + ": it leads to the findings", page.url().endsWith("#findings"), page.url());
  check(name + ": no motion", (await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)) === "auto");
  let stops = 0, faint = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => [document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]);
    if (stop[0] === "BODY") break;
    stops++;
    if (stop[1] === "none") faint.push(stop[0]);
  }
  check(name + ": each stop shows the focus", stops > 5 && faint.length === 0, [stops, faint]);
  // a link to a folded finding opens it
  const folded = await page.evaluate(() => (document.querySelector(".fold .f") || {}).id);
  if (folded) {
    await page.evaluate((id) => { location.hash = id; }, folded);
    await page.waitForTimeout(100);
    check(name + ": a link opens what is folded", await page.locator("#" + folded).isVisible(), folded);
  }
  await context.close();
}

async function print(browser, file, name) {
  for (const script of [true, false]) {
    const { context, page } = await open(browser, file, { javaScriptEnabled: script });
    await page.pdf({ path: join(work, `${name}-${script ? "js" : "plain"}.pdf`), preferCSSPageSize: true, printBackground: true });
    await context.close();
  }
}

// thousands of results: seconds, not minutes
async function usable(browser, file, name) {
  const { context, page, loaded } = await open(browser, file, {});
  const times = { load: loaded };
  for (const [what, act] of [["region", () => page.selectOption("#fr", "r1")], ["text", () => page.fill("#ft", "handler-3")], ["reset", () => page.click("button[type=reset]")]]) {
    const begin = Date.now();
    await act();
    await page.waitForTimeout(250);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
    times[what] = Date.now() - begin - 250;
  }
  await context.close();
  const plain = await open(browser, file, { javaScriptEnabled: false });
  const begin = Date.now();
  await plain.page.selectOption("#fr", "r1");
  await plain.page.screenshot({ path: join(work, name + "-plain.png") });
  times.plain = Date.now() - begin;
  await plain.context.close();
  console.log(name + ": milliseconds " + JSON.stringify(times));
  check(name + ": it stays usable", Object.values(times).every((t) => t < 15000), times);
}

const browser = await chromium.launch({ executablePath: binary, args: ["--no-sandbox"] });
for (const file of files) {
  const name = basename(file, ".html");
  if (name.startsWith("many")) { await usable(browser, file, name); continue; }
  await looks(browser, file, name);
  await filters(browser, file, name, true);
  await filters(browser, file, name, false);
  await keyboard(browser, file, name);
  await print(browser, file, name);
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
