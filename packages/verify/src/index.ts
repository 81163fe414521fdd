export type { DeclaredConnection, Party } from './connection.ts';
export type { Finding } from './finding.ts';
