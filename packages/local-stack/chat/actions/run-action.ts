/** Runs an action and returns the text to print. */
import type { DiscordSandbox, GitHubSandbox, Issue, ModelBehaviour, Sent } from '@valine/sandboxes';
import type { StackState } from '../../stack/stack.ts';
import { indent, type RenderOptions, renderMessage } from '../render/render-message.ts';
import type { LocalSystem } from '../system/local-system.ts';
import { onFiles } from './file-actions.ts';
import { findMessageToChooseOn, findMessageToPress } from './find-message-to-press.ts';
import type { Action } from './parse-line.ts';
import { PULL_ACTIONS, type PullAction } from './parse-pull-action.ts';
import { onPullRequests } from './run-pull-action.ts';
import { onTalk } from './run-talk-action.ts';
import { onSite, onWorkflows } from './run-workflow-action.ts';
import { ACTION_USAGES, promptHelpMessage } from './usages.ts';

/** `sent`: an interaction; its messages come later. `failed`: it was not done. */
export type Done = { text?: string; sent?: Sent; failed?: true };
/** `opened`: the command of theirs that has opened a window. */
export type Actor = { name: string | undefined; opened?: string };

/** @throws what the sandboxes throw when something does not exist */
export async function runAction(system: LocalSystem, actor: Actor, action: Action): Promise<Done> {
  switch (action.do) {
    case 'nothing':
    case 'quit':
      return {};
    case 'mistake':
      return { text: action.message, failed: true };
    case 'help':
      return { text: promptHelpMessage() };
    case 'state':
      return { text: stateText(await system.stack.state()) };
    case 'command':
    case 'press':
    case 'write':
    case 'choose':
    case 'as':
    case 'directs':
    case 'messages':
      return system.discord === undefined ? noSandbox('Discord') : inDiscord(system.discord, actor, action);
    case 'model':
      return onModel(system.model, action.behaviour);
    case 'site':
      return system.site === undefined ? noSite() : { text: onSite(system.site, action) };
    default:
      return system.github === undefined ? noSandbox('GitHub') : onGitHub(system.github, action);
  }
}

type InDiscord = Extract<Action, { do: 'command' | 'press' | 'write' | 'choose' | 'as' | 'directs' | 'messages' }>;

async function inDiscord(discord: DiscordSandbox, actor: Actor, action: InDiscord): Promise<Done> {
  const who = actor.name === undefined ? {} : { as: actor.name };
  switch (action.do) {
    case 'command':
      return given(actor, action.text, await discord.command(action.text, who));
    case 'write':
      if (actor.opened === undefined) return { text: 'No command of yours has opened a window.', failed: true };
      return { sent: await discord.command(actor.opened, { ...who, text: action.text }) };
    case 'press': {
      const messageId = findMessageToPress(messagesOf(discord), action.label, action.message);
      const written = action.text === undefined ? {} : { text: action.text };
      const sent = await discord.press(messageId, action.label, { ...who, ...written });
      return sent.outcome === 'opened' ? { text: windowText(action.label), failed: true } : { sent };
    }
    case 'choose': {
      const messageId = findMessageToChooseOn(discord.messages());
      return { sent: await discord.choose(messageId, action.values, who) };
    }
    case 'as':
      actor.name = action.name;
      discord.setOperator(action.name, action.operator);
      return { text: actorText(action, discord.memberRoles(action.name)) };
    case 'directs': {
      const memberId = discord.memberId(action.name);
      if (memberId === undefined) return { text: `There is nobody called ${action.name}.`, failed: true };
      discord.closeDirects(memberId, !action.on);
      return { text: `${action.name} takes ${action.on ? '' : 'no '}direct messages from this server.` };
    }
    case 'messages':
      return { text: channelText(discord) };
  }
}

function given(actor: Actor, command: string, sent: Sent): Done {
  if (sent.outcome !== 'opened') return { sent };
  actor.opened = command;
  return { text: `A window opens. Write in it: ${ACTION_USAGES.write}` };
}

/** Those of the channel come first, as they are numbered. */
function messagesOf(discord: DiscordSandbox) {
  const inChannel = discord.messages();
  const threads = inChannel.flatMap(({ message }) => discord.threadUnder(message.id) ?? []);
  return [...inChannel, ...threads.flatMap(({ id }) => discord.messages(id))];
}

function windowText(label: string): string {
  return `“${label}” opens a window. Write in it: !press ${label} text:"what you want to say"`;
}

function actorText({ name, operator }: Extract<Action, { do: 'as' }>, roles: readonly string[]): string {
  const how = operator
    ? `an operator: with the role ${roles.join(', ')} of OPERATOR_ROLE_IDS`
    : 'a guest: without the operator role';
  return `You are ${name} now, ${how}.`;
}

type OnGitHub = Exclude<
  Action,
  InDiscord | { do: 'nothing' | 'quit' | 'mistake' | 'help' | 'state' | 'site' | 'model' }
>;

function onGitHub(github: GitHubSandbox, action: OnGitHub): Done {
  switch (action.do) {
    case 'issues':
      return { text: issuesText(github.issues()) };
    case 'open':
      return { text: `#${github.openIssue(action.title, action.labels)} is open.` };
    case 'agent':
      github.behave(action.name, action.behaviour);
      return { text: `${action.name} is ${action.behaviour} from its next task on.` };
    case 'commit':
      return { text: `main is at ${github.pushCommit(action.title, undefined, action.force).slice(0, 7)}.` };
    case 'close':
      github.closeIssue(action.issue, action.reason);
      return { text: `#${action.issue} is closed.` };
    case 'reopen':
      github.reopen(action.issue);
      return { text: `#${action.issue} is open again.` };
    case 'label':
      github.label(action.issue, action.label);
      return { text: `#${action.issue} is labelled ${action.label}.` };
    case 'unlabel':
      github.unlabel(action.issue, action.label);
      return { text: `#${action.issue} is not labelled ${action.label} any more.` };
    case 'say':
    case 'comments':
    case 'enter':
      return { text: onTalk(github, action) };
    case 'file':
    case 'edit':
      return { text: onFiles(github, action) };
    case 'block':
      github.block(action.issue, action.blocker);
      return { text: `#${action.issue} waits for #${action.blocker}.` };
    case 'unblock':
      github.unblock(action.issue, action.blocker);
      return { text: `#${action.issue} does not wait for #${action.blocker} any more.` };
    case 'archive':
      github.archive(action.on);
      return { text: action.on ? 'The repository can only be read, until !archive off.' : 'It can be changed again.' };
    case 'github':
      if (action.up) github.up();
      else github.down();
      return { text: `GitHub is ${action.up ? 'up' : 'down'}.` };
    case 'redeliver':
      return { text: github.redeliver() ? 'Sent again.' : 'GitHub has not sent a webhook yet.' };
    default:
      return { text: isOfPulls(action) ? onPullRequests(github, action) : onWorkflows(github, action) };
  }
}

function isOfPulls(action: { do: string }): action is PullAction {
  return PULL_ACTIONS.some((name) => name === action.do);
}

function noSandbox(platform: string): Done {
  return { text: `${platform} is not a sandbox here, so do it in ${platform} itself.`, failed: true };
}

function onModel(model: LocalSystem['model'], behaviour: ModelBehaviour): Done {
  if (model === undefined)
    return { text: 'The language model is a real one: unset OPENAI_API_KEY and OPENAI_BASE_URL.', failed: true };
  model.behave(behaviour);
  return { text: `The language model is ${behaviour}.` };
}

function noSite(): Done {
  const text = 'There is no site here: FRONTEND_BASE_URL and VITE_API_BASE are both given. Unset one of them.';
  return { text, failed: true };
}

function issuesText(issues: readonly Issue[]): string {
  return issues.map(issueLine).join('\n');
}

function issueLine(issue: Issue): string {
  const who = issue.assignees.map((login) => ` @${login}`).join('');
  return `${`#${issue.number}`.padStart(4)} ${issue.title}${standText(issue)}  ${issue.labels.join(', ')}${who}`.trimEnd();
}

function standText({ state, stateReason, pullRequest }: Issue): string {
  if (pullRequest === undefined) return state === 'open' ? '' : ` (closed, ${stateReason})`;
  const stand = pullRequest.merged ? ', merged' : state === 'closed' ? ', closed' : pullRequest.draft ? ', draft' : '';
  return ` (pull request${stand})`;
}

function stateText({ queues, runs, follows }: StackState): string {
  const queueLines = queues.map(({ name, visible, inFlight, delayed, dueInSeconds, deadLetters }) => {
    const due = dueInSeconds === undefined ? '' : ` (the first for ${dueInSeconds} s)`;
    return `${name}: ${visible} waiting, ${inFlight} in hand, ${delayed} delayed${due}, ${deadLetters} dead letters`;
  });
  const runLines = runs.map(({ id, state, tasks }) => `${id}: ${state}, ${tasks.done}/${tasks.total} tasks`);
  const records = [...runLines, ...follows.map(({ id, state }) => `${id}: ${state}`)];
  return [...queueLines, ...(records.length === 0 ? ['No runs yet.'] : records)].join('\n');
}

/** All messages of the channel with their threads, numbered as `!press` takes them. */
function channelText(discord: DiscordSandbox, options: RenderOptions = {}): string {
  const all = discord.messages();
  if (all.length === 0) return 'Nothing was said yet.';
  const texts = all.map(({ message }, index) => {
    const thread = threadOf(discord, message.id);
    return `${index + 1}:\n${indent(renderMessage(message, { ...options, ...(thread && { thread }) }), '  ')}`;
  });
  return texts.join('\n');
}

function threadOf(discord: DiscordSandbox, messageId: string): RenderOptions['thread'] {
  const thread = discord.threadUnder(messageId);
  return thread && { name: thread.name, messages: discord.messages(thread.id).map(({ message }) => message) };
}
