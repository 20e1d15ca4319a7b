import './prepare-env.ts';
import { measureArchive } from './measure-archive.ts';

/** Measures in a process that has done nothing before: `image 500 5`. The figures go to the parent. */
const [kind, count, megabytes] = process.argv.slice(2);
const measured = await measureArchive(kind === 'video' ? 'video' : 'image', Number(count), Number(megabytes));
process.send?.(measured, () => process.exit(0));
