import type { TemplateTexts } from './template-texts.ts';

export const french: TemplateTexts = {
  metaLanguage: 'fr',
  story: (link) =>
    `Nouvelle story de {{region}} : le compte {{account}} l’a publiée à {{time}}. Ouvrez ${link} pour la voir dans Storywire. ` +
    'En tant que membre de l’équipe {{team}}, vous recevez cet avis.',
  rollup: (link) =>
    `Autres nouvelles stories depuis votre dernier avis : {{counts}}. Ouvrez ${link} pour voir la plus récente dans Storywire. ` +
    'En tant que membre de l’équipe {{team}}, vous recevez cet avis.',
  summary: (link) =>
    `Votre récapitulatif des stories des autres équipes depuis le précédent : {{counts}}. Ouvrez ${link} pour voir la plus récente dans Storywire. ` +
    'En tant que membre de l’équipe {{team}}, vous recevez ce récapitulatif une fois par jour.',
  joined: () =>
    'Ce numéro professionnel a été ajouté à Storywire pour l’équipe {{team}}. ' +
    'Vous serez prévenu ici lorsqu’une autre équipe publiera une story. Envoyez STOP à tout moment pour ne plus rien recevoir.',
  problem: (link) =>
    'Une story a été signalée pour un problème par {{who}}, de l’équipe {{who_team}}. ' +
    `Il s’agit d’une story de {{region}}, publiée par {{account}}. Ouvrez ${link} pour voir la story et ce qui en a été dit.`,
  approval: (link) =>
    'Votre approbation est demandée : {{who}} souhaite republier une story pour {{region}} sur le compte {{account}}. ' +
    `Ouvrez ${link} pour voir ce qui serait publié, puis l’approuver ou le renvoyer.`,
  alarm: (link) =>
    `Storywire requiert votre attention : {{what}} Ouvrez ${link} pour voir les détails et ce qui peut être fait.`,
  examples: {
    region: 'Brésil',
    account: '@example.br',
    time: '18:02 (Paris)',
    counts: 'Allemagne (7), Japon (2)',
    code: '7KQ2MD',
    path: 'regions',
    team: 'France',
    who: 'Maria Silva',
    who_team: 'Juridique',
    what: 'Les comptes du Japon ne sont plus vérifiés depuis 45 minutes.',
  },
  seen: 'Vu',
  flag: 'Signaler',
  mute: 'Silence 24 h',
  counts: (named, others) =>
    [
      // The name stands alone, since which article it takes cannot be known.
      ...named.map(({ region, count }) => `${region} (${count})`),
      ...(others > 0 ? [`autres équipes (${others})`] : []),
    ].join(', '),
  replies: {
    joined: ({ team, brand }) =>
      `C’est fait. Ce numéro sera prévenu des nouvelles stories des autres équipes de ${brand}, pour ${team}. Envoyez STOP à tout moment pour ne plus rien recevoir.`,
    paused: ({ team }) =>
      `Nous avons noté que ce numéro souhaite participer. Il a été mis en pause par un administrateur de ${team}, qui peut le réactiver.`,
    stopped: ({ brand }) =>
      `Vous ne recevrez plus d’avis de stories de ${brand} sur ce numéro. Envoyez START pour en recevoir de nouveau.`,
    started: ({ team }) =>
      `Bon retour. Ce numéro reçoit de nouveau les avis de stories pour ${team}. Envoyez STOP à tout moment pour ne plus rien recevoir.`,
    muted: () =>
      'Silence pendant 24 heures. Les stories de cette période restent dans Storywire. Envoyez START pour y mettre fin plus tôt.',
    flagged: ({ account, region, team, link }) =>
      `Signalée pour que ${team} la republie : la story de ${account}, de ${region}.\n${link}`,
    flagWhich: () => 'Laquelle de ces stories souhaitez-vous signaler ?',
    noted: ({ account, region, link }) =>
      `Votre note figure sur la story de ${account}, de ${region}.\n${link}`,
    noteWhich: () => 'De quelle story s’agit-il ? Ce que vous avez écrit y sera ajouté comme note.',
    noteKept: () =>
      'Merci. Aucune story n’a été annoncée à ce numéro au cours du dernier jour ; vos mots sont donc conservés sans story. Pour ajouter une note à une story, répondez à son message.',
    textOnly: () =>
      'Seul le texte peut être lu ici. Pour ajouter une note à une story, répondez à son message par écrit.',
  },
  alarms: {
    storage_failing:
      'Ce qui doit être gardé ne peut pas être stocké, ou ce qui doit être retiré supprimé : images, vidéos ou tout le reste attendent.',
    token_broken:
      'Meta refuse le jeton d’accès : les stories ne sont plus trouvées ou les messages ne partent plus.',
    mismatch: 'Les comptes ne tombent pas juste : des avis manquent, sont bloqués ou comptés deux fois.',
    breaker_open: 'L’envoi s’est arrêté de lui-même, car trop de messages ont échoué à la suite.',
    webhooks_silent: 'WhatsApp accepte les messages et n’en dit plus rien.',
    limit_reached: 'Le nombre de personnes de la journée est épuisé et des nouveautés ne sont pas envoyées.',
    token_ending:
      'Le jeton d’accès expire dans moins d’un jour ; sans un nouveau, les stories ne sont plus trouvées ou les messages ne partent plus.',
    unconfirmed: 'Personne ne sait si un message est arrivé, et quelqu’un doit décider.',
  },
  stopped: {
    failed: 'Une publication sur Instagram a échoué.',
    overdue: 'Une publication sur Instagram n’a pas eu lieu, car son heure était passée.',
    unconfirmed: 'Personne ne sait si une publication est arrivée sur Instagram, et quelqu’un doit regarder.',
  },
  stranger: ({ brand }) =>
    `Ce numéro est réservé aux équipes de ${brand}. Pour en faire partie, demandez à votre administrateur le code de votre région et envoyez-le ici.`,
  chooseStory: 'Choisir une story',
  signIn: ({ name, device, link, brand }) =>
    `Votre lien pour vous connecter au Storywire de ${brand} en tant que ${name}, demandé depuis ${device} :\n${link}\nIl fonctionne une seule fois, pendant 10 minutes. Quiconque le possède peut se connecter à votre place ; ne le transmettez à personne. Si vous ne l’avez pas demandé, ne l’ouvrez pas.`,
  signInRefused: {
    invited: () =>
      'Ce numéro n’est pas encore inscrit et ne peut donc pas se connecter. Envoyez d’abord le code d’inscription que vous avez reçu.',
    paused: ({ team }) =>
      `Ce numéro est en pause et ne peut donc pas se connecter. Demandez à un administrateur de ${team} de le réactiver.`,
    opted_out: () =>
      'Ce numéro s’est désinscrit et ne peut donc pas se connecter. Envoyez START pour revenir, puis de nouveau votre code de connexion.',
    region_archived: ({ team }) =>
      `${team} a été archivée et ce numéro ne peut donc pas se connecter. Demandez à un administrateur de le rattacher à une autre région.`,
    disabled: ({ team }) =>
      `Vous ne pouvez pas vous connecter pour le moment. Adressez-vous à un administrateur de ${team}.`,
    code_unknown: () =>
      'Ce code est inconnu. Ouvrez la page de connexion, choisissez la connexion avec WhatsApp et envoyez le nouveau code tel qu’il y figure.',
    code_used: () => 'Ce code a déjà été utilisé. Demandez-en un nouveau sur la page de connexion.',
    code_over: () => 'Ce code a expiré. Demandez-en un nouveau sur la page de connexion.',
    too_many: () =>
      'De nombreux codes de connexion ont été envoyés en peu de temps. Attendez dix minutes, puis envoyez-en un nouveau.',
  },
};
