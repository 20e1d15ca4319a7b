import { connection } from 'next/server';
import { NothingHere } from '#components/shell/nothing-here.tsx';

export default async function NotFoundPage() {
  // Each answer carries its own nonce, so none may be made at build time.
  await connection();
  return (
    <main>
      <NothingHere />
    </main>
  );
}
