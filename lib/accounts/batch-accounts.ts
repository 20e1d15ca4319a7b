/** Meta takes at most 50 requests in one batch call (Graph API, batch requests). */
const mostPerBatch = 50;

/** Groups accounts into calls: one token per call, at most fifty accounts each. */
export function batchAccounts<Account extends { tokenId: string }>(
  accounts: readonly Account[],
): Account[][] {
  return [...Map.groupBy(accounts, (each) => each.tokenId).values()].flatMap((ofToken) => {
    const batches: Account[][] = [];
    for (let at = 0; at < ofToken.length; at += mostPerBatch)
      batches.push(ofToken.slice(at, at + mostPerBatch));
    return batches;
  });
}
