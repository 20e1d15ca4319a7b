import { type ListColumn, listColumns } from '../list-columns.ts';
import { fold } from './fold.ts';
import type { TableRow } from './read-table.ts';

/**
 * What people call the columns, in the languages of the regions; compared
 * without accents, case and signs. Our own names come first.
 */
const names: Record<ListColumn, readonly string[]> = {
  number:
    `number|phone|phone number|mobile|mobile number|mobile phone|cell|cell phone|cellphone|tel|telephone|whatsapp|whatsapp number|msisdn|work number|
    nummer|telefon|telefonnummer|handy|handynummer|mobil|mobilnummer|mobiltelefon|rufnummer|
    numero|numero de telephone|telephone portable|portable|numero de telefono|telefono|movil|celular|numero de celular|telefone|numero de telefone|telemovel|numero whatsapp|
    cellulare|numero di telefono|numero di cellulare|telefoonnummer|mobiel|mobiel nummer|gsm|telefoon|
    telefonnr|mobilnr|puhelin|puhelinnumero|numer|numer telefonu|telefon komorkowy|komorka|cep|cep telefonu|telefon numarasi|
    телефон|номер|номер телефона|мобильный|電話|電話番号|携帯|携帯番号|电话|电话号码|手机|手机号|手机号码|電話號碼|手機|전화번호|휴대폰|전화|الهاتف|رقم الهاتف|رقم|טלפון|מספר|नंबर|फ़ोन|เบอร์โทร`.split(
      '|',
    ),
  label: `label|name|full name|contact|contact name|who|person name|holder|owner|employee|first name|
    bezeichnung|inhaber|mitarbeiter|kontakt|vollstandiger name|nom|nom complet|libelle|etiquette|prenom|nombre|nombre completo|etiqueta|contacto|nome|nome completo|rotulo|contato|
    nome e cognome|etichetta|contatto|naam|namn|navn|nimi|imie|imie i nazwisko|nazwa|ad soyad|isim|имя|фио|名前|氏名|お名前|名称|姓名|이름|الاسم|שם|नाम|ชื่อ`.split(
    '|',
  ),
  kind: `kind|type|phone type|number type|art|typ|genre|tipo|soort|tyyppi|rodzaj|tur|тип|種類|種別|类型|類型|유형|종류|النوع|סוג`.split(
    '|',
  ),
  region:
    `region|home region|team|regional team|market|country team|office|heimatregion|markt|standort|buro|region d origine|equipe|marche|equipo|mercado|oficina|regiao|time|equipa|escritorio|
    regione|squadra|mercato|ufficio|regio|marknad|alue|rynek|zespol|bolge|ekip|регион|команда|地域|リージョン|チーム|地区|區域|区域|지역|팀|المنطقة|אזור|क्षेत्र|ภูมิภาค`.split(
      '|',
    ),
  follows:
    `follows|following|also follows|followed regions|other regions|folgt|folgt auch|weitere regionen|suit|regions suivies|sigue|tambien sigue|regiones seguidas|segue|tambem segue|segue anche|volgt|foljer|folger|следит|フォロー|关注|팔로우`.split(
      '|',
    ),
  language:
    `language|lang|locale|sprache|langue|idioma|lengua|lingua|taal|sprak|sprog|kieli|jezyk|dil|язык|言語|语言|語言|언어|اللغة|שפה|भाषा|ภาษา`.split(
      '|',
    ),
  quiet_hours:
    `quiet hours|quiet|do not disturb|dnd|ruhezeit|ruhezeiten|heures calmes|heures de silence|horas de silencio|horario de silencio|horas tranquilas|ore di silenzio|stille uren|tysta timmar|тихие часы|静かな時間|通知オフ|免打扰`.split(
      '|',
    ),
  buzz_interval:
    `buzz interval|interval|buzz interval minutes|minutes between|abstand|intervall|intervalle|intervalo|intervallo|интервал|間隔|间隔`.split(
      '|',
    ),
  hears:
    `hears|hears of|hearing|how it hears|notices|notifications|alerts|benachrichtigungen|hinweise|notificaciones|avisos|notificacoes|notifiche|meldingen|уведомления|通知|알림`.split(
      '|',
    ),
  state: `state|status|zustand|etat|statut|estado|stato|stav|tila|durum|статус|状態|状态|상태`.split('|'),
  opted_in_at:
    `opted in at|opt in date|opt in at|consent date|consented at|date of consent|einwilligung am|datum der einwilligung|date du consentement|date de consentement|fecha de consentimiento|data do consentimento|data de consentimento|data del consenso|datum toestemming|дата согласия|同意日|同意日期`.split(
      '|',
    ),
  opt_in:
    `opt in|opt in words|consent|consent text|how consent was given|einwilligung|zustimmung|consentement|consentimiento|consentimento|consenso|toestemming|samtycke|согласие|同意|동의`.split(
      '|',
    ),
  opt_in_by:
    `opt in by|consent by|attested by|vouched for by|einwilligung bestatigt von|atteste par|atestado por|confermato da|bevestigd door`.split(
      '|',
    ),
};

const columnOf = new Map(
  listColumns.flatMap((column) => names[column].map((name): [string, ListColumn] => [fold(name), column])),
);

/** Which column of ours each column of a file is; null: none, and it is left out. */
export type Columns = (ListColumn | null)[];

/** By the names in the first row. Of two columns with one meaning the first is taken. */
export function columnsByName(cells: readonly string[]): Columns {
  const taken = new Set<ListColumn>();
  return cells.map((cell) => {
    const folded = fold(cell);
    const column =
      columnOf.get(folded) ??
      // "Mobile (WhatsApp)", "Region *": a word that says more is no hindrance.
      columnOf.get(fold(cell.replaceAll(/[([].*?[)\]]|[*:]/g, '')));
    if (column === undefined || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/** Enough digits for a phone, and little else. */
const looksLikePhone = (cell: string): boolean =>
  cell.length <= 60 &&
  cell.replaceAll(/\D/g, '').length >= 7 &&
  cell.replaceAll(/[^\p{L}]/gu, '').length <= 1;

/** By what stands in them: phones, names of regions, and words for the rest. */
export function columnsByContent(
  rows: readonly TableRow[],
  width: number,
  regionNames: ReadonlySet<string>,
): Columns {
  const columns: Columns = Array.from({ length: width }, () => null);
  const sample = rows.slice(0, 50);
  const share = (at: number, test: (cell: string) => boolean) => {
    const cells = sample.map(({ cells }) => cells[at]?.trim() ?? '').filter((cell) => cell !== '');
    return cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
  };
  const place = (column: ListColumn, test: (cell: string) => boolean) => {
    const at = columns.findIndex((taken, each) => taken === null && share(each, test) > 0.5);
    if (at !== -1) columns[at] = column;
  };
  place('number', looksLikePhone);
  place('region', (cell) => regionNames.has(fold(cell)));
  place('kind', (cell) => /^(?:person|team)$/i.test(cell));
  place('language', (cell) => /^[a-z]{2}(?:[-_][A-Za-z]{2})?$/.test(cell));
  place('label', (cell) => /\p{L}{2}/u.test(cell));
  return columns;
}

/** Whether the first row names the columns: it has a name that we know, or is the only one without a phone. */
export function hasHeader(rows: readonly TableRow[]): boolean {
  const [first, ...rest] = rows;
  if (!first || first.cells.some(looksLikePhone)) return false;
  if (columnsByName(first.cells).some((column) => column !== null)) return true;
  return rest.some(({ cells }) => cells.some(looksLikePhone));
}
