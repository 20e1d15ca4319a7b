import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page, which is asked for with GET, or a route, which answers the methods that it exports. */
export type BuiltRequest = { kind: 'page' | 'route'; method: string; path: string };

/** Every page and route that a build answers to. */
export function builtRequests(folder: string): BuiltRequest[] {
  const manifest = join(folder, '.next/app-path-routes-manifest.json');
  const routes = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>;
  return Object.entries(routes)
    .filter(([file]) => file !== '/_not-found/page' && file !== '/_global-error/page')
    .flatMap(([file, path]): BuiltRequest[] =>
      file.endsWith('/route')
        ? methodsOf(folder, file).map((method) => ({ kind: 'route', method, path }))
        : [{ kind: 'page', method: 'GET', path }],
    );
}

const methodNames = /\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;

/** The methods that a route's source exports. Files that Next makes itself, such as icons, have GET only. */
function methodsOf(folder: string, file: string): string[] {
  let source: string;
  try {
    source = readFileSync(join(folder, 'app', `${file}.ts`), 'utf8');
  } catch {
    return ['GET'];
  }
  const exported = source.matchAll(
    /^export (?:const (\w+|\{[^}]*\})|(?:async )?function (\w+)|\{([^}]*)\})/gm,
  );
  const methods = [...exported].flatMap((parts) => parts.slice(1).join(' ').match(methodNames) ?? []);
  if (methods.length === 0)
    throw new Error(`No method was found in ${file}: this test cannot read how it exports them.`);
  return methods;
}
