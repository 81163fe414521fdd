/** The group of an `apiVersion`: `apps` of `apps/v1`; the empty text for the core group, and for what is not a string. */
export function groupOf(apiVersion: unknown): string {
  if (typeof apiVersion !== 'string') return '';
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
