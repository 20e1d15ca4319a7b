import { type RefObject, startTransition, useEffect, useState } from 'react';

/** How a section is laid out at the window's width, in pixels. */
type Layout = { columns: number; row: number; gap: number; rest: number };

/**
 * How high the content of a section will be that was never laid out, reckoned
 * from one that was: with a height of the browser's choosing whatever stands
 * below it would jump when it comes near.
 * @param container the element that holds the feed's sections
 * @returns gives the height in pixels from the number of cards; undefined until a section was measured
 */
export function useFarHeights(
  container: RefObject<HTMLElement | null>,
): (cards: number) => number | undefined {
  const [layout, setLayout] = useState<Layout>();
  useEffect(() => {
    const root = container.current;
    if (root === null) return undefined;
    let width = 0;
    const observer = new ResizeObserver(() => {
      // Its height changes with each card that comes, and tells nothing new.
      if (root.clientWidth === width) return;
      width = root.clientWidth;
      const measured = measure(root);
      startTransition(() => setLayout(measured));
    });
    observer.observe(root);
    return () => observer.disconnect();
  }, [container]);
  return (cards) =>
    layout && layout.rest + Math.ceil(cards / layout.columns) * (layout.row + layout.gap) - layout.gap;
}

/** Measures the first section, which is never passed over. */
function measure(root: HTMLElement): Layout | undefined {
  const section = root.querySelector<HTMLElement>(':scope > section');
  const list = section?.querySelector<HTMLElement>(':scope > ul');
  const cards = [...(list?.children ?? [])].map((card) => card.getBoundingClientRect());
  if (!section || !list || cards.length === 0) return undefined;
  const { display, gridTemplateColumns, rowGap } = getComputedStyle(list);
  const { paddingTop, paddingBottom } = getComputedStyle(section);
  const around = Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);
  return {
    // A row that is swiped has all of them.
    columns: display === 'grid' ? gridTemplateColumns.split(' ').length : Infinity,
    row: Math.max(...cards.map(({ height }) => height)),
    gap: display === 'grid' ? Number.parseFloat(rowGap) || 0 : 0,
    rest: section.getBoundingClientRect().height - around - list.getBoundingClientRect().height,
  };
}
