/** One part of a multipart/form-data body. */
export type FormPart = {
  name: string;
  fileName: string | undefined;
  contentType: string | undefined;
  bytes: Buffer;
};

/** Splits a multipart/form-data body; undefined when it is none or is cut short. */
export function readMultipart(body: Buffer, contentType: string | undefined): FormPart[] | undefined {
  const match = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return undefined;
  const mark = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let from = body.indexOf(mark);
  while (from !== -1) {
    const start = from + mark.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') return parts;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start);
    if (next === -1) return undefined;
    const part = readPart(body.subarray(start + 2, next));
    if (!part) return undefined;
    parts.push(part);
    from = next + 2;
  }
  return undefined;
}

function readPart(bytes: Buffer): FormPart | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const headers = bytes.subarray(0, end).toString('utf8').split('\r\n');
  const find = (name: string): string | undefined =>
    headers
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const disposition = find('content-disposition') ?? '';
  const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) return undefined;
  return {
    name,
    fileName: /filename="([^"]*)"/i.exec(disposition)?.[1],
    contentType: find('content-type'),
    bytes: bytes.subarray(end + 4),
  };
}
