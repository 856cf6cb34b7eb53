// browser.mjs - Debian's Chromium, and the packages of package.json wherever they are installed (GLANE_NODE_MODULES).
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = process.env.GLANE_NODE_MODULES || path.join(here, "node_modules");
export const require = createRequire(path.join(path.resolve(modules), "..", "package.json"));
const { chromium } = require("playwright-core");

// Without a sandbox: where tests run (as root, in a chroot) it doesn't work, and the pages are our own.
export function launch(program) {
	return chromium.launch({ executablePath: program, chromiumSandbox: false });
}

export const address = file => pathToFileURL(path.resolve(file)).href;

// A page, with what it asked for that is no file, and all that its console said.
export async function open(browser, { width = 1400, height = 1000, script = true, dark = false } = {}) {
	const context = await browser.newContext({
		viewport: { width, height }, javaScriptEnabled: script, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce",
	});
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	const wrong = [];
	context.on("request", request => {
		if (!request.url().startsWith("file://"))
			wrong.push(`request of ${request.url()}`);
	});
	page.on("requestfailed", request => wrong.push(`failed: ${request.url()}`));
	page.on("console", message => wrong.push(`console: ${message.text()}`));
	page.on("pageerror", error => wrong.push(`error: ${error.message}`));
	return { page, wrong, close: () => context.close() };
}

// To load a large report takes longer than most of what is tried of it: a page that is there already isn't loaded again.
export async function visit(page, url) {
	if (page.url() !== url)
		await page.goto(url);
}
