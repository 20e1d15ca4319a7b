/** The file of a finished edit, for whoever may see its repost. */
export const versionUrl = (id: string): string => `/api/reposts/versions/${id}/file`;

/** A video's still. */
export const stillUrl = (id: string): string => `${versionUrl(id)}?still=1`;
