/** Evaluates what stands between `${{` and `}}`, with GitHub's own expression engine. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What expressions may name: `github`, `inputs`, `vars`, …; and whether an earlier step failed. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Text with every expression in it replaced by its value; nothing stays of what is null. */
export function fill(template: unknown, contexts: Contexts): string {
  return String(template ?? '').replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluate(expression, contexts, false).coerceString(),
  );
}

/** Whether a step runs: without a function of the status, only after no failure. */
export function holds(condition: string | undefined, contexts: Contexts, failed: boolean): boolean {
  if (condition === undefined) return !failed;
  const expression = condition.replace(/^\$\{\{(.*)\}\}$/s, '$1');
  const asksForStatus = /\b(always|cancelled|failure|success)\(/.test(expression);
  const value = evaluate(expression, contexts, failed);
  return (asksForStatus || !failed) && !['', 'false', '0'].includes(value.coerceString());
}

function evaluate(expression: string, contexts: Contexts, failed: boolean): data.ExpressionData {
  const functions = statusFunctions(failed);
  const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions);
  const context = JSON.parse(JSON.stringify(contexts), data.reviver);
  return new Evaluator(parser.parse(), context, new Map(functions.map((each) => [each.name, each]))).evaluate();
}

function statusFunctions(failed: boolean) {
  const answers = { always: true, cancelled: false, failure: failed, success: !failed };
  return Object.entries(answers).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer),
  }));
}
