// Stands in for lib0/dom in the bundle: the page's policy forbids style attributes, so styles are set by script.
export const text = (content) => document.createTextNode(content);

export function element(name, attributes = [], children = []) {
  const made = document.createElement(name);
  for (const { left, right } of attributes) {
    if (left === "style") made.style.cssText = right;
    else if (right === true) made.toggleAttribute(left, true);
    else if (right !== false && right != null) made.setAttribute(left, right);
  }
  made.append(...children);
  return made;
}
