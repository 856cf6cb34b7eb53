// screenshot.mjs - the picture of a report for README.md: a number's passages open beside their table.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { open } from "./browser.mjs";
import { png } from "./palette.mjs";

const width = 1360, height = 850, most = 150_000;

// The browser itself reads its picture.
async function pixels_of(page) {
	const url = `data:image/png;base64,${(await page.screenshot()).toString("base64")}`;
	return page.evaluate(async ({ url, width, height }) => {
		const image = new Image(), canvas = document.createElement("canvas");
		image.src = url;
		await image.decode();
		Object.assign(canvas, { width, height });
		const context = canvas.getContext("2d");
		context.drawImage(image, 0, 0);
		return [...context.getImageData(0, 0, width, height).data];
	}, { url, width, height });
}

export async function screenshot(browser, address, file) {
	const { page, close } = await open(browser, { width, height });
	await page.goto(address);
	const table = page.locator("main section.table:has(figure):has(table.view)").first();
	await table.evaluate(element => element.scrollIntoView());
	await table.locator("figure a").nth(4).click();
	await page.locator(".evidence:target").waitFor();
	await page.mouse.move(0, 0);
	const picture = png(width, height, await pixels_of(page));
	await close();
	assert(picture.length < most, `the picture has ${picture.length} bytes; of a page it has ${most} at most`);
	writeFileSync(file, picture);
}
