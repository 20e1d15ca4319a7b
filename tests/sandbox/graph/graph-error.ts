import type { JsonObject } from '../json.ts';
import { traceId } from '../store/ids.ts';

export type GraphFault = {
  code: number;
  message: string;
  subcode?: number;
  type?: string;
  /** HTTP status; 400 unless told. */
  status?: number;
  /** WhatsApp's error_data.details. */
  details?: string;
  userTitle?: string;
  userMessage?: string;
};

/** A refusal as Meta words it; thrown by edges and answered as Meta's envelope. */
export class GraphError extends Error {
  override name = 'GraphError';
  readonly fault: GraphFault;

  constructor(fault: GraphFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Meta's error envelope (Graph API guide "error handling"; WhatsApp adds error_data). */
export function errorEnvelope(fault: GraphFault): JsonObject {
  return {
    error: {
      message: fault.message,
      type: fault.type ?? 'OAuthException',
      code: fault.code,
      error_subcode: fault.subcode,
      error_data:
        fault.details === undefined ? undefined : { messaging_product: 'whatsapp', details: fault.details },
      is_transient: fault.code === 1 || fault.code === 2 ? true : undefined,
      error_user_title: fault.userTitle,
      error_user_msg: fault.userMessage,
      fbtrace_id: traceId(),
    },
  };
}

/** The object is not there, or may not be seen: Meta does not tell which. */
export function missingObject(id: string, verb = 'get'): GraphError {
  return new GraphError({
    code: 100,
    subcode: 33,
    type: 'GraphMethodException',
    message: `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
  });
}

/** The address leads nowhere. */
export function unknownPath(path: string): GraphError {
  return new GraphError({ code: 2500, message: `Unknown path components: ${path}` });
}

/** A parameter is missing, misspelled or of the wrong kind. */
export function badParameter(message: string, extra: Partial<GraphFault> = {}): GraphError {
  return new GraphError({
    code: 100,
    message: message.startsWith('(#100)') ? message : `(#100) ${message}`,
    ...extra,
  });
}

/** A refusal of the Cloud API, with the sentence that Meta's clients are told to read. */
export function cloudError(code: number, title: string, details: string, status = 400): GraphError {
  return new GraphError({ code, message: `(#${code}) ${title}`, details, status });
}
