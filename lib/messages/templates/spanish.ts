import type { TemplateTexts } from './template-texts.ts';

export const spanish: TemplateTexts = {
  metaLanguage: 'es',
  story: (link) =>
    `Nueva historia de {{region}}: la cuenta {{account}} la publicó a las {{time}}. Abra ${link} para verla en Storywire. ` +
    'Como integrante del equipo {{team}}, recibe usted este aviso.',
  rollup: (link) =>
    `Más historias nuevas desde su último aviso: {{counts}}. Abra ${link} para ver la más reciente en Storywire. ` +
    'Como integrante del equipo {{team}}, recibe usted este aviso.',
  summary: (link) =>
    `Su resumen de las historias de otros equipos desde el anterior: {{counts}}. Abra ${link} para ver la más reciente en Storywire. ` +
    'Como integrante del equipo {{team}}, recibe usted este resumen una vez al día.',
  joined: () =>
    'Este número de trabajo se ha añadido a Storywire para el equipo {{team}}. ' +
    'Aquí se le avisará cuando otro equipo publique una historia. Envíe STOP en cualquier momento para darse de baja.',
  problem: (link) =>
    'Se ha señalado un problema en una historia; lo indica {{who}}, del equipo {{who_team}}. ' +
    `La historia es de {{region}} y la publicó {{account}}. Abra ${link} para ver la historia y lo que se ha dicho de ella.`,
  approval: (link) =>
    'Se necesita su aprobación: {{who}} pide volver a publicar una historia para {{region}} en la cuenta {{account}}. ' +
    `Abra ${link} para ver lo que se publicaría y aprobarlo o devolverlo.`,
  alarm: (link) =>
    `Storywire necesita su atención: {{what}} Abra ${link} para ver los detalles y lo que se puede hacer.`,
  examples: {
    region: 'Brasil',
    account: '@example.br',
    time: '18:02 (Madrid)',
    counts: '7 de Francia, 2 de Japón',
    code: '7KQ2MD',
    path: 'regions',
    team: 'España',
    who: 'María Silva',
    who_team: 'Legal',
    what: 'Las cuentas de Francia no se comprueban desde hace 45 minutos.',
  },
  seen: 'Visto',
  flag: 'Marcar',
  mute: 'Silenciar 24 h',
  counts: (named, others) =>
    [
      ...named.map(({ region, count }) => `${count} de ${region}`),
      ...(others > 0 ? [`${others} de otros equipos`] : []),
    ].join(', '),
  replies: {
    joined: ({ team, brand }) =>
      `Ya está dentro. En este número se avisará de las historias nuevas de los demás equipos de ${brand}, para ${team}. Envíe STOP en cualquier momento para darse de baja.`,
    paused: ({ team }) =>
      `Hemos anotado que este número quiere unirse. Está en pausa por decisión de un administrador de ${team}, que puede reactivarlo.`,
    stopped: ({ brand }) =>
      `No recibirá más avisos de historias de ${brand} en este número. Envíe START si quiere volver a recibirlos.`,
    started: ({ team }) =>
      `Le damos la bienvenida de nuevo. Este número vuelve a recibir avisos de historias para ${team}. Envíe STOP en cualquier momento para darse de baja.`,
    muted: () =>
      'Silenciado durante 24 horas. Las historias de ese tiempo quedan en Storywire. Envíe START para terminar antes la pausa.',
    flagged: ({ account, region, team, link }) =>
      `Marcada para que ${team} la vuelva a publicar: la historia de ${account}, de ${region}.\n${link}`,
    flagWhich: () => '¿Cuál de estas historias quiere marcar?',
    noted: ({ account, region, link }) => `Su nota está en la historia de ${account}, de ${region}.\n${link}`,
    noteWhich: () => '¿A qué historia se refiere? Lo que ha escrito se añadirá a ella como nota.',
    noteKept: () =>
      'Gracias. En el último día no se avisó a este número de ninguna historia, por lo que sus palabras se guardan sin historia. Para poner una nota en una historia, responda a su mensaje.',
    textOnly: () =>
      'Aquí solo se puede leer texto. Para poner una nota en una historia, responda a su mensaje con palabras.',
  },
  alarms: {
    storage_failing:
      'No se puede almacenar lo que hay que guardar o borrar lo que hay que quitar, así que imágenes, vídeos o todo lo demás esperan.',
    token_broken: 'Meta rechaza el token de acceso, así que no se encuentran historias o no salen mensajes.',
    mismatch: 'Las sumas no cuadran: faltan avisos, hay avisos atascados o contados dos veces.',
    breaker_open: 'El envío se ha detenido por sí solo, porque fallaron demasiados mensajes seguidos.',
    webhooks_silent: 'WhatsApp acepta mensajes y ya no informa de ninguno.',
    limit_reached: 'El número de personas del día se ha agotado y hay novedades que no se envían.',
    token_ending:
      'El token de acceso caduca en menos de un día; sin uno nuevo no se encuentran historias o no salen mensajes.',
    unconfirmed: 'Nadie sabe si un mensaje llegó, y alguien tiene que decidir.',
  },
  stopped: {
    failed: 'Una publicación en Instagram ha fallado.',
    overdue: 'Una publicación en Instagram no se hizo, porque su hora había pasado.',
    unconfirmed: 'Nadie sabe si una publicación llegó a Instagram, y alguien tiene que mirar.',
  },
  stranger: ({ brand }) =>
    `Este número es solo para los equipos de ${brand}. Para unirse, pida a su administrador el código de su región y envíelo aquí.`,
  chooseStory: 'Elegir historia',
  signIn: ({ name, device, link, brand }) =>
    `Su enlace para iniciar sesión en el Storywire de ${brand} como ${name}, pedido desde ${device}:\n${link}\nFunciona una sola vez y durante 10 minutos. Quien lo tenga puede iniciar sesión en su nombre; no lo comparta con nadie. Si no lo ha pedido, no lo abra.`,
  signInRefused: {
    invited: () =>
      'Este número todavía no se ha unido, por lo que no puede iniciar sesión. Envíe primero el código de unión que recibió.',
    paused: ({ team }) =>
      `Este número está en pausa, por lo que no puede iniciar sesión. Pida a un administrador de ${team} que lo reactive.`,
    opted_out: () =>
      'Este número se dio de baja, por lo que no puede iniciar sesión. Envíe START para volver y, después, de nuevo su código de inicio de sesión.',
    region_archived: ({ team }) =>
      `${team} se ha archivado, por lo que este número no puede iniciar sesión. Pida a un administrador que lo pase a otra región.`,
    disabled: ({ team }) =>
      `En este momento no puede iniciar sesión. Consulte a un administrador de ${team}.`,
    code_unknown: () =>
      'Este código no se reconoce. Abra la página de inicio de sesión, elija iniciar sesión con WhatsApp y envíe el código nuevo tal como aparece allí.',
    code_used: () => 'Este código ya se ha usado. Obtenga uno nuevo en la página de inicio de sesión.',
    code_over: () => 'Este código ha caducado. Obtenga uno nuevo en la página de inicio de sesión.',
    too_many: () =>
      'Se han enviado muchos códigos de inicio de sesión en poco tiempo. Espere diez minutos y envíe uno nuevo.',
  },
};
