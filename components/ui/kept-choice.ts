/** What `keepChoice` has kept; undefined where nothing was. Anything may stand in it. */
export function keptChoice(cookie: string): string | undefined {
  const kept = document.cookie.split('; ').find((each) => each.startsWith(`${cookie}=`));
  return kept && decodeURIComponent(kept.slice(cookie.length + 1));
}
