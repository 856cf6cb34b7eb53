// reading.mjs - what a reader does with a report: with the mouse, with the keyboard, without the script.
import assert from "node:assert/strict";
import { visit } from "./browser.mjs";
import { none } from "./steps.mjs";

const evidence = /#(t\d+)e(\d+)$/;

// The element that the address leads to, as it is on the screen now.
async function target(page) {
	await page.waitForLoadState();
	return page.evaluate(() => {
		const id = decodeURIComponent(location.hash.slice(1)), element = document.getElementById(id);
		const box = element?.getBoundingClientRect();
		return {
			file: location.pathname.split("/").pop(), id, there: Boolean(element),
			seen: Boolean(box && box.width && box.height && box.bottom > 0 && box.top < innerHeight),
		};
	});
}

async function arrived(page, what, id) {
	await page.waitForFunction(({ source, flags }) => new RegExp(source, flags).test(location.hash), { source: id.source, flags: id.flags });
	const now = await target(page);
	assert(now.there, `${what}: nothing has the id ${now.id} in ${now.file}`);
	assert(now.seen, `${what}: ${now.id} of ${now.file} isn't on the screen`);
	return now;
}

// A link that people can see and click, from a list; without the script it may stand in a folded part.
async function follow(page, link) {
	await link.evaluate(element => {
		for (let around = element; around; around = around.parentElement)
			if (around.tagName === "DETAILS" && !around.open)
				around.querySelector("summary").click();
	});
	await link.click();
}

// A number, the passages that it was counted from, their place in the document, all that was counted there, and back.
export async function number_to_document(page, report, table) {
	await page.goto(report);
	const links = page.locator(`main table a[href*="#${table ?? "t"}"]`);
	const hrefs = await links.evaluateAll(all => all.map(a => a.getAttribute("href")));
	// The third that leads to passages: what works for the first row only wouldn't be found there.
	const found = hrefs.map((href, i) => [i, href]).filter(([, href]) => evidence.test(href));
	assert(found.length > 2, `only ${found.length} numbers lead to passages`);
	const [at, href] = found[2];
	const number = links.nth(at), said = (await number.innerText()).trim();
	const [, t, row] = href.match(evidence);
	await follow(page, number);
	const passages = await arrived(page, `from the number ${said}`, evidence);
	const section = page.locator(`[id="${passages.id}"]`);
	assert(await section.locator("mark").count() > 0, `${passages.id}: no passage has a mark`);

	const place = section.locator('a[href*="#d"]').first();
	await follow(page, place);
	const passage = await arrived(page, "from a passage", /#d\d+-\d+$/);
	assert(await page.locator(`[id="${passage.id}"]`).evaluate(element => element.textContent.trim() !== ""), `${passage.id} is empty`);

	// What was counted there stands below the turn, or below the text where nobody takes turns.
	const around = name => `${name}:has([id="${passage.id}"]), ${name}[id="${passage.id}"]`;
	const turn = page.locator(around(".turn"));
	const counted = (await turn.count() ? turn : page.locator(around(".words"))).locator("details.counted");
	assert(await counted.count(), `${passage.id}: what was counted there isn't said`);
	const back = counted.locator(`a[href$="#${t}e${row}"]`).first();
	assert(await back.count(), `${passage.id}: no link back to ${t}e${row}`);
	await follow(page, back);
	await arrived(page, "from the document", evidence);

	await follow(page, page.locator(`[id="${t}e${row}"] a[href$="#${t}r${row}"]`).first());
	await arrived(page, "from the passages", new RegExp(`#${t}r${row}$`));
	return passages;
}

// The first links of the contents lead to what they say.
export async function contents(page, report) {
	await page.goto(report);
	const links = page.locator('nav a[href^="#"]');
	const n = await links.count();
	assert(n > 5, `only ${n} lines in the contents`);
	for (let i = 0; i < n; i += Math.ceil(n / 4)) {
		const id = (await links.nth(i).getAttribute("href")).slice(1);
		await follow(page, links.nth(i));
		await arrived(page, "from the contents", new RegExp(`#${id}$`));
		await page.goBack();
	}
}

const rows_of = table => table.locator("tbody tr:visible");

export async function sort(page, report) {
	await visit(page, report);
	const table = page.locator("table:visible:has(thead button.sort):has(tbody tr:nth-child(5))").first();
	const heading = table.locator("thead th.n:has(button.sort)").first();
	const column = await heading.evaluate(th => th.cellIndex);
	const values = () => table.evaluate((element, at) => [...element.tBodies[0].rows].map(row => row.cells[at].textContent), column);
	const before = await values();
	const ordered = list => list.filter(text => /\d/.test(text))
		.map(text => Number(text.replaceAll("\u2212", "-").replace(/[^\d,.-]/g, "").replace(",", ".")));
	const button = heading.locator("button.sort");
	await button.click();
	assert.equal(await heading.getAttribute("aria-sort"), "descending", "numbers begin with the largest");
	const down = ordered(await values());
	assert.deepEqual(down, [...down].sort((a, b) => b - a));
	await button.focus();
	await page.keyboard.press("Enter");
	assert.equal(await heading.getAttribute("aria-sort"), "ascending");
	const up = ordered(await values());
	assert.deepEqual(up, [...up].sort((a, b) => a - b));
	await button.click();
	assert.equal(await heading.getAttribute("aria-sort"), null);
	assert.deepEqual(await values(), before, "the third click gives the first order again");
}

export async function filter(page, report) {
	await visit(page, report);
	const box = page.locator(".filter:has(input:visible)").first(), field = box.locator("input");
	const table = page.locator(`[id="${await field.getAttribute("aria-controls")}"]`);
	const n = await rows_of(table).count();
	const word = (await rows_of(table).nth(n - 1).locator("th").first().innerText()).trim();
	await field.fill(word.toUpperCase());
	const shown = await rows_of(table).allInnerTexts();
	assert(shown.length > 0 && shown.length < n, `"${word}" leaves ${shown.length} of ${n} rows`);
	none(`rows without "${word}"`, shown.filter(text => !text.toLowerCase().includes(word.toLowerCase())));
	assert.match(await box.locator("output").innerText(), new RegExp(`^${shown.length}\\D`));
	await field.fill("");
	assert.equal(await rows_of(table).count(), n);
}

export async function search(page, report) {
	await visit(page, report);
	const words = await page.locator("main table tbody tr[id] th:first-child").allTextContents();
	const word = words.map(text => text.trim()).find(text => text.length > 3);
	await page.locator(".search input").fill(word);
	const found = page.locator(".search li a");
	await found.first().waitFor();
	none(`found without "${word}"`, (await found.allInnerTexts()).filter(text => !text.toLowerCase().includes(word.toLowerCase())));
	await found.first().click();
	await arrived(page, "from what was found", /#./);
	await page.locator(".search input").fill("qzxjk");
	await page.waitForFunction(() => !document.querySelector(".search li a"));
	assert.match(await page.locator(".search output").innerText(), /\w/);
}

// From the first link on, Tab goes through the page as it is read, and everybody sees where it is.
export async function keyboard(page, report) {
	await page.goto(report);
	const wrong = [];
	for (let i = 0; i < 40; i++) {
		await page.keyboard.press("Tab");
		const said = await page.evaluate(() => {
			const now = document.activeElement, last = window.last_of_test;
			window.last_of_test = now;
			const style = getComputedStyle(now), box = now.getBoundingClientRect();
			const name = `${now.tagName.toLowerCase()} "${now.textContent.trim().slice(0, 30)}"`;
			if (now === document.body)
				return "focus is nowhere";
			if (last && !(last.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING))
				return `${name} comes too late`;
			if (!box.width || !box.height || box.bottom <= 0 || box.top >= innerHeight)
				return `${name} isn't on the screen`;
			if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
				return `${name} has no visible focus`;
			return "";
		});
		if (said)
			wrong.push(`Tab ${i + 1}: ${said}`);
	}
	none("what Tab leads to", wrong);
}

// Passages are opened and closed by keys; then the focus is where it was.
export async function keys_of_passages(page, report) {
	await page.goto(report);
	const link = page.locator('main table a[href^="#t"]').filter({ visible: true }).first();
	const href = await link.getAttribute("href");
	if (!evidence.test(href))
		return;
	await link.focus();
	await page.keyboard.press("Enter");
	const panel = page.locator(`[id="${href.slice(1)}"]`);
	await panel.waitFor();
	const inside = () => panel.evaluate(element => element.contains(document.activeElement));
	if (!await inside())
		await page.keyboard.press("Tab");
	assert(await inside(), "Tab doesn't lead into the passages");
	await page.keyboard.press("Escape");
	await panel.waitFor({ state: "hidden" });
	assert(await link.evaluate(element => element === document.activeElement), "Escape doesn't lead back to the number");
}
