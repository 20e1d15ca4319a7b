import type { TemplateTexts } from './template-texts.ts';

export const german: TemplateTexts = {
  metaLanguage: 'de',
  story: (link) =>
    `Neue Story aus {{region}}: das Konto {{account}} hat sie um {{time}} veröffentlicht. Öffnen Sie ${link} und sehen Sie sie in Storywire an. ` +
    'Als Mitglied des Teams {{team}} erhalten Sie diesen Hinweis.',
  rollup: (link) =>
    `Weitere neue Storys seit Ihrem letzten Hinweis: {{counts}}. Öffnen Sie ${link} und sehen Sie die neueste in Storywire an. ` +
    'Als Mitglied des Teams {{team}} erhalten Sie diesen Hinweis.',
  summary: (link) =>
    `Ihre Zusammenfassung der Storys anderer Teams seit der letzten: {{counts}}. Öffnen Sie ${link} und sehen Sie die neueste in Storywire an. ` +
    'Als Mitglied des Teams {{team}} erhalten Sie diese Zusammenfassung einmal am Tag.',
  joined: () =>
    'Diese Dienstnummer wurde in Storywire für das Team {{team}} eingetragen. ' +
    'Hier erfahren Sie, wenn ein anderes Team eine Story veröffentlicht. Senden Sie jederzeit STOP, um sich abzumelden.',
  problem: (link) =>
    'Bei einer Story wurde ein Problem gemeldet, und zwar von {{who}} aus dem Team {{who_team}}. ' +
    `Es ist eine Story aus {{region}}, veröffentlicht von {{account}}. Öffnen Sie ${link} und sehen Sie die Story und was dazu gesagt wurde.`,
  approval: (link) =>
    'Ihre Freigabe wird gebraucht: {{who}} bittet darum, eine Story für {{region}} auf dem Konto {{account}} erneut zu veröffentlichen. ' +
    `Öffnen Sie ${link} und sehen Sie, was veröffentlicht würde; dort geben Sie es frei oder schicken es zurück.`,
  alarm: (link) =>
    `Storywire braucht Ihre Aufmerksamkeit: {{what}} Öffnen Sie ${link} und sehen Sie die Einzelheiten und was zu tun ist.`,
  examples: {
    region: 'Brasilien',
    account: '@example.br',
    time: '18:02 (Berlin)',
    counts: '7 aus Frankreich, 2 aus Japan',
    code: '7KQ2MD',
    path: 'regions',
    team: 'Deutschland',
    who: 'Maria Silva',
    who_team: 'Recht',
    what: 'Die Konten von Frankreich wurden seit 45 Minuten nicht geprüft.',
  },
  seen: 'Gesehen',
  flag: 'Markieren',
  mute: '24 h stumm',
  counts: (named, others) =>
    [
      ...named.map(({ region, count }) => `${count} aus ${region}`),
      ...(others > 0 ? [`${others} aus anderen Teams`] : []),
    ].join(', '),
  replies: {
    joined: ({ team, brand }) =>
      `Sie sind dabei. Diese Nummer erfährt von neuen Storys der anderen Teams von ${brand}, und zwar für ${team}. Senden Sie jederzeit STOP, um sich abzumelden.`,
    paused: ({ team }) =>
      `Wir haben notiert, dass diese Nummer dabei sein möchte. Ein Admin von ${team} hat sie pausiert und kann sie wieder freischalten.`,
    stopped: ({ brand }) =>
      `Sie erhalten auf dieser Nummer keine Hinweise auf Storys von ${brand} mehr. Senden Sie START, wenn Sie sie wieder möchten.`,
    started: ({ team }) =>
      `Willkommen zurück. Diese Nummer erhält wieder Hinweise auf Storys für ${team}. Senden Sie jederzeit STOP, um sich abzumelden.`,
    muted: () =>
      'Für 24 Stunden stumm. Storys aus dieser Zeit bleiben in Storywire. Senden Sie START, um die Pause früher zu beenden.',
    flagged: ({ account, region, team, link }) =>
      `Für ${team} zum erneuten Veröffentlichen markiert: die Story von ${account} aus ${region}.\n${link}`,
    flagWhich: () => 'Welche dieser Storys möchten Sie markieren?',
    noted: ({ account, region, link }) =>
      `Ihre Notiz steht an der Story von ${account} aus ${region}.\n${link}`,
    noteWhich: () => 'Um welche Story geht es? Was Sie geschrieben haben, kommt als Notiz dazu.',
    noteKept: () =>
      'Danke. Diese Nummer hat am letzten Tag von keiner Story erfahren, daher wird Ihr Text ohne Story aufbewahrt. Für eine Notiz zu einer Story antworten Sie auf ihre Nachricht.',
    textOnly: () =>
      'Hier kann nur Text gelesen werden. Für eine Notiz zu einer Story antworten Sie mit Worten auf ihre Nachricht.',
  },
  alarms: {
    storage_failing:
      'Was aufbewahrt werden muss, lässt sich nicht speichern, oder was weg soll, nicht löschen; Bilder, Videos oder alles andere warten.',
    token_broken:
      'Meta lehnt das Zugriffstoken ab, daher werden Storys nicht gefunden oder keine Nachrichten verschickt.',
    mismatch: 'Die Summen gehen nicht auf: Hinweise fehlen, hängen oder sind doppelt gezählt.',
    breaker_open:
      'Das Senden hat von selbst aufgehört, weil zu viele Nachrichten hintereinander gescheitert sind.',
    webhooks_silent: 'WhatsApp nimmt Nachrichten an und meldet nichts mehr über sie.',
    limit_reached:
      'Die Zahl der Personen für diesen Tag ist aufgebraucht, und Neuigkeiten werden ausgelassen.',
    token_ending:
      'Das Zugriffstoken läuft in weniger als einem Tag ab; ohne ein neues werden Storys nicht gefunden oder keine Nachrichten verschickt.',
    unconfirmed: 'Von einer Nachricht weiß niemand, ob sie angekommen ist, und jemand muss entscheiden.',
  },
  stopped: {
    failed: 'Ein Post auf Instagram ist gescheitert.',
    overdue: 'Ein Post auf Instagram ist nicht erschienen, weil seine Zeit vorbei war.',
    unconfirmed: 'Niemand weiß, ob ein Post auf Instagram erschienen ist, und jemand muss nachsehen.',
  },
  stranger: ({ brand }) =>
    `Diese Nummer ist nur für die Teams von ${brand} da. Um dabei zu sein, bitten Sie Ihren Admin um den Code Ihrer Region und senden Sie ihn hierher.`,
  chooseStory: 'Story wählen',
  signIn: ({ name, device, link, brand }) =>
    `Ihr Link, um sich im Storywire von ${brand} als ${name} anzumelden, angefordert von ${device}:\n${link}\nEr gilt einmal und 10 Minuten lang. Wer ihn hat, kann sich in Ihrem Namen anmelden; geben Sie ihn nicht weiter. Wenn Sie ihn nicht angefordert haben, öffnen Sie ihn nicht.`,
  signInRefused: {
    invited: () =>
      'Diese Nummer ist noch nicht beigetreten und kann sich daher nicht anmelden. Senden Sie zuerst den Beitrittscode, den Sie erhalten haben.',
    paused: ({ team }) =>
      `Diese Nummer ist pausiert und kann sich daher nicht anmelden. Bitten Sie einen Admin von ${team}, sie wieder freizuschalten.`,
    opted_out: () =>
      'Diese Nummer ist abgemeldet und kann sich daher nicht anmelden. Senden Sie START, um zurückzukommen, und danach noch einmal Ihren Anmeldecode.',
    region_archived: ({ team }) =>
      `${team} wurde archiviert, daher kann sich diese Nummer nicht anmelden. Bitten Sie einen Admin, sie einer anderen Region zuzuordnen.`,
    disabled: ({ team }) =>
      `Sie können sich zurzeit nicht anmelden. Wenden Sie sich an einen Admin von ${team}.`,
    code_unknown: () =>
      'Dieser Code ist nicht bekannt. Öffnen Sie die Anmeldeseite, wählen Sie die Anmeldung mit WhatsApp und senden Sie den neuen Code so, wie er dort steht.',
    code_used: () => 'Dieser Code wurde schon benutzt. Holen Sie sich auf der Anmeldeseite einen neuen.',
    code_over: () => 'Dieser Code ist abgelaufen. Holen Sie sich auf der Anmeldeseite einen neuen.',
    too_many: () =>
      'Das waren viele Anmeldecodes in kurzer Zeit. Warten Sie zehn Minuten und senden Sie einen neuen.',
  },
};
