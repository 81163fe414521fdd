/**
 * The reason that Kustomize began with, before each of its functions put its own words around it. A resource that it cannot
 * read as a file it tries as a folder, and says why it is neither; for a file the first reason is the right one.
 */
export function innermostReason(stderr: string): string {
  const lines = withoutLog(stderr)
    .split('\n')
    .filter((line) => !line.startsWith('# Warning: '));
  const message = lines
    .join('\n')
    .trim()
    .replace(/^error: /i, '');
  if (/^(?:panic|fatal error): /.test(message)) return `it crashed (${lines[0]?.trim()}).`;
  return withoutFences(afterWrappers(message)).trim();
}

const RECURSED = "recursed accumulation of path '";
const AS_FOLDER = "': must build at directory";

function afterWrappers(message: string): string {
  const recursed = message.lastIndexOf(RECURSED);
  const path = recursed < 0 ? -1 : message.indexOf("': ", recursed + RECURSED.length);
  const own = (path < 0 ? message : message.slice(path + 3)).replace(/^accumulating (?:resources|components): /, '');
  const tried = "accumulation err='";
  if (!own.startsWith(tried)) return own;
  const asFolder = own.lastIndexOf(AS_FOLDER);
  if (asFolder >= 0) return own.slice(tried.length, asFolder);
  // As a folder it was found, and is wrong: why it is not a file does not matter.
  const end = own.lastIndexOf("': ");
  return end < 0 ? own : own.slice(end + 3);
}

/** Without what is quoted of a file as a block: the configuration of a plugin, or the contents of a node. */
function withoutFences(message: string): string {
  const start = message.indexOf(' with config: `\n');
  const end = message.lastIndexOf('\n`: ');
  const whole = start >= 0 && end > start ? `${message.slice(0, start)}${message.slice(end + 2)}` : message;
  return whole
    .replace(/(?:: node contents:|\bfor value )[\s\S]*/, '')
    .replace(/^map\[string\]interface \{\}\(nil\): /, '');
}

/** What kubectl logs stands behind the place in its sources: `E1126 18:27:03.123456   12345 run.go:72] `. */
const LOG = /^[IWEF]\d{4} [\d:.]+ +\d+ [\w.-]+:\d+\] /;

/** A line that is one quotation, as it was before it was quoted. Go quotes as JSON does, but for some characters. */
function withoutQuotes(line: string): string {
  if (!/^".*"$/.test(line)) return line;
  try {
    return String(JSON.parse(line));
  } catch {
    return line.slice(1, -1);
  }
}

/** The text without what kubectl's log puts before a line, and around one: `"command failed" err=<`. */
export function withoutLog(text: string): string {
  return text
    .split('\n')
    .map((line) => withoutQuotes(line.replace(LOG, '').replace(/^"command failed" err=(?:<$)?/, '')))
    .filter((line) => line.trim() !== '>')
    .map((line) => line.replace(/^\t/, ''))
    .join('\n');
}
