// report.mjs [--screenshot PNG] CHROMIUM KIND:NAME=FILE…: opens reports as their readers do.
//
// KIND is what is tried: `looks` (what hangs on what is in a report), `reading` (that, and what its readers do) or `whole` (that,
// and what is the same in every report). With --screenshot nothing is tested: the picture of README.md is made of the first.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { address, launch, open, require } from "./browser.mjs";
import * as looks from "./looks.mjs";
import * as reading from "./reading.mjs";
import { screenshot } from "./screenshot.mjs";
import { end, none, step } from "./steps.mjs";

const most_in_one = 5_000_000, most_first = 1_000_000;

let args = process.argv.slice(2), picture;
if (args[0] === "--screenshot")
	[, picture, ...args] = args;
const [program, ...given] = args;
const reports = given.map(text => {
	const [, kind, name, file] = text.match(/^(\w+):(\w+)=(.*)$/s);
	const folder = file.replace(/\.html$/, "");
	return { kind, name, file, pages: existsSync(folder) ? readdirSync(folder).filter(f => f.endsWith(".html")).map(f => path.join(folder, f)) : [] };
});

async function valid(file) {
	const { HtmlValidate } = require("html-validate");
	const validator = new HtmlValidate({
		root: true, extends: ["html-validate:standard"],
		rules: {
			"doctype-style": "off", "void-style": "off", "attr-quotes": "off", "attribute-boolean-style": "off", "attribute-empty-style": "off",
			"no-inline-style": "off", "long-title": "off", "no-raw-characters": "off", "no-trailing-whitespace": "off", "element-case": "off", "attr-case": "off",
			"no-implicit-button-type": "off", "svg-focusable": "off", "prefer-native-element": "off", "no-unknown-elements": "off",
		},
	});
	const report = await validator.validateString(readFileSync(file, "utf8"));
	none(`not valid in ${path.basename(file)}`, report.results.flatMap(result => result.messages)
		.filter(message => message.severity === 2).map(message => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`));
}

function sizes({ file, pages }) {
	const size = statSync(file).size;
	if (pages.length)
		assert(size < most_first, `the first page has ${size} bytes`);
	else
		assert(size <= most_in_one, `the one file has ${size} bytes`);
}

// A page of each kind: the report, a table's, one of documents.
const kinds = ({ file, pages }) => [file, pages.find(page => !/documents-/.test(page)), pages.find(page => /documents-1\.html$/.test(page))].filter(Boolean);

async function on_page(browser, options, work) {
	const { page, wrong, close } = await open(browser, options);
	try {
		await work(page);
		none("what the page asked for or said", wrong);
	} finally {
		await close();
	}
}

// Steps that leave the page as the next one needs it, [what, work], on one page; after one that fails on a new one.
async function on_one_page(browser, name, steps) {
	let now;
	for (const [what, work] of steps)
		await step(`${name}: ${what}`, async () => {
			now ??= await open(browser);
			try {
				await work(now.page);
				none("what the page asked for or said", now.wrong);
			} catch (error) {
				await now.close();
				now = undefined;
				throw error;
			}
		});
	await now?.close();
}

async function try_report(browser, report) {
	const url = address(report.file), { kind, name } = report;
	const test = (what, work, options) => step(`${name}: ${what}`, () => on_page(browser, options, work));
	await step(`${name}: sizes`, () => sizes(report));
	await on_one_page(browser, name, [
		["spaces, marks and numbers", page => looks.typography(page, url)],
		["on paper", page => looks.print(page, url, { most_pages: 100 })],
		["labels of figures", async page => {
			const n = await looks.labels(page, url);
			assert(n > 0 || kind === "reading", "there is no figure");
		}],
	]);
	for (const file of kinds(report))
		await test(`${path.basename(file)} on a phone`, page => looks.narrow(page, address(file)), { width: 390, height: 844 });
	if (!report.pages.length && statSync(report.file).size < most_first)
		await step(`${name}: valid`, () => valid(report.file));
	if (kind === "looks")
		return;
	await test("number, passages, document, and back", page => reading.number_to_document(page, url));
	await test("the same without the script", page => reading.number_to_document(page, url), { script: false });
	await test("contents, without the script", page => reading.contents(page, url), { script: false });
	await on_one_page(browser, name, [
		["sorting", page => reading.sort(page, url)],
		["filtering", page => reading.filter(page, url)],
		["searching", page => reading.search(page, url)],
	]);
	if (kind === "reading")
		return;
	await test("keyboard", page => reading.keyboard(page, url));
	await test("passages by the keyboard", page => reading.keys_of_passages(page, url));
	await test("accessible, wide and narrow, light and dark", page => looks.accessible(page, url));
}

const browser = await launch(program);
try {
	if (picture)
		await screenshot(browser, address(reports[0].file), picture);
	else
		for (const report of reports)
			await try_report(browser, report);
} finally {
	await browser.close();
}
if (!picture)
	end();
