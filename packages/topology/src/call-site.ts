/**
 * Where a function was called, as V8 has it in stack traces: `file:///repository/apps/shop/src/app.ts:24:13`. Undefined where it
 * does not say. TypeScript's types are stripped, not checked, when an app is emitted, so that what is misspelt is only met at
 * run time, where the value alone (undefined) would not tell where.
 *
 * @param called the function: the frames above it are the caller's.
 */
export function callSite(called: (...args: never[]) => unknown): string | undefined {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, called);
  const frame = trace.stack?.split('\n')[1]?.trim() ?? '';
  // Either `at <function> (<place>)` or `at <place>`.
  const place = frame.endsWith(')') ? frame.slice(frame.lastIndexOf('(') + 1, -1) : frame.slice('at '.length);
  return /:\d+:\d+$/.test(place) ? place : undefined;
}

/** The same as a part of a problem's location. */
export function fileOfCall(called: (...args: never[]) => unknown): { readonly file?: string } {
  const file = callSite(called);
  return file === undefined ? {} : { file };
}
