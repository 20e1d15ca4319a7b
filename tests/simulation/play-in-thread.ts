import { parentPort, workerData } from 'node:worker_threads';
import { playSeeds } from './tally.ts';

const { from, count } = workerData as { from: number; count: number };
parentPort?.postMessage(playSeeds(from, count), []);
