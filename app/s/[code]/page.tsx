import { redirect } from 'next/navigation';

/** The short address that messages carry; sign-in, if needed, comes back to the story itself. */
export default async function ShortLink({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  redirect(`/stories/${encodeURIComponent(code)}`);
}
