import { z } from 'zod';
import { isCountry } from '../../regions/countries.ts';
import { listColumns } from '../list-columns.ts';
import { fileLimitBytes } from './decode-text.ts';
import { foundLimit } from './problem.ts';

const column = z.enum(listColumns);
const cell = z.string().max(foundLimit);

/** Of a request, bytes: a list of 1 MB, of whose characters JSON may write any as six. */
export const importBodyLimitBytes = 6 * fileLimitBytes + 500_000;

/** A list and how it is to be read, as it is sent with each step. Error texts are keys under `errors.`. */
export const importInput = z.strictObject({
  text: z.string('fileEmpty').min(1, 'fileEmpty').max(fileLimitBytes, 'listTooLarge'),
  /** Whether the first row names the columns. Null: to be found out. */
  header: z.boolean().nullable().default(null),
  /** What each column of the list is. Null: to be guessed. */
  columns: z
    .array(column.nullable())
    .max(200)
    .refine((list) => {
      const chosen = list.filter((each) => each !== null);
      return new Set(chosen).size === chosen.length;
    }, 'listColumnTwice')
    .nullable()
    .default(null),
  /** Home of rows that name none. */
  regionId: z.uuid('regionUnknown').nullable().default(null),
  /** Of numbers without a country's code whose region has no country. */
  country: z
    .string()
    .max(2, 'countryUnknown')
    .transform((code) => code.toUpperCase())
    .refine(isCountry, 'countryUnknown')
    .nullable()
    .default(null),
  /** Whether new numbers of which the list does not say whose they are are named by their shortened selves. */
  nameByNumber: z.boolean().default(false),
  fixes: z
    .array(z.strictObject({ column, found: cell, use: cell }))
    .max(1_000)
    .default([]),
});
export type ImportInput = z.input<typeof importInput>;
export type ImportOptions = z.output<typeof importInput>;

/** The same, to be carried out as it was shown. */
export const commitImportInput = importInput.extend({
  /** Of the plan that was shown. */
  digest: z.string().max(64),
});
export type CommitImportInput = z.input<typeof commitImportInput>;
