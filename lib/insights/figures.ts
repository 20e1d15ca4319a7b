/** Figures of a story, by name; those that Instagram withholds are missing. */
export type Figures = Readonly<Record<string, number>>;

/** The figures that are shown side by side, in this order. Meta's names. */
export const mainFigures = ['views', 'reach', 'replies', 'shares', 'profile_visits', 'follows'] as const;
export type MainFigure = (typeof mainFigures)[number];

/** How people went on from the story, in the order of a bar. Meta's names. */
export const navigationFigures = ['tap_forward', 'tap_back', 'swipe_forward', 'tap_exit'] as const;
export type NavigationFigure = (typeof navigationFigures)[number];

/** What the webhook calls otherwise than the edge that is asked. */
const webhookNames: Readonly<Record<string, string>> = {
  taps_forward: 'tap_forward',
  taps_back: 'tap_back',
  exits: 'tap_exit',
};

/** The webhook's figures by the names of those that are asked for. It tells -1 where there is nothing to tell. */
export const webhookFigures = (values: Figures): Figures =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value < 0 ? [] : [[webhookNames[name] ?? name, value] as const],
    ),
  );

/** What is known by now: each figure as it was told last. */
export const knownFigures = (readings: readonly Figures[]): Figures =>
  Object.assign({}, ...readings) as Figures;
