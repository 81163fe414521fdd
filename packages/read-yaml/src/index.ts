export { type DocumentText, isJson, separatorFault, splitDocuments } from './documents.ts';
export { Fault } from './fault.ts';
export { type Documents, readDocuments } from './read-documents.ts';
export { parseDocument, type Syntax } from './syntax.ts';
export { characterFault, decodeText, type FileText, type LineAndColumn, Lines, MAX_BYTES } from './text.ts';
export { dataOf, type FileReading } from './value.ts';
