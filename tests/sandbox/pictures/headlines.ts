import type { SceneName } from './scenes.ts';

/**
 * The words painted into a picture, by language and scene. A line break is where
 * the brand's designer would set one. After a change here run
 * `make-outlines.ts`, which draws the letters that are new.
 */
export const headlines: Record<HeadlineLanguage, Record<SceneName, readonly string[]>> = {
  en: {
    table: ['The first cup\nof the day', 'Nine o’clock.\nNo meetings.'],
    flatlay: ['Breakfast,\nwell set', 'Room for\none more'],
    sea: ['Low tide,\nhigh roast', 'Coffee with\na horizon'],
    hills: ['Up before\nthe mist', 'Where the\nbeans wake up'],
    city: ['Open late\ntonight', 'The city\nkeeps us up'],
    shelf: ['New glazes,\nfresh fired', 'No two\nquite alike'],
    plant: ['Grown slowly,\nfired slowly', 'A pot for\neverything'],
    rain: ['Let it\nrain', 'Stay in.\nBrew another.'],
    pour: ['Three minutes\nwell spent', 'Pour.\nWait. Smile.'],
  },
  pt: {
    table: ['O primeiro\ncafé do dia', 'Devagar\né mais gostoso'],
    flatlay: ['Mesa posta,\ncoração cheio', 'Sempre cabe\nmais um'],
    sea: ['Café com\ncheiro de mar', 'Maré baixa,\ncafé forte'],
    hills: ['Da serra\nà xícara', 'Acordou antes\nda neblina'],
    city: ['Abertos até\nmais tarde', 'A noite pede\num café'],
    shelf: ['Saiu do forno\nagora', 'Nenhuma\né igual à outra'],
    plant: ['Tudo cresce\nno seu tempo', 'Um vaso,\numa história'],
    rain: ['Chove lá fora,\ncafé aqui', 'Hoje\nnão tem pressa'],
    pour: ['Três minutos\nbem gastos', 'Passadinho\nna hora'],
  },
  es: {
    table: ['El primer café\ndel día', 'Sin prisa,\ncon taza'],
    flatlay: ['La mesa\nestá puesta', 'Siempre cabe\nuno más'],
    sea: ['Café con\nbrisa de mar', 'Marea baja,\ntueste alto'],
    hills: ['De la sierra\na tu taza', 'Antes que\nla niebla'],
    city: ['Hoy cerramos\nmás tarde', 'La noche\nsabe a café'],
    shelf: ['Recién salidas\ndel horno', 'Ninguna\nse repite'],
    plant: ['Barro,\nagua y sol', 'Todo crece\na su ritmo'],
    rain: ['Llueve afuera,\ncafé adentro', 'Que llueva\nun rato más'],
    pour: ['Tres minutos\nbien vividos', 'Gota a gota'],
  },
  fr: {
    table: ['Le premier café\ndu matin', 'Prendre\nle temps'],
    flatlay: ['La table\nest mise', 'Encore\nune place'],
    sea: ['Un café\nface au large', 'Marée basse,\ntasse pleine'],
    hills: ['Debout avant\nla brume', 'Là où tout\ncommence'],
    city: ['Ce soir,\non ferme tard', 'La ville\nne dort pas'],
    shelf: ['Tout juste\nsorties du four', 'Jamais deux\nfois la même'],
    plant: ['Laisser\npousser', 'Un pot\npour chaque chose'],
    rain: ['Il pleut ?\nTant mieux.', 'Restons\nau chaud'],
    pour: ['Trois minutes\nà soi', 'Goutte\nà goutte'],
  },
  de: {
    table: ['Der erste Kaffee\ndes Tages', 'Erst mal\nKaffee'],
    flatlay: ['Frisch\ngedeckt', 'Platz für\nnoch jemanden'],
    sea: ['Kaffee mit\nMeerblick', 'Ebbe draußen,\nFlut in der Tasse'],
    hills: ['Früher auf\nals der Nebel', 'Ganz oben\nschmeckt’s'],
    city: ['Heute länger\noffen', 'Die Stadt\nbleibt wach'],
    shelf: ['Frisch aus\ndem Ofen', 'Keine\nwie die andere'],
    plant: ['Gut Ding\nwill Weile', 'Für alles\nein Töpfchen'],
    rain: ['Drinnen ist’s\nam schönsten', 'Noch eine\nTasse Regen'],
    pour: ['Drei Minuten\nnur für dich', 'Schön langsam\naufgegossen'],
  },
  ja: {
    table: ['朝の、\n最初の一杯。', 'ゆっくり、\nはじめよう。'],
    flatlay: ['今日の\n食卓。', 'もうひとり、\nどうぞ。'],
    sea: ['海を見ながら、\nひとくち。', '潮風と\nコーヒー。'],
    hills: ['霧が晴れる\n前に。', '山の朝、\n深い香り。'],
    city: ['今夜は\n遅くまで。', '夜更かしの\n一杯。'],
    shelf: ['窯から、\n出たばかり。', 'ふたつと\nない、うつわ。'],
    plant: ['土と、水と、\n光と。', 'ゆっくり\n育つもの。'],
    rain: ['雨の日は、\n家にいよう。', '雨音と\nコーヒー。'],
    pour: ['三分間の\nしあわせ。', '一滴ずつ、\nていねいに。'],
  },
};

export type HeadlineLanguage = 'en' | 'pt' | 'es' | 'fr' | 'de' | 'ja';
