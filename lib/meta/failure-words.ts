const words: Record<string, string> = {
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'name service did not answer',
  ECONNREFUSED: 'connection refused',
  EHOSTUNREACH: 'host not reachable',
  ENETUNREACH: 'network not reachable',
  ETIMEDOUT: 'connection timed out',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed while writing',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'answer stopped half way',
  UND_ERR_SOCKET: 'connection closed before the answer was complete',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'answer too large',
  HPE_INVALID_CONSTANT: 'answer is not HTTP',
  HPE_INVALID_EOF_STATE: 'answer cut short',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'answer cut short',
};

/** The codes that Node and OpenSSL give to a handshake that failed. */
const tls = /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/**
 * Says in words why a call failed, for logs, attempts and the status page.
 * Built from the error's code alone: messages of errors may hold addresses.
 */
export function failureWords(error: unknown): string {
  if (!(error instanceof Error)) return 'failed without a reason';
  if (error.name === 'TimeoutError') return 'took longer than allowed in all';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return `failed (${error.name})`;
  if (tls.test(code)) return `TLS failure (${code})`;
  return words[code] ?? `failed (${code})`;
}
