/** The channel as its people use it: they type, press and read. What was said and nobody read fails the story. */
import { type DiscordSandbox, registerCommands, selectsOf } from '@valine/sandboxes';
import { readAt } from '@valine/testing';
import { readMessage } from './read-message.ts';

/** `pause`: people take a moment before they do the next thing. `now`: epoch milliseconds. */
export async function openChat(
  discord: DiscordSandbox,
  settle: () => Promise<void>,
  pause: () => void,
  now: () => number,
) {
  await registerCommands(discord);
  const reading = readerOf(discord);
  const { answerTo } = reading;
  const shown = historyOf(discord);
  let latest = '';
  return {
    ...reading,
    /** Everything the answer to the newest `command` has said, one after the other. */
    history: () => shown.filter(({ interactionId }) => interactionId === latest).map(({ text }) => text),
    /** The answer to the newest `command`, as it stands now. */
    answer: () => answerTo(latest),
    /** Types a command and reads the answer once all is quiet. `written`: in the window that it opens. */
    async command(text: string, as = 'ada', written?: string): Promise<string> {
      pause();
      const who = { as, ...(written === undefined ? {} : { text: written }) };
      const { interactionId } = await discord.command(text, who);
      latest = interactionId;
      await settle();
      return readAt(now(), answerTo(interactionId));
    },
    /** Types a command and does not wait. */
    async send(text: string, as = 'ada'): Promise<string> {
      pause();
      return (await discord.command(text, { as })).interactionId;
    },
    /** Presses a button of the newest message that has it, and reads the private answer. `text`: what is written in the window that it opens. */
    async press(label: string, as = 'ada', text?: string): Promise<string> {
      pause();
      const who = { as, ...(text === undefined ? {} : { text }) };
      const { interactionId } = await discord.press(findButton(discord, label), label, who);
      await settle();
      return answerTo(interactionId);
    },
    /** Chooses in the newest list, and reads the private answer. */
    async choose(values: string[], as = 'ada'): Promise<string> {
      pause();
      const holder = discord.messages().findLast(({ message }) => selectsOf(message).length > 0);
      const { interactionId } = await discord.choose(holder?.message.id ?? '', values, { as });
      await settle();
      return answerTo(interactionId);
    },
    /** Several people press the same button at the same moment. */
    async pressTogether(label: string, people: string[]): Promise<string[]> {
      pause();
      const message = findButton(discord, label);
      const sent = await Promise.all(people.map((as) => discord.press(message, label, { as })));
      await settle();
      return sent.map(({ interactionId }) => answerTo(interactionId));
    },
  };
}

/** What people have seen from now on, each text once in a row. */
function historyOf(discord: DiscordSandbox) {
  const shown: { interactionId: string | undefined; text: string }[] = [];
  discord.onChange(({ stored: { message, interactionId } }) => {
    const text = readMessage(message);
    const before = shown.findLast((each) => each.interactionId === interactionId);
    if (text !== '' && text !== before?.text) shown.push({ interactionId, text });
  });
  return shown;
}

type Stored = ReturnType<DiscordSandbox['messages']>[number];

function readerOf(discord: DiscordSandbox) {
  const read = new Set<string>();
  const texts = (messages: readonly Stored[]) =>
    messages.map(({ message }) => {
      read.add(message.id);
      return readMessage(message);
    });
  const thread = (): Stored[] => {
    const plan = discord.messages().findLast((each) => discord.threadUnder(each.message.id) !== undefined);
    return plan === undefined ? [] : discord.messages(plan.message.id);
  };
  return {
    answerTo: (interactionId: string) =>
      texts(everywhere(discord).filter((each) => each.interactionId === interactionId)).at(-1) ?? '(no answer)',
    /** Everything everybody sees in the channel, the oldest first. */
    channel: () => texts(discord.messages().filter((each) => each.seenBy === undefined)),
    /** The one message of the channel whose text contains `text`. */
    message(text: string): string {
      const found = discord.messages().filter(({ message }) => readMessage(message).includes(text));
      if (found.length !== 1) throw new Error(`${found.length} messages contain “${text}”`);
      return texts(found)[0] ?? '';
    },
    /** The lines of the thread under the newest plan. */
    thread: () => texts(thread()),
    /** The short messages that told somebody of an end: who, and what. */
    pings: () =>
      discord
        .messages()
        .filter(isPing)
        .map(({ message }) => [message.mentions[0]?.username, readMessage(message)]),
    /** What stands in the channel or the thread and no test has looked at. A ping repeats what its message says. */
    unread: () =>
      [...discord.messages(), ...thread()]
        .filter((each) => !read.has(each.message.id) && !isPing(each))
        .map(({ message }) => readMessage(message)),
  };
}

/** It answers another message, and tells one person. */
function isPing({ message }: Stored): boolean {
  return message.message_reference !== undefined && message.mentions.length === 1;
}

/** The messages of threads, then those of the channel. */
function everywhere(discord: DiscordSandbox): Stored[] {
  const inChannel = discord.messages();
  const threads = inChannel.flatMap(({ message }) => discord.threadUnder(message.id) ?? []);
  return [...threads.flatMap(({ id }) => discord.messages(id)), ...inChannel];
}

function findButton(discord: DiscordSandbox, label: string): string {
  const holder = everywhere(discord).findLast((each) => readMessage(each.message).includes(`[ ${label} ]`));
  if (holder === undefined) throw new Error(`no message has a button ${label}`);
  return holder.message.id;
}
