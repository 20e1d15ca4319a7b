import { element } from './element.js';

/** WhatsApp's marks (*bold*, _italic_, ~struck~, ```fixed```) and its links, as nodes; nothing is read as HTML. */
export function richText(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(links)) {
    nodes.push(...marked(text.slice(from, match.index)));
    nodes.push(element('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer' }, match[0]));
    from = match.index + match[0].length;
  }
  nodes.push(...marked(text.slice(from)));
  return nodes;
}

/** A link ends before the full stop or bracket of the sentence that holds it. */
const links = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'’»]/g;

const marks =
  /(?<![\p{L}\p{N}])(?:\*(\S(?:[^*\n]*\S)?)\*|_(\S(?:[^_\n]*\S)?)_|~(\S(?:[^~\n]*\S)?)~|```([^`]+)```)(?![\p{L}\p{N}])/gu;
const tags = ['strong', 'em', 's', 'code'];

function marked(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > from) nodes.push(text.slice(from, match.index));
    const which = [1, 2, 3, 4].find((group) => match[group] !== undefined) ?? 1;
    nodes.push(element(tags[which - 1], {}, match[which]));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}
