/** One place in the project that breaks a rule, and how it is told. */
export type Violation = { file: string; line: number; says: string };

export function violationMessage({ file, line, says }: Violation): string {
  return `${file}:${line} ${says}`;
}
