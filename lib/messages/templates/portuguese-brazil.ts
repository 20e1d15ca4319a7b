import type { TemplateTexts } from './template-texts.ts';

export const portugueseBrazil: TemplateTexts = {
  metaLanguage: 'pt_BR',
  story: (link) =>
    `Novo story de {{region}}: a conta {{account}} publicou às {{time}}. Abra ${link} para ver no Storywire. ` +
    'Como integrante da equipe {{team}}, você recebe este aviso.',
  rollup: (link) =>
    `Mais stories novos desde o seu último aviso: {{counts}}. Abra ${link} para ver o mais recente no Storywire. ` +
    'Como integrante da equipe {{team}}, você recebe este aviso.',
  summary: (link) =>
    `Seu resumo dos stories das outras equipes desde o anterior: {{counts}}. Abra ${link} para ver o mais recente no Storywire. ` +
    'Como integrante da equipe {{team}}, você recebe este resumo uma vez por dia.',
  joined: () =>
    'Este número de trabalho foi adicionado ao Storywire para a equipe {{team}}. ' +
    'Você será avisado aqui quando outra equipe publicar um story. Envie STOP a qualquer momento para sair.',
  problem: (link) =>
    'Um story foi sinalizado com um problema por {{who}}, da equipe {{who_team}}. ' +
    `O story é de {{region}} e foi publicado por {{account}}. Abra ${link} para ver o story e o que foi dito sobre ele.`,
  approval: (link) =>
    'Sua aprovação é necessária: {{who}} pede para republicar um story para {{region}} na conta {{account}}. ' +
    `Abra ${link} para ver o que seria publicado e aprovar ou devolver.`,
  alarm: (link) =>
    `O Storywire precisa da sua atenção: {{what}} Abra ${link} para ver os detalhes e o que pode ser feito.`,
  examples: {
    region: 'Japão',
    account: '@example.jp',
    time: '18:02 (São Paulo)',
    counts: 'França (7), Japão (2)',
    code: '7KQ2MD',
    path: 'regions',
    team: 'Brasil',
    who: 'Maria Silva',
    who_team: 'Jurídico',
    what: 'As contas da França não são verificadas há 45 minutos.',
  },
  seen: 'Visto',
  flag: 'Sinalizar',
  mute: 'Silenciar 24 h',
  counts: (named, others) =>
    [
      // The name stands alone, since which article it takes cannot be known.
      ...named.map(({ region, count }) => `${region} (${count})`),
      ...(others > 0 ? [`outras equipes (${others})`] : []),
    ].join(', '),
  replies: {
    joined: ({ team, brand }) =>
      `Tudo certo. Este número será avisado dos novos stories das outras equipes de ${brand}, para ${team}. Envie STOP a qualquer momento para sair.`,
    paused: ({ team }) =>
      `Registramos que este número quer participar. Ele foi pausado por um administrador de ${team}, que pode reativá-lo.`,
    stopped: ({ brand }) =>
      `Você não receberá mais avisos de stories de ${brand} neste número. Envie START se quiser voltar a recebê-los.`,
    started: ({ team }) =>
      `Que bom ter você de volta. Este número volta a receber avisos de stories para ${team}. Envie STOP a qualquer momento para sair.`,
    muted: () =>
      'Silenciado por 24 horas. Os stories desse período ficam no Storywire. Envie START para encerrar a pausa antes.',
    flagged: ({ account, region, team, link }) =>
      `Sinalizado para ${team} republicar: o story de ${account}, de ${region}.\n${link}`,
    flagWhich: () => 'Qual destes stories você quer sinalizar?',
    noted: ({ account, region, link }) => `Sua nota está no story de ${account}, de ${region}.\n${link}`,
    noteWhich: () => 'A qual story isso se refere? O que você escreveu será colocado nele como nota.',
    noteKept: () =>
      'Obrigado. Nenhum story foi avisado a este número no último dia, por isso suas palavras ficam guardadas sem story. Para colocar uma nota em um story, responda à mensagem dele.',
    textOnly: () =>
      'Aqui só é possível ler texto. Para colocar uma nota em um story, responda à mensagem dele com palavras.',
  },
  alarms: {
    storage_failing:
      'Não é possível armazenar o que precisa ser guardado ou apagar o que precisa ser removido, então imagens, vídeos ou todo o resto esperam.',
    token_broken:
      'A Meta recusa o token de acesso, e por isso os stories não são encontrados ou as mensagens não saem.',
    mismatch: 'As somas não batem: há avisos faltando, parados ou contados duas vezes.',
    breaker_open: 'O envio parou sozinho, porque muitas mensagens falharam em seguida.',
    webhooks_silent: 'O WhatsApp aceita mensagens e não informa mais nada sobre elas.',
    limit_reached: 'O número de pessoas do dia se esgotou, e novidades ficam de fora.',
    token_ending:
      'O token de acesso expira em menos de um dia; sem um novo, os stories não são encontrados ou as mensagens não saem.',
    unconfirmed: 'Ninguém sabe se uma mensagem chegou, e alguém precisa decidir.',
  },
  stopped: {
    failed: 'Uma publicação no Instagram falhou.',
    overdue: 'Uma publicação no Instagram não foi feita, porque o horário já tinha passado.',
    unconfirmed: 'Ninguém sabe se uma publicação chegou ao Instagram, e alguém precisa olhar.',
  },
  stranger: ({ brand }) =>
    `Este número atende apenas as equipes de ${brand}. Para participar, peça ao seu administrador o código da sua região e envie-o aqui.`,
  chooseStory: 'Escolher story',
  signIn: ({ name, device, link, brand }) =>
    `Seu link para entrar no Storywire de ${brand} como ${name}, pedido em ${device}:\n${link}\nEle funciona uma única vez, por 10 minutos. Quem tiver o link pode entrar em seu nome; não o compartilhe com ninguém. Se não foi você que pediu, não o abra.`,
  signInRefused: {
    invited: () =>
      'Este número ainda não participa, por isso não pode entrar. Envie primeiro o código de participação que você recebeu.',
    paused: ({ team }) =>
      `Este número está pausado, por isso não pode entrar. Peça a um administrador de ${team} que o reative.`,
    opted_out: () =>
      'Este número saiu, por isso não pode entrar. Envie START para voltar e, depois, envie seu código de acesso novamente.',
    region_archived: ({ team }) =>
      `${team} foi arquivada, por isso este número não pode entrar. Peça a um administrador que o mova para outra região.`,
    disabled: ({ team }) => `Você não pode entrar no momento. Fale com um administrador de ${team}.`,
    code_unknown: () =>
      'Este código não é conhecido. Abra a página de acesso, escolha entrar com o WhatsApp e envie o novo código como aparece lá.',
    code_used: () => 'Este código já foi usado. Gere um novo na página de acesso.',
    code_over: () => 'O prazo deste código terminou. Gere um novo na página de acesso.',
    too_many: () => 'Foram muitos códigos de acesso em pouco tempo. Espere dez minutos e envie um novo.',
  },
};
