/** dynalite ships no types: the part of its interface we use. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An HTTP(S) server that answers as DynamoDB; `path` keeps its tables on disk. */
  export default function dynalite(options?: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
}
