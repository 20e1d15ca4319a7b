import { describe, expect, it } from 'vitest';
import { classifyGraphError } from '#lib/meta/classify.ts';
import type { ErrorClass } from '#lib/meta/classify.ts';

/** Every number that the contract names (A.6 to A.8, B.8), as `code` or `code/subcode`. */
const expected: Record<ErrorClass, string[]> = {
  throttled: [
    '4',
    '17',
    '32',
    '341',
    '613',
    '613/1996',
    '9/2207042',
    '80000',
    '80001',
    '80002',
    '80006',
    '80007',
    '80008',
    '130429',
    '130429/2494055',
    '131048',
    '131056',
    '131057',
    '131064',
    '133004',
    '133015',
    '133016',
  ],
  token: [
    '0',
    '102',
    '104',
    '190',
    '190/458',
    '190/459',
    '190/460',
    '190/463',
    '190/464',
    '190/467',
    '190/492',
  ],
  permission: ['3', '10', '200', '299', '131005'],
  missing: ['33', '100/33', '24/2207006', '24/2207008', '803'],
  recipient: [
    '130403',
    '130472',
    '130497',
    '131021',
    '131026',
    '131030',
    '131047',
    '131049',
    '131050',
    '131062',
  ],
  template: [
    '132000',
    '132001',
    '132005',
    '132007',
    '132008',
    '132012',
    '132015',
    '132016',
    '132018',
    '132068',
    '132069',
    '100/2388019',
    '100/2388024',
    '100/2388039',
    '100/2388040',
    '100/2388047',
    '100/2388072',
    '100/2388073',
    '100/2388293',
    '100/2388299',
    '100/2388999',
  ],
  permanent: [
    '100',
    '506',
    '-2/2207020',
    '-1/2207053',
    '1/2207057',
    '100/2207023',
    '100/2207028',
    '352/2207026',
    '9004/2207052',
    '36000/2207004',
    '36001/2207005',
    '36001/2207083',
    '36003/2207009',
    '36004/2207010',
    '131008',
    '131009',
    '131045',
    '131051',
    '131052',
    '131053',
    '131055',
    '133000',
    '133005',
    '133006',
    '133008',
    '133009',
    '133010',
    '134100',
    '134101',
    '134102',
    '135000',
    '1752041',
    '131020',
    '131041',
    '131201',
    '131215',
  ],
  transient: ['1', '2', '-2/2207003', '-1/2207001', '-1/2207032', '9007/2207027', '131000', '131016'],
  policy: ['368', '4/2207051', '25/2207050', '131031', '131037', '131042', '131063', '134011'],
  unknown: ['5', '199', '300', '99999', '987654', '-3'],
};

const numbers = (text: string) => {
  const [code, subcode] = text.split('/').map(Number);
  return { code: code ?? 0, subcode: subcode ?? null };
};

describe('classifying a Graph error', () => {
  const rows = Object.entries(expected).flatMap(([errorClass, list]) =>
    list.map((text) => [text, errorClass] as const),
  );

  it.each(rows)('%s is %s', (text, errorClass) => {
    expect(classifyGraphError(numbers(text)).class).toBe(errorClass);
  });

  it('suspected spam is a matter for people, not a rate that passes', () => {
    expect(classifyGraphError({ code: 4, subcode: 2_207_051 }).class).toBe('policy');
  });

  it('a pair limit slows one recipient down, a throughput limit the sender', () => {
    expect(classifyGraphError({ code: 131_056, subcode: null }).scope).toBe('recipient');
    expect(classifyGraphError({ code: 130_429, subcode: null }).scope).toBe('sender');
  });

  it('every throttle says whom it slows down', () => {
    expect(
      expected.throttled.filter((text) => classifyGraphError(numbers(text)).scope === undefined),
    ).toEqual([]);
  });
});
