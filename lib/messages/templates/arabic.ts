import { isolateText } from './isolate-text.ts';
import type { TemplateTexts } from './template-texts.ts';

export const arabic: TemplateTexts = {
  metaLanguage: 'ar',
  rightToLeft: true,
  story: (link) =>
    `قصة جديدة من {{region}}: نشرها الحساب {{account}} في الساعة {{time}}. افتح ${link} لمشاهدتها في Storywire. ` +
    'يصلك هذا الإشعار لأنك عضو في فريق {{team}} لدينا.',
  rollup: (link) =>
    `قصص جديدة أخرى منذ آخر إشعار وصلك: {{counts}}. افتح ${link} لمشاهدة أحدثها في Storywire. ` +
    'يصلك هذا الإشعار لأنك عضو في فريق {{team}} لدينا.',
  summary: (link) =>
    `ملخص قصص الفرق الأخرى منذ الملخص السابق: {{counts}}. افتح ${link} لمشاهدة أحدثها في Storywire. ` +
    'يصلك هذا الملخص مرة واحدة في اليوم لأنك عضو في فريق {{team}} لدينا.',
  joined: () =>
    'تمت إضافة رقم العمل هذا إلى Storywire لفريق {{team}} لدينا. ' +
    'سيصلك إشعار هنا عندما ينشر فريق آخر قصة. أرسل STOP في أي وقت لإيقاف الإشعارات.',
  problem: (link) =>
    'تم الإبلاغ عن مشكلة في قصة، والمُبلِّغ هو {{who}} من فريق {{who_team}} لدينا. ' +
    `القصة من {{region}} ونشرها الحساب {{account}}. افتح ${link} لمشاهدة القصة وما قيل عنها.`,
  approval: (link) =>
    'نحتاج إلى موافقتك: طلب {{who}} إعادة نشر قصة لمنطقة {{region}} على الحساب {{account}}. ' +
    `افتح ${link} للاطلاع على ما سيُنشر ثم الموافقة عليه أو إعادته.`,
  alarm: (link) =>
    `يحتاج Storywire إلى انتباه أحد المشرفين: {{what}} افتح ${link} للاطلاع على التفاصيل وما يمكن فعله.`,
  examples: {
    region: 'البرازيل',
    account: '@example.br',
    time: '18:02 (Dubai)',
    counts: 'فرنسا (7)، اليابان (2)',
    code: '7KQ2MD',
    path: 'regions',
    team: 'الإمارات',
    who: 'Maria Silva',
    who_team: 'الشؤون القانونية',
    what: 'لم يتم التحقق من حسابات فرنسا منذ 45 دقيقة.',
  },
  seen: 'شاهدتها',
  flag: 'وضع علامة',
  mute: 'كتم 24 ساعة',
  counts: (named, others) =>
    [
      // Each name by itself: a Latin one would otherwise take the number beside it along.
      ...named.map(({ region, count }) => `${isolateText(region)} (${count})`),
      ...(others > 0 ? [`فرق أخرى (${others})`] : []),
    ].join('، '),
  replies: {
    joined: ({ team, brand }) =>
      `تم انضمامك. ستصل إلى هذا الرقم إشعارات القصص الجديدة للفرق الأخرى في ${isolateText(brand)}، لفريق ${isolateText(team)}. أرسل STOP في أي وقت لإيقافها.`,
    paused: ({ team }) =>
      `سجّلنا رغبة هذا الرقم في الانضمام. أوقفه مؤقتًا أحد مشرفي ${isolateText(team)}، ويمكنه إعادة تفعيله.`,
    stopped: ({ brand }) =>
      `لن تصلك إشعارات قصص ${isolateText(brand)} على هذا الرقم بعد الآن. أرسل START إذا أردت تلقيها من جديد.`,
    started: ({ team }) =>
      `مرحبًا بعودتك. سيتلقى هذا الرقم إشعارات القصص لفريق ${isolateText(team)} من جديد. أرسل STOP في أي وقت لإيقافها.`,
    muted: () =>
      'تم كتم الإشعارات لمدة 24 ساعة. تبقى قصص هذه المدة في Storywire. أرسل START لإنهاء الكتم قبل ذلك.',
    flagged: ({ account, region, team, link }) =>
      `وُضعت علامة لإعادة النشر من قِبل ${isolateText(team)} على قصة ${isolateText(account)} من ${isolateText(region)}.\n${link}`,
    flagWhich: () => 'على أي من هذه القصص تريد وضع علامة؟',
    noted: ({ account, region, link }) =>
      `أُضيفت ملاحظتك إلى قصة ${isolateText(account)} من ${isolateText(region)}.\n${link}`,
    noteWhich: () => 'أي قصة تقصد؟ سيُضاف ما كتبته إليها كملاحظة.',
    noteKept: () =>
      'شكرًا لك. لم يصل إلى هذا الرقم إشعار بأي قصة خلال اليوم الأخير، لذلك حُفظ كلامك دون قصة. لإضافة ملاحظة إلى قصة، أجب على رسالتها.',
    textOnly: () => 'لا يمكن هنا قراءة غير النص. لإضافة ملاحظة إلى قصة، أجب على رسالتها بالكتابة.',
  },
  chooseStory: 'اختر قصة',
  signIn: ({ name, device, link, brand }) =>
    `رابط تسجيل دخولك إلى Storywire الخاص بـ ${isolateText(brand)} باسم ${isolateText(name)}، وقد طُلب من ${isolateText(device)}:\n${link}\nيعمل الرابط مرة واحدة خلال 10 دقائق. من يحصل عليه يمكنه تسجيل الدخول باسمك، فلا تشاركه مع أحد. إذا لم تطلبه فلا تفتحه.`,
  signInRefused: {
    invited: () => 'لم ينضم هذا الرقم بعد، لذلك لا يمكنه تسجيل الدخول. أرسل أولًا رمز الانضمام الذي حصلت عليه.',
    paused: ({ team }) =>
      `هذا الرقم موقوف مؤقتًا، لذلك لا يمكنه تسجيل الدخول. اطلب من أحد مشرفي ${isolateText(team)} إعادة تفعيله.`,
    opted_out: () =>
      'أوقف هذا الرقم الإشعارات، لذلك لا يمكنه تسجيل الدخول. أرسل START للعودة، ثم أرسل رمز تسجيل الدخول مرة أخرى.',
    region_archived: ({ team }) =>
      `تمت أرشفة ${isolateText(team)}، لذلك لا يمكن لهذا الرقم تسجيل الدخول. اطلب من أحد المشرفين نقله إلى منطقة أخرى.`,
    disabled: ({ team }) => `لا يمكنك تسجيل الدخول حاليًا. تواصل مع أحد مشرفي ${isolateText(team)}.`,
    code_unknown: () =>
      'هذا الرمز غير معروف. افتح صفحة تسجيل الدخول واختر تسجيل الدخول عبر WhatsApp وأرسل الرمز الجديد كما يظهر هناك.',
    code_used: () => 'تم استخدام هذا الرمز من قبل. احصل على رمز جديد من صفحة تسجيل الدخول.',
    code_over: () => 'انتهت صلاحية هذا الرمز. احصل على رمز جديد من صفحة تسجيل الدخول.',
    too_many: () => 'أُرسلت رموز كثيرة لتسجيل الدخول خلال وقت قصير. انتظر عشر دقائق ثم أرسل رمزًا جديدًا.',
  },
};
