/** A resource as the program asks for it, and what it gets back. */
import type { Cloud } from '../cloud.ts';

export type Inputs = Record<string, unknown>;
export type Resource = { type: string; name: string; inputs: Inputs };
/** `outputs` come on top of the inputs. */
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

/** The physical name: as given, or the logical one, where Pulumi would add random letters. */
export function nameOf(resource: Resource): string {
  return typeof resource.inputs['name'] === 'string' ? resource.inputs['name'] : resource.name;
}

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
