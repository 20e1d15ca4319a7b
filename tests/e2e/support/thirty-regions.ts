/** A brand of thirty regions in four groups. */
export const regionGroups: Record<string, string[]> = {
  LatAm: ['Brazil', 'Mexico', 'Argentina', 'Chile', 'Colombia', 'Peru', 'Uruguay'],
  'North America': ['United States', 'Canada'],
  EMEA: [
    ['France', 'Germany', 'Spain', 'Italy', 'Portugal', 'Netherlands', 'Belgium', 'Sweden', 'Norway'],
    ['Denmark', 'Poland', 'Austria', 'Switzerland', 'United Kingdom', 'Ireland'],
  ].flat(),
  APAC: ['Japan', 'Australia', 'India', 'South Korea', 'Singapore', 'New Zealand'],
};
const regionNames = Object.values(regionGroups).flat();
/** As copied out of a spreadsheet. */
export const regionList = Object.entries(regionGroups)
  .flatMap(([group, names]) => names.map((name) => `${name}\t${group}`))
  .join('\n');

/** Six hundred of the range kept free for fiction; the last twenty name a region as somebody in a hurry would. */
export const numberList = [
  'Name;WhatsApp;Team;Opt-in date;Opt-in',
  ...Array.from({ length: 600 }, (_, at) => {
    const team = at < 580 ? regionNames[at % 30] : 'Untied Kingdom';
    return `Phone ${at + 1};+44 7700 900${String(at).padStart(3, '0')};${team};2026-11-02;At the team meeting`;
  }),
].join('\r\n');
