import { cloudError } from './graph-error.ts';

/** 132000: too many or too few parameters. */
export function wrongCount(part: string, got: number, expected: number): Error {
  return cloudError(
    132_000,
    'Number of parameters does not match the expected number of params',
    `${part}: number of localizable_params (${got}) does not match the expected number of params (${expected})`,
  );
}

/** 132018: anything else that is wrong with a template's parameters (v23 and later). */
export function parameterProblem(details: string): Error {
  return cloudError(132_018, 'There was an issue with the parameters in your template', details);
}
