/** What the bot says in the channel once it is set up. */

const FIRST_LINE = '👋 Valine is set up here.';

export function greetingMessage(): string {
  return [
    FIRST_LINE,
    'Label some issues `ready` and type `/plan`: they become the plan of the day, for a colleague to approve.',
    '`/help` lists every command, and who may run it.',
  ].join('\n');
}

export function isGreeting(content: string): boolean {
  return content.startsWith(FIRST_LINE);
}
