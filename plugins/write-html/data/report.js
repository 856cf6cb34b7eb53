// report.js - what pages of write-html do besides being read: rows are sorted and filtered, the page is searched, keys open and
// close passages. Nothing that is to be read needs it. It stands in every page, asks for nothing and keeps nothing.
"use strict";

{
	// What it says, in the page's language: attributes of its own element.
	const said = document.currentScript.dataset;
	const LONG = 15, SHOWN = 40, SNIPPET = 90;	// rows worth a filter; what search shows; characters of a line of it
	const language = document.documentElement.lang;
	const number = n => n.toLocaleString(language);
	const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => name in values ? number(values[name]) : all);
	const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	const element = (name, attributes, ...children) => {
		const made = document.createElement(name);
		for (const [key, value] of Object.entries(attributes))
			made.setAttribute(key, value);
		made.append(...children);
		return made;
	};
	// A field that says what it is for, and what came of it. `changed` answers with the sentence.
	const field = (name, label, changed) => {
		const input = element("input", { type: "search", autocomplete: "off" }), output = element("output", {});
		input.addEventListener("input", () => { output.textContent = changed(plain(input.value.trim())); });
		return { input, output, box: element("div", { class: name }, element("label", {}, label, " ", input), output) };
	};

	/* ---- Rows in another order --------------------------------------------------------------------- */

	// 5 363 and 0,52 in French, 5,363 and 0.52 in English; what is no number comes last.
	const value_of = text => {
		const digits = text.replace(/[\s\u00a0\u202f%]/g, "").replaceAll("\u2212", "-");
		const value = parseFloat(language === "fr" ? digits.replace(",", ".") : digits.replace(/,/g, ""));
		return Number.isNaN(value) ? null : value;
	};
	const compare = new Intl.Collator(language, { numeric: true }).compare;
	const sort = (table, heading) => {
		const body = table.tBodies[0], at = heading.cellIndex, numbers = heading.classList.contains("n");
		const orders = numbers ? ["descending", "ascending"] : ["ascending", "descending"];
		const order = orders[orders.indexOf(heading.getAttribute("aria-sort")) + 1];
		for (const other of heading.parentElement.cells)
			other.removeAttribute("aria-sort");
		table.first_order ??= [...body.rows];
		let rows = [...table.first_order];
		if (order) {
			const sign = order === "ascending" ? 1 : -1;
			const keys = new Map(rows.map(row => [row, numbers ? value_of(row.cells[at].textContent) : row.cells[at].textContent.trim()]));
			const empty = row => keys.get(row) === null || keys.get(row) === "";
			rows.sort((a, b) => empty(a) - empty(b) || (empty(a) ? 0 :
				sign * (numbers ? keys.get(a) - keys.get(b) : compare(keys.get(a), keys.get(b)))));
			heading.setAttribute("aria-sort", order);
		}
		body.append(...rows);
	};
	const make_sortable = table => {
		for (const heading of table.tHead.rows[0].cells) {
			if (!heading.textContent.trim())
				continue;
			const button = element("button", { type: "button", class: "sort" }, ...heading.childNodes);
			button.addEventListener("click", () => sort(table, heading));
			heading.append(button);
		}
	};

	/* ---- Fewer rows -------------------------------------------------------------------------------- */

	const make_filter = (table, i) => {
		const rows = [...table.tBodies[0].rows];
		let texts;
		table.id ||= `rows-${i}`;
		const { input, box } = field("filter", said.filter, words => {
			texts ??= rows.map(row => plain(row.textContent));
			let n = 0;
			rows.forEach((row, k) => {
				row.hidden = !words.split(/\s+/).every(word => texts[k].includes(word));
				n += !row.hidden;
			});
			return words ? fill(said.rows, { n, total: rows.length }) : "";
		});
		input.setAttribute("aria-controls", table.id);
		(table.closest(".wide") ?? table).before(box);
	};

	// Where a table is no wider than its place its head stays on the screen, and it is no stop of the keyboard.
	const fitting = new ResizeObserver(entries => {
		for (const { target } of entries) {
			const fits = target.firstElementChild.offsetWidth <= target.clientWidth;
			target.classList.toggle("fits", fits);
			if (fits)
				target.removeAttribute("tabindex");
			else
				target.tabIndex = 0;
		}
	});

	/* ---- Search ------------------------------------------------------------------------------------ */

	const title_of = part => {
		const around = part.closest("article, .evidence, section.table, section, main");
		return (around?.querySelector("h1, h2, h3, h4") ?? document.querySelector("h1"))?.textContent ?? "";
	};
	// Headings first, then rows by what they are of, then what was said.
	const searchable = () => {
		const parts = [];
		const add = (part, text, target = part) => parts.push({ part, text, target, plain: plain(text) });
		for (const heading of document.querySelectorAll("main :is(h2, h3)[id]"))
			add(heading, heading.textContent);
		for (const row of document.querySelectorAll("main tr[id]"))
			add(row, [...row.querySelectorAll("th, td:not(.n)")].map(cell => cell.textContent).filter(Boolean).join(" · "));
		for (const turn of document.querySelectorAll(".turn"))
			add(turn, [...turn.querySelectorAll("p:not(.who, .codes)")].map(p => p.textContent).join(" "));
		for (const passage of document.querySelectorAll("body.table .evidence li"))
			add(passage, passage.textContent, passage.closest(".evidence"));
		return parts;
	};
	const snippet = ({ text, plain: inside }, word) => {
		const at = inside.length === text.length ? inside.indexOf(word) : 0;
		const from = Math.max(0, Math.min(at - SNIPPET / 2, text.length - SNIPPET));
		return (from ? "… " : "") + text.slice(from, from + SNIPPET).trim() + (from + SNIPPET < text.length ? " …" : "");
	};
	const make_search = nav => {
		const list = element("ol", {});
		let parts;
		const { box } = field("search", said.search, words => {
			parts ??= searchable();
			const all = words.split(/\s+/);
			const found = words.length < 2 ? [] : parts.filter(one => all.every(word => one.plain.includes(word)));
			list.replaceChildren(...found.slice(0, SHOWN).map((one, i) => {
				one.target.id ||= `found-${parts.indexOf(one)}`;
				const link = element("a", { href: `#${one.target.id}` }, snippet(one, all[0]));
				return element("li", {}, link, one.part.matches("h2, h3") ? "" : element("small", {}, title_of(one.part)));
			}));
			return words.length < 2 ? "" : !found.length ? said.nothing :
				fill(found.length > SHOWN ? said.many : said.found, { n: found.length, shown: SHOWN });
		});
		box.setAttribute("role", "search");
		box.append(list);
		nav.prepend(box);
	};

	/* ---- Where one is ------------------------------------------------------------------------------ */

	const follow_reading = nav => {
		const links = new Map([...nav.querySelectorAll('a[href^="#"]')].map(link => [link.hash.slice(1), link]));
		const headings = [...document.querySelectorAll("main :is(h2, h3)[id]")].filter(heading => links.has(heading.id));
		let waiting = false;
		const look = () => {
			waiting = false;
			const shown = headings.filter(heading => heading.offsetParent && heading.getBoundingClientRect().top < innerHeight / 3);
			const now = links.get(shown.at(-1)?.id), section = now?.closest("ul ul")?.parentElement.querySelector("a");
			for (const link of links.values())
				if (link === now || link === section)
					link.setAttribute("aria-current", "true");
				else
					link.removeAttribute("aria-current");
			if (!now || getComputedStyle(nav).position !== "sticky")
				return;
			const box = now.getBoundingClientRect();
			if (box.top < 60 || box.bottom > nav.clientHeight - 60)
				nav.scrollTop += box.top - nav.clientHeight / 3;
		};
		addEventListener("scroll", () => {
			if (!waiting)
				requestAnimationFrame(look);
			waiting = true;
		}, { passive: true });
		nav.classList.add("live");
		look();
	};

	// What the address leads to is shown: whatever is folded around it opens; the row of open passages is marked.
	let from = null;
	const reveal = () => {
		const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		for (let around = target; around; around = around.parentElement)
			if (around.tagName === "DETAILS")
				around.open = true;
		for (const row of document.querySelectorAll("tr.open"))
			row.classList.remove("open");
		if (target?.matches(".report .evidence"))
			document.getElementById(target.id.replace("e", "r"))?.classList.add("open");
		else
			target?.scrollIntoView();
	};
	addEventListener("hashchange", reveal);
	addEventListener("click", event => {
		const link = event.target.closest?.("a[href]");
		if (link && !link.closest(".evidence"))
			from = link;
	});
	addEventListener("keydown", event => {
		const open = event.key === "Escape" && document.querySelector(".report .evidence:target");
		if (!open)
			return;
		location.hash = open.querySelector(".close").hash;
		from?.focus();
	});

	for (const [i, table] of [...document.querySelectorAll("main table")].entries()) {
		const n = table.tHead && table.tBodies[0] ? table.tBodies[0].rows.length : 0;
		if (n > 2)
			make_sortable(table);
		if (n > LONG)
			make_filter(table, i);
	}
	for (const wide of document.querySelectorAll(".wide"))
		fitting.observe(wide);
	const nav = document.querySelector("nav");
	if (nav)
		make_search(nav);
	if (nav?.parentElement === document.body)
		follow_reading(nav);
	reveal();
}
