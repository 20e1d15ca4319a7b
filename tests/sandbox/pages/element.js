/** Makes an element: attributes by name, `on…` as listeners, `style.…` never (the page's policy forbids it). */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name === 'class') made.className = value;
    else made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

/** A region's mark: two letters in its colour. */
export function markElement(mark) {
  const made = element('span', { class: 'mark', 'aria-hidden': 'true' }, mark?.text ?? '?');
  // Set through the object model, which a Content-Security-Policy without inline styles allows.
  if (mark?.color) made.style.setProperty('--mark', mark.color);
  return made;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A drawn sign of 24 by 24, made of stroked paths. */
export function icon(name) {
  const made = document.createElementNS(svgNamespace, 'svg');
  made.setAttribute('viewBox', name.startsWith('tick') ? '0 0 20 12' : '0 0 24 24');
  made.setAttribute('class', `icon icon-${name}`);
  made.setAttribute('aria-hidden', 'true');
  for (const path of paths[name]) {
    const drawn = document.createElementNS(svgNamespace, 'path');
    drawn.setAttribute('d', path);
    made.append(drawn);
  }
  return made;
}

const paths = {
  tick1: ['M4 6.5l3.5 3.5L14.5 2.5'],
  tick2: ['M1 6.5l3.5 3.5L11.5 2.5', 'M8.6 9.3l.9.7L17 2.5'],
  clock: ['M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18', 'M12 7v5l3.5 2'],
  failed: ['M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18', 'M12 7.5v5.5', 'M12 16.4v.2'],
  back: ['M15 5l-7 7l7 7'],
  send: ['M4 12L20 4.5L14.5 20L11.5 13.2Z'],
  reply: ['M10 6L4 12l6 6', 'M4.5 12H14a6 6 0 0 1 6 6'],
  link: ['M14 4h6v6', 'M20 4l-9 9', 'M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5'],
  off: [
    'M3 3l18 18',
    'M5 12.6a10 10 0 0 1 4-2.4',
    'M15 10.2a10 10 0 0 1 4 2.4',
    'M2 9a15 15 0 0 1 5-3',
    'M12 6a15 15 0 0 1 10 4',
    'M9 16.5a4.5 4.5 0 0 1 6 0',
    'M12 20v.1',
  ],
};
