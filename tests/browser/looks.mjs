// looks.mjs - how pages look: on a phone, in the dark, on paper; and what they are by the rules of HTML and of print.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { require, visit } from "./browser.mjs";
import { none } from "./steps.mjs";

// The page itself doesn't scroll sideways; wide tables do so alone.
export async function narrow(page, address) {
	await page.goto(address);
	none("wider than the screen", await page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width)
			return [];
		return [...document.querySelectorAll("body *")].filter(element => element.getBoundingClientRect().right > width + 1 &&
			!element.parentElement.closest(".wide, pre, svg")).map(element => `${element.tagName} ${element.className} ${element.id}`);
	}));
}

// Rows, turns and passages beyond the first few of each are like these, and would take axe minutes.
function prune() {
	for (const [list, one] of [["tbody", "tr"], ["ol", "li"], ["ul", "li"], ["section, main", ".evidence"], ["article", ".turn"], ["section, main", "article"]])
		for (const element of document.querySelectorAll(list))
			[...element.children].filter(child => child.matches(one)).slice(5).forEach(child => child.remove());
}

// By all rules once; with another width or other colours by those that hang on them.
export async function accessible(page, address) {
	await page.goto(address);
	await page.evaluate(prune);
	await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
	const serious = [];
	for (const [width, colorScheme] of [[1400, "light"], [1400, "dark"], [390, "light"]]) {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia({ colorScheme });
		const only = width === 1400 && colorScheme === "light" ? null : ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];
		const found = await page.evaluate(only => axe.run(document, { resultTypes: ["violations"], ...only && { runOnly: only } }), only);
		serious.push(...found.violations.filter(rule => ["serious", "critical"].includes(rule.impact)).map(rule =>
			`${width} px, ${colorScheme}: ${rule.id} (${rule.nodes.length}): ${rule.help}: ${rule.nodes[0].html.slice(0, 200)} ${rule.nodes[0].failureSummary}`));
	}
	none("serious findings of axe", serious);
}

// No label of a figure lies on another one. What is folded is open afterwards.
export async function labels(page, address) {
	await visit(page, address);
	const { n, wrong } = await page.evaluate(() => {
		for (const folded of document.querySelectorAll("details"))
			folded.open = true;
		let n = 0;
		const wrong = [];
		for (const svg of document.querySelectorAll("figure svg")) {
			// In the figure's own units; boxes of a line are higher than its letters, which a tenth above and below leaves free.
			const boxes = [...svg.querySelectorAll("text")].map(text => {
				const { x, y, width, height } = text.getBBox(), m = text.getCTM().multiply(svg.getCTM().inverse());
				const corners = [[x, y + height * .15], [x + width, y + height * .85]].map(([a, b]) => new DOMPoint(a, b).matrixTransform(m));
				const [left, right] = [corners[0].x, corners[1].x].sort((a, b) => a - b), [top, bottom] = [corners[0].y, corners[1].y].sort((a, b) => a - b);
				return { left, right, top, bottom, said: text.textContent };
			}).filter(box => box.right > box.left);
			n += boxes.length;
			boxes.sort((a, b) => a.left - b.left);
			boxes.forEach((a, i) => {
				for (let j = i + 1; j < boxes.length && boxes[j].left < a.right - .5; j++) {
					const b = boxes[j];
					if (b.top < a.bottom - .5 && a.top < b.bottom - .5)
						wrong.push(`${svg.querySelector("title")?.textContent}: "${a.said}" and "${b.said}"`);
				}
			});
		}
		return { n, wrong };
	});
	none("labels on each other", wrong);
	return n;
}

// On paper nothing is cut: tables and figures are as wide as the page at most, and stand whole where they can.
export async function print(page, address, { most_pages }) {
	const paper = { width: 680, height: 1000 };		/* of A4 within its margins, in pixels of CSS */
	const screen = page.viewportSize();
	await page.setViewportSize(paper);
	await page.emulateMedia({ media: "print" });
	await visit(page, address);
	none("cut on paper", await page.evaluate(({ width, height }) => {
		const wrong = [];
		for (const element of document.querySelectorAll("main table, main figure, main svg, main pre")) {
			const box = element.getBoundingClientRect(), name = `${element.tagName} ${element.closest("[id]")?.id}`;
			if (!box.width)
				continue;
			if (box.right > width + 1)
				wrong.push(`${name} is ${Math.round(box.right - width)} px too wide`);
			if (element.tagName === "FIGURE" && box.height > height)
				wrong.push(`${name} is higher than a page`);
			if (element.tagName === "FIGURE" && getComputedStyle(element).breakInside !== "avoid")
				wrong.push(`${name} may be cut in two`);
			if (element.tagName === "TABLE" && element.tHead && getComputedStyle(element.tHead).display !== "table-header-group")
				wrong.push(`${name}: its head isn't repeated`);
		}
		for (const element of document.querySelectorAll("nav, button, input, .evidence"))
			if (element.getBoundingClientRect().height && !element.closest("th"))
				wrong.push(`${element.tagName} ${element.className} is printed`);
		return wrong;
	}, paper));
	const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
	await page.emulateMedia({ media: null });
	await page.setViewportSize(screen);
	const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
	assert(pages >= 2 && pages <= most_pages, `${pages} pages on paper; at most ${most_pages} are sane`);
	return pages;
}

// What the interface itself says (not what people said, nor what is counted) has the spaces of its language.
export async function typography(page, address) {
	await visit(page, address);
	const { language, texts } = await page.evaluate(() => {
		const spoken = ".turn, blockquote, cite, mark, td, tbody th, pre, code, .evidence, .quadrants, .reading, .codes, .references, svg, h1, .study, script, style, [lang]:not(html)";
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = new Set();
		while (walker.nextNode())
			if (!walker.currentNode.parentElement.closest(spoken) && walker.currentNode.textContent.trim())
				texts.add(walker.currentNode.textContent.trim().replace(/«\u00a0.*?\u00a0»|“.*?”/gs, "…"));
		return { language: document.documentElement.lang, texts: [...texts] };
	});
	assert(["fr", "en"].includes(language), `the page's language is "${language}"`);
	const wrong = language === "fr" ? /[^\u00a0\u202f\s?!:.(/…][;!?](?=\s|$)|[^\u00a0\u202f]:(?=\s|$)|[ \t][;:!?](?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»/ : /[ \u00a0\u202f][;:!?](?=\s|$)|«|»/;
	none("spaces and marks", texts.filter(text => wrong.test(text)));
	none("numbers", await page.evaluate(fr => [...document.querySelectorAll("td.n")].map(cell => cell.textContent)
		.filter(text => (fr ? /\d\.\d/ : /\d,\d\d?(?!\d)/).test(text)), language === "fr"));
}
