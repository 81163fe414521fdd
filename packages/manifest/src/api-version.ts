/** The API group of an `apiVersion`: `apps` of `apps/v1`. Empty for the core group, and for a value that is not a string. */
export function groupOf(apiVersion: unknown): string {
  if (typeof apiVersion !== 'string') return '';
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
