/** A resource of the Pulumi program, and what making it needs. */
import type { Account } from '../account/account.ts';
import type { QueueEngine } from '../engines/queue-engine.ts';
import type { TableEngine } from '../engines/table-engine.ts';

/** Where resources are made: the account's entries and the engines. */
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

export type Inputs = Record<string, unknown>;
export type Resource = { type: string; name: string; inputs: Inputs };
/** `outputs` are added to the inputs. */
export type Created = { id: string; outputs: Record<string, unknown> };
export type Create = (resource: Resource, cloud: Cloud) => Created | Promise<Created>;

/** An input that must be text. @throws naming the resource */
export function textOf(resource: Resource, input: string): string {
  const value = resource.inputs[input];
  if (typeof value === 'string') return value;
  throw new Error(`${resource.type} "${resource.name}" needs ${input} to be text.`);
}

export function numberOf(resource: Resource, input: string, otherwise: number): number {
  const value = resource.inputs[input];
  return value === undefined || value === null ? otherwise : Number(value);
}

/** The physical name: the given one, else the logical one. On AWS Pulumi would add random letters to that. */
export function nameOf(resource: Resource): string {
  return typeof resource.inputs['name'] === 'string' ? resource.inputs['name'] : resource.name;
}

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
