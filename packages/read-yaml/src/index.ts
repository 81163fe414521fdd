export { type DocumentText, isJson, separatorError, splitDocuments } from './documents.ts';
export { type Documents, readDocuments } from './read-documents.ts';
export { parseDocument, type Syntax } from './syntax.ts';
export { characterError, decodeText, type FileText, type LineAndColumn, Lines, MAX_BYTES } from './text.ts';
export { dataOf, type FileReading } from './value.ts';
export { YamlError } from './yaml-error.ts';
