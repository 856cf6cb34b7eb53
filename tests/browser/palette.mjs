// palette.mjs - a picture of a page as a PNG of at most 256 colours, which is a third of the size.
import { deflateSync } from "node:zlib";

const crcs = Int32Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++)
		n = n & 1 ? n >>> 1 ^ 0xedb88320 : n >>> 1;
	return n;
});

function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]), out = Buffer.alloc(body.length + 8);
	let crc = -1;
	for (const byte of body)
		crc = crcs[(crc ^ byte) & 255] ^ crc >>> 8;
	out.writeUInt32BE(data.length);
	body.copy(out, 4);
	out.writeInt32BE(~crc, body.length + 4);
	return out;
}

// The commonest colours, of those that differ by little only one; all others become the nearest of them.
function choose(pixels, n) {
	const counts = new Map();
	for (let i = 0; i < pixels.length; i += 4) {
		const colour = pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2];
		counts.set(colour, (counts.get(colour) ?? 0) + 1);
	}
	const away = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + ((a >> 8 & 255) - (b >> 8 & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
	const chosen = [], index = new Map();
	for (const [colour] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
		const nearest = chosen.reduce((best, other, i) => away(colour, other) < away(colour, chosen[best]) ? i : best, 0);
		if (!chosen.length || (chosen.length < n && away(colour, chosen[nearest]) > 40))
			index.set(colour, chosen.push(colour) - 1);
		else
			index.set(colour, nearest);
	}
	return { chosen, index };
}

// pixels: red, green, blue and opacity of each; opacity is left out.
export function png(width, height, pixels) {
	const { chosen, index } = choose(pixels, 256), rows = Buffer.alloc((width + 1) * height), head = Buffer.alloc(13);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const i = (y * width + x) * 4;
			rows[y * (width + 1) + x + 1] = index.get(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
		}
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head),
		chunk("PLTE", Buffer.from(chosen.flatMap(c => [c >> 16, c >> 8 & 255, c & 255]))),
		chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0)),
	]);
}
