/** Every refusal, as the person reads it. */
import { describe, expect, it } from 'vitest';
import { queueUnavailableMessage, queueUnsureMessage } from './messages.ts';
import { REFUSALS, refusedMessage } from './refused-messages.ts';

describe('what a person reads', () => {
  it('says what to do next, and a code', () => {
    const codes = Object.keys(REFUSALS) as (keyof typeof REFUSALS)[];
    const refused = codes.map((reasonCode) => refusedMessage({ reasonCode }));
    expect(refused.join('\n\n')).toMatchInlineSnapshot(`
      "🔴 I do not know this command; it may have been renamed or removed. \`/help\` lists the commands there are.
      -# reason_code: unknown_command

      🔴 I do not know this button; the message may be from an older version. Run the command again to get a new one.
      -# reason_code: unknown_button"
    `);
  });

  it('says what is known of the queue', () => {
    expect([queueUnavailableMessage(), queueUnsureMessage()].join('\n\n')).toMatchInlineSnapshot(`
      "🔴 Nothing was started: the queue that takes commands cannot be reached. Try again in a minute.
      -# reason_code: queue_unavailable

      🔴 It is not certain that this was started: the queue that takes commands did not answer in time. If it was, this message changes within two minutes; if it does not change, try again.
      -# reason_code: queue_unsure"
    `);
  });

  it('lists everything that is wrong with the options', () => {
    const message = refusedMessage({
      reasonCode: 'invalid_options',
      command: 'status',
      problems: [
        { problem: 'unknown', option: 'evil`\n@everyone' },
        { problem: 'given-twice', option: 'count' },
        { problem: 'missing', option: 'run_id' },
        { problem: 'blank', option: 'api_base' },
        { problem: 'wrong-kind', option: 'count', expected: 'integer' },
        { problem: 'too-long', option: 'label', maxLength: 50 },
        { problem: 'out-of-range', option: 'count', min: 1, max: 3 },
      ],
    });
    expect(message).toMatchInlineSnapshot(`
      "🔴 Nothing was started. Correct this and run \`/status\` again:
      • there is no option \`evil' @everyone\`
      • \`count\` is given more than once
      • \`run_id\` is missing
      • \`api_base\` is blank: give it a value, or leave it out
      • \`count\` must be a whole number
      • \`label\` may have at most 50 characters
      • \`count\` must be from 1 to 3
      -# reason_code: invalid_options"
    `);
  });

  it('fits into a Discord message, whatever was sent', () => {
    const problems = Array.from({ length: 500 }, () => ({ problem: 'unknown', option: 'x'.repeat(5000) }) as const);
    expect(refusedMessage({ reasonCode: 'invalid_options', command: 'plan', problems }).length).toBeLessThan(2000);
  });
});
