/** What stands in a publish_event of a post that was let go, for the first time or again. */
export const releasedWord = 'released';
