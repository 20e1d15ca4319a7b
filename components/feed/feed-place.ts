/** Where one is in the feed, by what is seen: places in pixels do not outlast a window of another width. */
export type FeedPlace = {
  /** Id of the first story in sight, and how far its upper edge is below the window's. NULL: at the very top. */
  first: { id: string; topPx: number } | null;
  /** How far rows have been swiped, by the name of their section. */
  rows: ReadonlyMap<string, number>;
  /** How high the content of sections was, in pixels, by their name. */
  heights: ReadonlyMap<string, number>;
  /** Ids of the stories that are drawn in full. */
  near: ReadonlySet<string>;
  /** Code of the story whose card has the focus. */
  focused: string | null;
};

/** @param root the element that holds the feed's sections */
export function takePlace(root: HTMLElement): FeedPlace {
  const cards = [...root.querySelectorAll<HTMLElement>('[data-near]')];
  const first = cards.find((card) => card.getBoundingClientRect().bottom > 0);
  const sections = [...root.querySelectorAll<HTMLElement>(':scope > section')];
  const rows = sections.flatMap((section) => {
    const scrolled = rowOf(section)?.scrollLeft ?? 0;
    return scrolled === 0 ? [] : [[nameOf(section), scrolled] as const];
  });
  const { activeElement } = document;
  const focused = activeElement?.closest('li')?.querySelector<HTMLElement>('[data-story]');
  return {
    first:
      first === undefined || window.scrollY === 0
        ? null
        : { id: nameOf(first), topPx: first.getBoundingClientRect().top },
    rows: new Map(rows),
    heights: new Map(sections.map((section) => [nameOf(section), contentHeight(section)])),
    near: new Set(cards.map(nameOf)),
    focused: (focused && root.contains(focused) ? focused.dataset['story'] : undefined) ?? null,
  };
}

/** Brings back what was in sight when a place was taken. */
export function putPlace(root: HTMLElement, { first, rows }: FeedPlace): void {
  for (const [section, scrolled] of rows) {
    const row = rowOf(find(root, section));
    if (row) row.scrollLeft = scrolled;
  }
  const card = first && find(root, first.id);
  if (card) window.scrollBy({ top: card.getBoundingClientRect().top - first.topPx, behavior: 'instant' });
  else window.scrollTo({ top: 0, behavior: 'instant' });
}

const rowOf = (section: HTMLElement | null) => section?.querySelector(':scope > ul');

/** Without what the section itself keeps free. */
function contentHeight(section: HTMLElement): number {
  const { paddingTop, paddingBottom } = getComputedStyle(section);
  return (
    section.getBoundingClientRect().height - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom)
  );
}

const nameOf = (element: HTMLElement | null) => element?.dataset['glide'] ?? '';

const find = (root: HTMLElement, name: string) =>
  root.querySelector<HTMLElement>(`[data-glide="${CSS.escape(name)}"]`);
