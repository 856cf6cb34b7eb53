// report.js - what the pages of write-html do besides being read. Nothing in them needs it.
"use strict";

// What an address leads to is shown: whatever is folded around it opens.
function reveal() {
	const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	for (let around = target; around; around = around.parentElement)
		if (around.tagName === "DETAILS")
			around.open = true;
	if (target)
		target.scrollIntoView();
}
addEventListener("hashchange", reveal);
addEventListener("DOMContentLoaded", reveal);
