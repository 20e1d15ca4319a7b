import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { decodeText } from '#lib/numbers/import/decode-text.ts';
import type { ImportInput } from '#lib/numbers/import/import-input.ts';
import type { Fix } from '#lib/numbers/import/problem.ts';
import type { ShownPlan, ShownTable } from '#lib/numbers/import/show-plan.ts';
import { checkList, commitList, type ImportDone, rejectedFile } from './import-api.ts';

export type Step = 'list' | 'columns' | 'check' | 'done';
type Busy = 'reading' | 'checking' | 'writing';

/** Everything that is chosen about a list; the text itself stays in the browser and is sent with each step. */
export type Chosen = Omit<Required<ImportInput>, 'text'> & { name: string; text: string };

export type Import = ReturnType<typeof useImport>;

/** The way of a list from a file to what became of it. Going back loses nothing that was chosen. */
export function useImport(regionId: string | null) {
  const t = useTranslations('numberImport');
  const [step, setStep] = useState<Step>('list');
  const [busy, setBusy] = useState<Busy | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Chosen>(() => nothingChosen(regionId));
  const [table, setTable] = useState<ShownTable | null>(null);
  const [plan, setPlan] = useState<ShownPlan | null>(null);
  const [done, setDone] = useState<ImportDone | null>(null);

  const inputOf = ({ name: _name, ...input }: Chosen): ImportInput => input;
  const during = async <T>(what: Busy, work: () => Promise<T>): Promise<T> => {
    setBusy(what);
    setProblem(null);
    try {
      return await work();
    } finally {
      setBusy(null);
    }
  };

  /** Asks again what the list is and would do, and keeps the choices it was asked with. */
  const check = async (next: Chosen, to: Step, what: Busy = 'checking') => {
    const answer = await during(what, () => checkList(inputOf(next)));
    if (!answer.ok) return setProblem(answer.message ?? t('refused.network'));
    const { table: read, plan: planned } = answer.value;
    setTable(read);
    setPlan(planned);
    setChosen({ ...next, header: read.header, columns: read.columns.map(({ is }) => is) });
    setStep(planned === null ? 'columns' : to);
  };

  const readText = (name: string, text: string) =>
    check({ ...nothingChosen(chosen.regionId), country: chosen.country, name, text }, 'columns', 'reading');

  return {
    step,
    busy,
    problem,
    chosen,
    table,
    plan,
    done,
    readText,
    readFile: async (file: File) => {
      const decoded = await during('reading', async () =>
        decodeText(new Uint8Array(await file.arrayBuffer())),
      );
      if (!decoded.ok) return setProblem(t(`refused.${decoded.reason}`));
      await readText(file.name, decoded.text);
    },
    choose: (some: Partial<Chosen>) => setChosen({ ...chosen, ...some }),
    /** The header decides what the columns are guessed from, so they are guessed anew. */
    setHeader: (header: boolean) => check({ ...chosen, header, columns: null }, 'columns'),
    check: () => check(chosen, 'check'),
    fix: (fixes: Fix[]) => check({ ...chosen, fixes: [...chosen.fixes, ...fixes] }, 'check'),
    fixCountry: (country: string) => check({ ...chosen, country }, 'check'),
    nameByNumber: () => check({ ...chosen, nameByNumber: true }, 'check'),
    undoFixes: () => check({ ...chosen, fixes: [], nameByNumber: false }, 'check'),
    back: (to: Step) => {
      setProblem(null);
      setStep(to);
    },
    commit: async () => {
      if (!plan || busy) return;
      const answer = await during('writing', () => commitList({ ...inputOf(chosen), digest: plan.digest }));
      if (!answer.ok) return setProblem(answer.message ?? t('refused.network'));
      if (answer.value.status === 'changed') {
        setPlan(answer.value.plan);
        return setProblem(t('changed'));
      }
      setDone(answer.value);
      setStep('done');
    },
    download: async () => {
      const answer = await rejectedFile(inputOf(chosen));
      if (!answer.ok) return setProblem(answer.message ?? t('refused.network'));
      save(answer.value, t('downloadName'));
    },
    another: () => {
      setChosen(nothingChosen(regionId));
      setPlan(null);
      setDone(null);
      setStep('list');
    },
  };
}

const nothingChosen = (regionId: string | null): Chosen => ({
  name: '',
  text: '',
  header: null,
  columns: null,
  regionId,
  country: null,
  nameByNumber: false,
  fixes: [],
});

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads it after the click, in its own time.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
