/** The entry the Pulumi CLI starts; it resolves to the stack's outputs. */
export default function main(): Promise<Record<string, unknown>>;
