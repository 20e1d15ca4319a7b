/** A region into which numbers may be imported. */
export type Place = { id: string; name: string; countries: string[] };
