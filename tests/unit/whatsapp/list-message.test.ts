import { describe, expect, it } from 'vitest';
import { listMessage, type ListRow } from '#lib/whatsapp/list-message.ts';

const base = { to: '+12025550143', body: 'Which story?', button: 'Choose a story', opaqueId: 'o' };
const rows = (count: number): ListRow[] =>
  Array.from({ length: count }, (_, n) => ({ id: `note:${n}`, title: `Story ${n}`, description: '' }));

describe('a list message', () => {
  it('asks with one section of rows, and leaves out what is empty', () => {
    expect(listMessage({ ...base, rows: [{ id: 'a', title: 'A', description: 'B' }, ...rows(1)] })).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+12025550143',
      type: 'interactive',
      biz_opaque_callback_data: 'o',
      interactive: {
        type: 'list',
        body: { text: 'Which story?' },
        action: {
          button: 'Choose a story',
          sections: [
            {
              rows: [
                { id: 'a', title: 'A', description: 'B' },
                { id: 'note:0', title: 'Story 0' },
              ],
            },
          ],
        },
      },
    });
  });

  it("cuts what is too long for Meta, but never a row's id", () => {
    const [row] = [{ id: 'x'.repeat(200), title: '👩‍👩‍👧'.repeat(20), description: 'd'.repeat(100) }];
    const { action } = listMessage({ ...base, button: 'b'.repeat(30), rows: [row] }).interactive;
    const [made] = action.sections[0].rows;
    expect(made?.id).toBe(row.id);
    expect(made?.title.length).toBeLessThanOrEqual(24);
    expect(made?.description?.length).toBeLessThanOrEqual(72);
    expect(action.button.length).toBeLessThanOrEqual(20);
  });

  it.each([
    ['no rows', []],
    ['more than ten', rows(11)],
    ['the same id twice', [...rows(1), ...rows(1)]],
    ['an id that is too long', [{ id: 'x'.repeat(201), title: 'A' }]],
    ['an empty id', [{ id: '', title: 'A' }]],
  ])('is not made of %s', (_, given) => {
    expect(() => listMessage({ ...base, rows: given })).toThrow(RangeError);
  });

  it('is not made for a number without its plus sign', () => {
    expect(() => listMessage({ ...base, to: '12025550143', rows: rows(1) })).toThrow(RangeError);
  });
});
