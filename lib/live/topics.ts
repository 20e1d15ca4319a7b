/** What a hint can be about: one list for whoever sends one, passes it on, or acts on it. */
export const liveTopics = ['story', 'alert', 'flag', 'repost', 'region', 'session', 'alarm', 'seen'] as const;
export type LiveTopic = (typeof liveTopics)[number];
