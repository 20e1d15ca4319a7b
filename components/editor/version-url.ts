/** Where the file of a version is. */
export const versionUrl = ({ id }: { id: string }) => `/api/reposts/versions/${id}/file`;
