import { lookup as dnsLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { failureWords } from '#lib/meta/failure-words.ts';
import { downloadAddress, isPublicAddress } from './download-address.ts';

/** What became of a download. */
export type DownloadOutcome =
  /** Handed to `write` to the last byte. `declared`: the server had said how long it is, and it is. */
  | { kind: 'complete'; bytes: number; declared: boolean }
  /** The server answered that it will not give the file: dead link, gone, forbidden. */
  | { kind: 'refused'; status: number }
  /** By its text not one of Meta's places. Nothing was asked of it. */
  | { kind: 'forbidden'; reason: string }
  | { kind: 'too_large' }
  /**
   * Cut, late, unreachable, or the server's own trouble: worth another try. So is
   * one of Meta's names that resolves to an address that is not public, as behind
   * a captive portal; nothing was asked of that address.
   */
  | { kind: 'interrupted'; reason: string };

type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

export type DownloadRequest = {
  link: string;
  /** META_GRAPH_URL: its origin is allowed beside Meta's file hosts. */
  graphUrl: string;
  /** Takes the bytes as they come; what it throws (a full disk) is thrown on. */
  write: (chunk: Uint8Array) => Promise<void>;
  signal?: AbortSignal;
  maxBytes?: number;
  /** For the whole of it, redirects included. */
  timeoutMs?: number;
  resolve?: Resolve;
};

/** Instagram takes videos of up to 100 MB; the rest is headroom. */
const defaultMaxBytes = 110 * 1024 * 1024;
const defaultTimeoutMs = 60_000;
const mostRedirects = 3;

/** 4xx that say *later* rather than *no*. */
const laterStatuses = [408, 425, 429];
const redirectStatuses = [301, 302, 303, 307, 308];

/**
 * Downloads a file from Meta. SSRF-proof: the link and every redirect are
 * checked by name, each host is resolved once, the resolved address is checked
 * and the connection goes to that very address.
 * @throws only what `write` throws
 */
export async function download(request: DownloadRequest): Promise<DownloadOutcome> {
  const deadline = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  const resolve = request.resolve ?? ((host) => dnsLookup(host, { all: true }));
  let link = request.link;
  let base: URL | undefined;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const address = downloadAddress(link, request.graphUrl, base);
    if (!address.ok) return { kind: 'forbidden', reason: address.reason };
    const agent = new Agent({
      connect: { timeout: 5_000, lookup: checkedLookup(resolve, address.anyAddress) },
      headersTimeout: 15_000,
      bodyTimeout: 15_000,
      pipelining: 0,
      allowH2: false,
    });
    try {
      const answer = await agent.request({
        origin: address.url.origin,
        path: address.url.pathname + address.url.search,
        method: 'GET',
        headers: { accept: '*/*', 'accept-encoding': 'identity' },
        signal,
      });
      const target = redirectTarget(answer);
      if (target === undefined) return await receive(answer, request);
      link = target;
      base = address.url;
    } catch (error) {
      if (error instanceof WriteFailed) throw error.cause;
      return failure(error);
    } finally {
      // What is left of an unread body is cut off rather than waited for.
      await agent.destroy();
    }
  }
  return { kind: 'forbidden', reason: `redirected more than ${mostRedirects} times` };
}

class AddressRefused extends Error {}
class WriteFailed extends Error {}

/** The resolver of a connection: whoever it names is checked, and is whom the socket then connects to. */
function checkedLookup(resolve: Resolve, anyAddress: boolean): LookupFunction {
  return (host, options, callback) => {
    const answer = async () => {
      let found;
      try {
        found = await resolveChecked(resolve, host, anyAddress);
      } catch (error) {
        callback(error as Error, '', 0);
        return;
      }
      if (options.all) callback(null, found);
      else callback(null, found[0].address, found[0].family);
    };
    void answer();
  };
}

type Found = { address: string; family: number };

async function resolveChecked(
  resolve: Resolve,
  host: string,
  anyAddress: boolean,
): Promise<[Found, ...Found[]]> {
  const [first, ...rest] = await resolve(host);
  if (!first) throw new Error('The name has no address.');
  if (!anyAddress && ![first, ...rest].every(({ address }) => isPublicAddress(address))) {
    throw new AddressRefused('resolves to an address that is not public');
  }
  return [first, ...rest];
}

function redirectTarget(answer: Dispatcher.ResponseData): string | undefined {
  const { location } = answer.headers;
  if (!redirectStatuses.includes(answer.statusCode) || typeof location !== 'string') return undefined;
  return location;
}

async function receive(answer: Dispatcher.ResponseData, request: DownloadRequest): Promise<DownloadOutcome> {
  const { statusCode, headers, body } = answer;
  if (statusCode !== 200) {
    const later = statusCode >= 500 || laterStatuses.includes(statusCode);
    return later
      ? { kind: 'interrupted', reason: `status ${statusCode}` }
      : { kind: 'refused', status: statusCode };
  }
  const maxBytes = request.maxBytes ?? defaultMaxBytes;
  const declared = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  if (declared !== undefined && declared > maxBytes) return { kind: 'too_large' };
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return { kind: 'too_large' };
    try {
      await request.write(chunk);
    } catch (cause) {
      throw new WriteFailed('The file could not be written.', { cause });
    }
  }
  if (bytes === 0 || (declared !== undefined && bytes !== declared)) {
    return { kind: 'interrupted', reason: `${bytes} bytes came and ${declared ?? 'some'} were declared` };
  }
  return { kind: 'complete', bytes, declared: declared !== undefined };
}

function failure(error: unknown): DownloadOutcome {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefused) return { kind: 'interrupted', reason: cause.message };
  }
  return { kind: 'interrupted', reason: failureWords(error) };
}
