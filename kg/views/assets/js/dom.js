// Elements. Children are nodes or strings, and a string is always text.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

function el(tag, props, ...children) {
  const node = document.createElement(tag);
  return furnish(node, props, children);
}

function svg(tag, props, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  return furnish(node, props, children);
}

function furnish(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

// Names from documents may be in any script: the browser finds their direction.
const named = (text, tag = "bdi") => el(tag, { dir: "auto" }, text);
const button = (text, onclick, props) => el("button", { type: "button", onclick, ...props }, text);
const cut = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);
const plural = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const say = (text) => ($("#status").textContent = text);

// Only the web is linked to; "javascript:", "data:" and what is no address are not.
function webAddress(text) {
  try {
    const address = new URL(text);
    return ["http:", "https:"].includes(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

function link(text, address) {
  const href = webAddress(address);
  return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, text) : null;
}

function save(name, data, type) {
  const address = URL.createObjectURL(new Blob([data], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
