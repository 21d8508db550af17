// Shapes of a drawing: one JSON object per line (practice/drawing.py reads the same), and how each is drawn.
const SVG = "http://www.w3.org/2000/svg";
const LETTER = 9.5;
const LINE = 22;
export const NAMES = { box: "Box", oval: "Oval", store: "Store", text: "Text", arrow: "Arrow", pen: "Line by hand" };

export function parse(body) {
  return body.split("\n").flatMap((line) => {
    try {
      const shape = JSON.parse(line);
      return NAMES[shape?.t] ? [{ s: "", ...shape }] : [];
    } catch {
      return [];
    }
  });
}

export function write(shapes) {
  return shapes.map((shape) => JSON.stringify(shape)).join("\n");
}

export function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function wrap(words, wide) {
  const lines = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= wide) lines[lines.length - 1] = `${last} ${word}`;
    else for (let at = 0; at < word.length; at += wide) lines.push(word.slice(at, at + wide));
  }
  return lines;
}

const forms = {
  box: ({ x, y, w, h }) => [element("rect", { class: "drawing__form", x, y, width: w, height: h, rx: 8 })],
  oval: ({ x, y, w, h }) => [element("ellipse", { class: "drawing__form", cx: x + w / 2, cy: y + h / 2, rx: w / 2, ry: h / 2 })],
  store: ({ x, y, w, h }) => [
    element("rect", { class: "drawing__form", x, y, width: w, height: h, rx: 2 }),
    element("path", { class: "drawing__line", d: `M${x} ${y + 12}h${w}` }),
  ],
  text: ({ x, y, w, h }) => [element("rect", { class: "drawing__grip", x, y, width: w, height: h })],
  arrow: ({ x, y, w, h }) => [
    element("path", { class: "drawing__grip drawing__grip--line", d: `M${x} ${y}l${w} ${h}` }),
    element("path", { class: "drawing__line", d: `M${x} ${y}l${w} ${h}`, "marker-end": "url(#arrow-end)" }),
  ],
  pen: ({ p }) => [
    element("polyline", { class: "drawing__grip drawing__grip--line", points: p.join(" ") }),
    element("polyline", { class: "drawing__line", points: p.join(" ") }),
  ],
};

export function draw(shape, selected) {
  const label = shape.s ? `${NAMES[shape.t]}: ${shape.s}` : NAMES[shape.t];
  const group = element("g", { class: `drawing__shape${selected ? " drawing__shape--selected" : ""}`, tabindex: 0, role: "button", "aria-label": label, "data-id": shape.id });
  group.append(...forms[shape.t](shape));
  if (shape.s) group.append(...words(shape));
  if (selected && shape.t !== "pen") group.append(element("rect", { class: "drawing__handle", x: shape.x + shape.w - 7, y: shape.y + shape.h - 7, width: 14, height: 14, rx: 3 }));
  return group;
}

function words({ t, x, y, w, h, s }) {
  const lines = wrap(s, t === "arrow" ? 24 : Math.max(6, Math.floor((w - 16) / LETTER)));
  const top = y + h / 2 - (LINE * (lines.length - 1)) / 2 - (t === "arrow" ? 10 : 0);
  return lines.map((line, number) => element("text", { class: "drawing__words", x: x + w / 2, y: top + LINE * number, "text-anchor": "middle", "dominant-baseline": "central" }, line));
}

// Where the line from a shape's middle to a point leaves its outline.
export function edge(shape, towards) {
  const middle = { x: shape.x + shape.w / 2, y: shape.y + shape.h / 2 };
  const [dx, dy] = [towards.x - middle.x, towards.y - middle.y];
  const reach = Math.min(shape.w / 2 / Math.abs(dx || 1e-9), shape.h / 2 / Math.abs(dy || 1e-9), 1);
  return { x: Math.round(middle.x + dx * reach), y: Math.round(middle.y + dy * reach) };
}
