/** What the resources of the program are made of: the account's entries and the engines. */
import type { Account } from './account.ts';
import type { QueueEngine } from './engines/queue-engine.ts';
import type { TableEngine } from './engines/table-engine.ts';

export type Cloud = {
  account: Account;
  queues: QueueEngine;
  tables: TableEngine;
  /** Where the HTTP API answers. */
  url: string;
  awsEndpoint: string;
  /** The folder that relative asset paths start from. */
  programDir: string;
};
