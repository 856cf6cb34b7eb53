// steps.mjs - a test is a list of steps; one that fails doesn't keep the next from being done.
import assert from "node:assert/strict";

let done = 0;
const failed = [];

// step NAME WORK: WORK throws where something is wrong.
export async function step(name, work) {
	const begin = performance.now();
	let mark = "ok";
	try {
		await work();
	} catch (error) {
		mark = "FAILED";
		failed.push(name);
		console.log(String(error instanceof assert.AssertionError ? error.message : error.stack).replace(/^/gm, "    "));
	}
	done++;
	console.log(`${mark.padEnd(6)} ${((performance.now() - begin) / 1000).toFixed(1).padStart(5)}s  ${name}`);
}

// Nothing may be in the list of what is wrong; the first of them are said.
export function none(what, wrong) {
	const shown = wrong.slice(0, 10).map(one => "\n  " + (typeof one === "string" ? one : JSON.stringify(one)));
	assert(wrong.length === 0, `${what}: ${wrong.length}${shown.join("")}${wrong.length > 10 ? "\n  …" : ""}`);
}

export function end() {
	console.log(failed.length ? `${failed.length} of ${done} steps failed: ${failed.join("; ")}` : `all of ${done} steps are in order`);
	process.exitCode = failed.length ? 1 : 0;
}
