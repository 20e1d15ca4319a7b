/**
 * Loaded before everything else in one process (`node --import`): its wall
 * clock goes as fast as ever and is wrong by so many milliseconds. Timers and
 * the clock that only goes forward stay as they are, as on a machine that was
 * set wrong.
 */
const shiftMs = Number(process.env['CHAOS_CLOCK_SHIFT_MS']);
if (!Number.isFinite(shiftMs)) throw new Error('CHAOS_CLOCK_SHIFT_MS must be a number.');

const shiftedNow = (real: DateConstructor) => real.now() + shiftMs;

globalThis.Date = new Proxy(Date, {
  get: (real, property) => (property === 'now' ? () => shiftedNow(real) : Reflect.get(real, property, real)),
  construct: (real, values: unknown[], target) =>
    Reflect.construct(real, values.length === 0 ? [shiftedNow(real)] : values, target),
  apply: (real) => new real(shiftedNow(real)).toString(),
});
