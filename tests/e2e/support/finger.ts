import type { Page } from '@playwright/test';

type Point = { x: number; y: number };

/** A finger on the screen, which the browser sees as a touch, not as a mouse. */
type Finger = {
  /** Puts it down, and leaves it there. */
  press: (at: Point) => Promise<void>;
  lift: () => Promise<void>;
  tap: (at: Point) => Promise<void>;
  /** Puts it down, moves it in steps, and leaves it there. */
  drag: (from: Point, to: Point) => Promise<void>;
};

export async function fingerOn(page: Page): Promise<Finger> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const press = async (at: Point) => {
    await send('touchStart', [at]);
  };
  const lift = async () => {
    await send('touchEnd', []);
  };
  return {
    press,
    lift,
    tap: async (at) => {
      await press(at);
      await lift();
    },
    drag: async (from, to) => {
      await press(from);
      for (const part of [0.25, 0.5, 0.75, 1])
        await send('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
    },
  };
}
