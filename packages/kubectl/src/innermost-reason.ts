/**
 * The innermost reason of an error of Kustomize, without the messages that its callers wrap around it. If a resource cannot
 * be read as a file, Kustomize tries it as a folder, and prints both reasons; the one that applies is returned.
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
  return inPlainWords(withoutQuotedFiles(afterWrappers(withoutComponents(message)))).trim();
}

/** The message of a component, which Kustomize quotes. */
function withoutComponents(message: string): string {
  const start = /(?:accumulateDirectory: |loader\.New )(?=")/.exec(message);
  if (start === null) return message;
  const quoted = message.slice(start.index + start[0].length);
  return /"$/.test(quoted) ? withoutComponents(withoutQuotes(quoted)) : message;
}

/** The message without what Go prints of its own values, and without what is said twice of a missing file. */
function inPlainWords(message: string): string {
  return withoutGoValue(message)
    .replace(/^must build at directory: not a valid directory: /, '')
    .replace(/evalsymlink failure on '[^']*' : (?=lstat )/, '')
    .replace(/ in object \{\{([^\s{}]*) ([^\s{}]*)\} [\s\S]*$/, ' in object $1 $2');
}

const GENERATED = /^merging from generator .{1,60}: id resid\.ResId/;

/** The message with the object of a generator as Kustomize names it elsewhere: `ConfigMap.v1.[noGrp]/settings.[noNs]`. */
function withoutGoValue(message: string): string {
  const [, after] = message.split(GENERATED, 2);
  if (after === undefined) return message;
  const [group, version, kind, name, namespace] = Array.from(after.matchAll(/"([^"]*)"/g), ([, text]) => text);
  const end = after.indexOf('} ');
  return `${kind}.${version}.[${group || 'noGrp'}]/${name}.[${namespace || 'noNs'}]${end < 0 ? '' : after.slice(end + 1)}`;
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
  // It is a folder: the reason why it is not a file does not matter.
  const end = own.lastIndexOf("': ");
  return end < 0 ? own : own.slice(end + 3);
}

/** The message without the parts of files that it quotes as a block: the configuration of a plugin, or a YAML node. */
function withoutQuotedFiles(message: string): string {
  const start = message.indexOf(' with config: `\n');
  const end = message.lastIndexOf('\n`: ');
  const whole = start >= 0 && end > start ? `${message.slice(0, start)}${message.slice(end + 2)}` : message;
  return whole
    .replace(/(?:: node contents:|\bfor value )[\s\S]*/, '')
    .replace(/^map\[string\]interface \{\}\(nil\): /, '');
}

/** The header of a log line of kubectl: `E1126 18:27:03.123456   12345 run.go:72] `. */
const LOG_HEADER = /^[IWEF]\d{4} [\d:.]+ +\d+ [\w.-]+:\d+\] /;

/** Unquotes a text that is quoted as a whole. Go's quotes are those of JSON, except for some escapes. */
function withoutQuotes(text: string): string {
  if (!/^"[\s\S]*"$/.test(text)) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1).replaceAll('\\"', '"');
  }
}

/** The text without the headers of kubectl's log, and without what surrounds an error: `"command failed" err=<`. */
export function withoutLog(text: string): string {
  return text
    .split('\n')
    .map((line) => withoutQuotes(line.replace(LOG_HEADER, '').replace(/^"command failed" err=(?:<$)?/, '')))
    .filter((line) => line.trim() !== '>')
    .map((line) => line.replace(/^\t/, ''))
    .join('\n');
}
