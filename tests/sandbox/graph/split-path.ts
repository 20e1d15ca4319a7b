/** Version and parts of a path; the version is undefined when there is none. */
export function splitPath(pathname: string): { version: string | undefined; path: string[] } {
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodePart);
  const version = /^v\d+\.\d+$/.test(parts[0] ?? '') ? parts[0] : undefined;
  return { version, path: version === undefined ? parts : parts.slice(1) };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
