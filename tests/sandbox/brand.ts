/**
 * The demo brand: a fictional maker of coffee and ceramics with a team in eight
 * regions. It is what `GET /_sandbox/brand` answers, and the first thing that
 * the launcher fills an empty database with.
 *
 * Everybody here is invented and says so. Every number comes from a range that
 * its country keeps free for fiction, so that none can belong to anybody:
 * +1 NXX 555 01XX, +44 7700 900XXX, +33 6 39 98 XX XX, +61 491 570 1XX. Teams in
 * a country without such a range carry +1 numbers.
 */
export const brand: SandboxBrand = {
  brand: {
    name: 'Kilnbird',
    tagline: 'Coffee, and the cup to drink it from',
    accent: '#0f6b63',
  },
  waba_id: '102290129340398',
  phone_number_id: '106540352242922',
  sender_number: '+12025550100',
  groups: [
    { key: 'latam', name: 'LatAm' },
    { key: 'north-america', name: 'North America' },
    { key: 'emea', name: 'EMEA' },
    { key: 'apac', name: 'APAC' },
  ],
  regions: [
    {
      key: 'hq',
      name: 'Headquarters',
      group: null,
      countries: ['PT'],
      time_zone: 'Europe/Lisbon',
      language: 'en-GB',
      mark: { text: 'HQ', color: '#44403c' },
      accounts: [],
      numbers: [
        person('+12025550141', 'Noor, brand (demo)', 'en-GB'),
        person('+12025550142', 'Tiago, legal (demo)', 'en-GB'),
        team('+12025550143', 'Newsroom phone (demo)', 'en-GB'),
      ],
      people: [{ name: 'Noor (demo admin)', email: 'noor.hq@demo.invalid', role: 'admin' }],
    },
    {
      key: 'brazil',
      name: 'Brazil',
      group: 'latam',
      countries: ['BR'],
      time_zone: 'America/Sao_Paulo',
      language: 'pt-BR',
      mark: { text: 'BR', color: '#0f766e' },
      accounts: [account('01', 'kilnbird.br', 'Kilnbird Brasil')],
      numbers: [
        person('+13055550111', 'Ana (demo)', 'pt-BR'),
        person('+13055550112', 'Caio (demo)', 'pt-BR'),
        person('+13055550113', 'Júlia (demo)', 'pt-BR'),
        team('+13055550114', 'Loja Pinheiros (demo)', 'pt-BR'),
        person('+13055550115', 'Lucía (demo)', 'es-MX'),
      ],
      people: [
        { name: 'Ana (demo editor)', email: 'ana.br@demo.invalid', role: 'editor' },
        { name: 'Caio (demo viewer)', email: 'caio.br@demo.invalid', role: 'viewer' },
      ],
    },
    {
      key: 'mexico',
      name: 'Mexico',
      group: 'latam',
      countries: ['MX'],
      time_zone: 'America/Mexico_City',
      language: 'es-MX',
      mark: { text: 'MX', color: '#9d2f6b' },
      accounts: [account('02', 'kilnbird.mx', 'Kilnbird México')],
      numbers: [
        person('+15125550121', 'Ximena (demo)', 'es-MX'),
        person('+15125550122', 'Diego (demo)', 'es-MX'),
        team('+15125550123', 'Tienda Roma Norte (demo)', 'es-MX'),
      ],
      people: [
        { name: 'Ximena (demo editor)', email: 'ximena.mx@demo.invalid', role: 'editor' },
        { name: 'Diego (demo viewer)', email: 'diego.mx@demo.invalid', role: 'viewer' },
      ],
    },
    {
      key: 'united-states',
      name: 'United States',
      group: 'north-america',
      countries: ['US'],
      time_zone: 'America/New_York',
      language: 'en-US',
      mark: { text: 'US', color: '#1d4f91' },
      accounts: [account('03', 'kilnbird.us', 'Kilnbird US')],
      numbers: [
        person('+12125550151', 'Maya (demo)', 'en-US'),
        person('+12125550152', 'Jordan (demo)', 'en-US'),
        person('+12125550153', 'Sam (demo)', 'en-US'),
        person('+12125550154', 'Elena (demo)', 'es-MX'),
        team('+12125550155', 'Brooklyn counter (demo)', 'en-US'),
        team('+12125550156', 'On-call phone (demo)', 'en-US'),
      ],
      people: [
        { name: 'Maya (demo editor)', email: 'maya.us@demo.invalid', role: 'editor' },
        { name: 'Jordan (demo viewer)', email: 'jordan.us@demo.invalid', role: 'viewer' },
      ],
    },
    {
      key: 'united-kingdom',
      name: 'United Kingdom',
      group: 'emea',
      countries: ['GB', 'IE'],
      time_zone: 'Europe/London',
      language: 'en-GB',
      mark: { text: 'UK', color: '#5b3f8c' },
      accounts: [account('04', 'kilnbird.uk', 'Kilnbird UK')],
      numbers: [
        person('+447700900161', 'Priya (demo)', 'en-GB'),
        person('+447700900162', 'Callum (demo)', 'en-GB'),
        person('+447700900163', 'Niamh (demo)', 'en-GB'),
        team('+447700900164', 'Peckham studio (demo)', 'en-GB'),
      ],
      people: [
        { name: 'Priya (demo editor)', email: 'priya.uk@demo.invalid', role: 'editor' },
        { name: 'Callum (demo viewer)', email: 'callum.uk@demo.invalid', role: 'viewer' },
      ],
    },
    {
      key: 'france',
      name: 'France',
      group: 'emea',
      countries: ['FR', 'BE', 'LU'],
      time_zone: 'Europe/Paris',
      language: 'fr',
      mark: { text: 'FR', color: '#2f4bb5' },
      accounts: [account('05', 'kilnbird.fr', 'Kilnbird France')],
      numbers: [
        person('+33639980171', 'Camille (demo)', 'fr'),
        person('+33639980172', 'Karim (demo)', 'fr'),
        person('+33639980173', 'Inès (demo)', 'fr'),
        team('+33639980174', 'Atelier Belleville (demo)', 'fr'),
        person('+33639980175', 'Wout (demo)', 'en-GB'),
      ],
      people: [
        { name: 'Camille (demo editor)', email: 'camille.fr@demo.invalid', role: 'editor' },
        { name: 'Karim (demo viewer)', email: 'karim.fr@demo.invalid', role: 'viewer' },
      ],
    },
    {
      key: 'germany',
      name: 'Germany',
      group: 'emea',
      countries: ['DE', 'AT'],
      time_zone: 'Europe/Berlin',
      language: 'de',
      mark: { text: 'DE', color: '#7a5200' },
      accounts: [account('06', 'kilnbird.de', 'Kilnbird Deutschland')],
      numbers: [
        person('+16175550181', 'Lena (demo)', 'de'),
        person('+16175550182', 'Emre (demo)', 'de'),
        person('+16175550183', 'Jonas (demo)', 'de'),
        team('+16175550184', 'Werkstatt Leipzig (demo)', 'de'),
      ],
      people: [
        { name: 'Lena (demo editor)', email: 'lena.de@demo.invalid', role: 'editor' },
        { name: 'Emre (demo viewer)', email: 'emre.de@demo.invalid', role: 'viewer' },
      ],
    },
    {
      key: 'japan',
      name: 'Japan',
      group: 'apac',
      countries: ['JP'],
      time_zone: 'Asia/Tokyo',
      language: 'ja',
      mark: { text: 'JP', color: '#8a3b12' },
      accounts: [account('07', 'kilnbird.jp', 'Kilnbird 日本')],
      numbers: [
        person('+14155550131', 'ハルカ (demo)', 'ja'),
        person('+14155550132', 'ソウタ (demo)', 'ja'),
        person('+14155550133', 'ミオ (demo)', 'ja'),
        team('+14155550134', '京都工房 (demo)', 'ja'),
        person('+14155550135', 'Ben (demo)', 'en-US'),
      ],
      people: [
        { name: 'ハルカ (demo editor)', email: 'haruka.jp@demo.invalid', role: 'editor' },
        { name: 'ソウタ (demo viewer)', email: 'sota.jp@demo.invalid', role: 'viewer' },
      ],
    },
    {
      key: 'australia',
      name: 'Australia',
      group: 'apac',
      countries: ['AU', 'NZ'],
      time_zone: 'Australia/Sydney',
      language: 'en-GB',
      mark: { text: 'AU', color: '#3f6212' },
      accounts: [account('08', 'kilnbird.au', 'Kilnbird Australia')],
      numbers: [
        person('+61491570156', 'Ruby (demo)', 'en-GB'),
        person('+61491570157', 'Lachlan (demo)', 'en-GB'),
        person('+61491570158', 'Mia (demo)', 'en-GB'),
        team('+61491570159', 'Fitzroy bar (demo)', 'en-GB'),
      ],
      people: [
        { name: 'Ruby (demo editor)', email: 'ruby.au@demo.invalid', role: 'editor' },
        { name: 'Lachlan (demo viewer)', email: 'lachlan.au@demo.invalid', role: 'viewer' },
      ],
    },
  ],
};

/** The answer of `GET /_sandbox/brand`, in Meta's snake_case like everything the sandbox sends. */
export type SandboxBrand = {
  brand: { name: string; tagline: string; accent: string };
  waba_id: string;
  phone_number_id: string;
  sender_number: string;
  groups: { key: string; name: string }[];
  regions: SandboxRegion[];
};

export type SandboxRegion = {
  key: string;
  name: string;
  group: string | null;
  countries: string[];
  time_zone: string;
  language: string;
  mark: { text: string; color: string };
  accounts: SandboxAccount[];
  numbers: SandboxNumber[];
  people: SandboxPerson[];
};

export type SandboxAccount = { ig_user_id: string; username: string; name: string };

export type SandboxNumber = {
  number: string;
  label: string;
  kind: 'person' | 'team';
  language: string;
};

export type SandboxPerson = {
  name: string;
  email: string;
  role: 'admin' | 'editor' | 'viewer';
};

/** Instagram ids of professional accounts have 17 digits and begin with 1784. */
function account(serial: string, username: string, name: string): SandboxAccount {
  return { ig_user_id: `178414050550100${serial}`, username, name };
}

function person(number: string, label: string, language: string): SandboxNumber {
  return { number, label, kind: 'person', language };
}

function team(number: string, label: string, language: string): SandboxNumber {
  return { number, label, kind: 'team', language };
}
