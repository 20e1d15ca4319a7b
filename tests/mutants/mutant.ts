/** How a mutant is to be caught: by a file of tests, or by so many seeds of the simulation. */
export type Catcher =
  | {
      project: 'unit' | 'integration';
      file: string;
      /** Only tests whose name holds this; absent: all of the file. */
      named?: string;
    }
  | { seeds: number };

/** One protection taken away. */
export type Mutant = {
  /** What it is called on the command line and in the table. */
  name: string;
  /** What is missing then, in words. */
  without: string;
  /** From the root of the tree. */
  file: string;
  /** Stands there exactly once. */
  find: string;
  replace: string;
  by: Catcher;
};
