/** Filter patterns of CloudWatch Logs: which lines of a log go on. */

const EQUALS = /^\{ \$\.(\w+) = "([^"]*)" \}$/;

/** Whether a line fits. Knows `{ $.field = "value" }`. @throws for every other pattern */
export function filterOf(pattern: string): (line: string) => boolean {
  const [, field = '', value] = EQUALS.exec(pattern) ?? [];
  if (value === undefined) throw new Error(unknownPatternMessage(pattern));
  return (line) => {
    // Most lines are told apart without reading their JSON.
    if (!line.startsWith('{') || !line.includes(value)) return false;
    try {
      return Object(JSON.parse(line))[field] === value;
    } catch {
      return false;
    }
  };
}

function unknownPatternMessage(pattern: string): string {
  return `The local stack knows filter patterns such as { $.level = "error" }, not ${pattern}: teach it in packages/local-stack/stack/logs/filter-pattern.ts.`;
}
