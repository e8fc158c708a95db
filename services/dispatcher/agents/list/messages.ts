/** What `/agents` says. */
import { agoMarkdown, codeSpan, type Message, plainText } from '@valine/contracts';
import type { AgentSlot, AgentWork, SpentSoFar } from '@valine/records';
import type { CodingAgent } from '@valine/settings';
import type { DispatcherSettings } from '../../ports.ts';

export type AgentsFacts = {
  settings: DispatcherSettings;
  /** Of the language model. */
  hasKey: boolean;
  /** What coding agents are at work on. */
  inHand: readonly AgentSlot[];
  givenToday: AgentWork['givings'];
  /** By the language model. */
  spent: SpentSoFar;
};

export function agentsMessage(facts: AgentsFacts): Message {
  const lines = [...codingLines(facts), '', ...siteLines(facts.settings), '', ...modelLines(facts)];
  return { card: { title: '🤖 Agents', lines, tone: 'neutral', footer: 'Days and months are those of UTC.' } };
}

function codingLines(facts: AgentsFacts): string[] {
  const agents = Object.entries(facts.settings.codingAgents);
  if (agents.length === 0)
    return ['**Coding agents** work on tasks of plans', '⚪ off: none is configured. `CODING_AGENTS` names them.'];
  return [...agents.flatMap(([name, agent]) => codingAgentLines(facts, name, agent)), `-# ${givenText(facts)}`];
}

function codingAgentLines({ inHand, settings }: AgentsFacts, name: string, agent: CodingAgent): string[] {
  const own = inHand.filter((slot) => slot.agent === name);
  const label = plainText(agent.label ?? name);
  return [
    `**${label}** works on tasks of plans ${HOW[agent.kind]} • the button _Give to ${label}_, or \`TASK_ASSIGNEE\``,
    `🟢 on • ${own.length === 0 ? 'at nothing' : `at work on ${own.map(slotText).join(', ')}`}${
      settings.taskAssignee === name ? ' • is given every task' : ''
    }`,
  ];
}

const HOW: Readonly<Record<CodingAgent['kind'], string>> = {
  copilot: '(assigned on GitHub)',
  workflow: '(a workflow of the repository)',
  comment: '(asked in a comment)',
};

function slotText({ number, planId, at }: AgentSlot): string {
  return `#${number} of ${codeSpan(planId)} since ${agoMarkdown(at)}`;
}

function givenText({ settings, givenToday }: AgentsFacts): string {
  const { agentTasksAtOnce, agentTasksPerDay, agentDailyCostUsd } = settings;
  const known = givenToday.filter(({ costUsd }) => costUsd !== undefined);
  const usd = known.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0);
  const most = agentDailyCostUsd === undefined ? '' : ` of ${dollars(agentDailyCostUsd)}`;
  const cost =
    known.length === 0 && agentDailyCostUsd === undefined
      ? 'what they cost is not known'
      : `at most ${dollars(usd)}${most}`;
  return `Coding agents were given ${givenToday.length} of ${agentTasksPerDay} tasks today, ${cost}; at most ${agentTasksAtOnce} at a time.`;
}

function siteLines(settings: DispatcherSettings): string[] {
  const why = whySiteOff(settings);
  const sections = Object.keys(settings.uxSections).map((name) => codeSpan(name, 40));
  return [
    '**Site** proposes a change to a section of the site, and opens a draft pull request once who asked confirms it • `/ux-update`',
    why === undefined ? `🟢 on • for ${sections.join(', ')} • costs nothing with \`command:\`` : `⚪ off: ${why}`,
  ];
}

function whySiteOff({ uxUpdatesDisabled, uxSections }: DispatcherSettings): string | undefined {
  if (uxUpdatesDisabled) return '`DISABLE_UX_UPDATES` is true.';
  return Object.keys(uxSections).length === 0 ? 'no section is named in `UX_SECTIONS`.' : undefined;
}

function modelLines(facts: AgentsFacts): string[] {
  const { settings, spent } = facts;
  const { today, month, callsUnderWay } = spent;
  const { name, maxDailyCostUsd } = settings.languageModel;
  const why = whyOff(facts);
  const work = callsUnderWay === 0 ? 'at nothing' : `${callsText(callsUnderWay)} under way`;
  return [
    `**Language model** ${codeSpan(name)} turns words into such a change • \`/ux-update description:\``,
    why === undefined ? `🟢 on • ${work}` : `⚪ off: ${why}`,
    `-# Today ${isTodayMissing(spent) ? 'unknown' : `${dollars(today.usd)} of ${dollars(maxDailyCostUsd)} (${callsText(today.calls)})`}, this month ${dollars(month.usd)} (${callsText(month.calls)}).`,
    ...missingLines(spent),
  ];
}

function callsText(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}

function missingLines({ missing }: SpentSoFar): string[] {
  if (missing.length === 0) return [];
  const records = missing.length === 1 ? 'its record' : 'their records';
  return [
    `⚠️ ${missing.join(', ')}: ${records} cannot be read, so what was spent then is missing here. Another version wrote it: deploy that one or a later one.`,
  ];
}

function isTodayMissing({ missing, today }: SpentSoFar): boolean {
  return missing.includes(today.day);
}

function whyOff({ settings, hasKey, spent }: AgentsFacts): string | undefined {
  const { isUsed, price, name, maxDailyCostUsd } = settings.languageModel;
  const whyNoSite = whySiteOff(settings);
  if (whyNoSite !== undefined) return whyNoSite;
  if (!isUsed) return '`USE_LLM_PARSING` is not true.';
  if (!hasKey) return '`OPENAI_API_KEY` is not set.';
  if (price === undefined) return `\`LLM_PRICES\` has no price of ${codeSpan(name)}.`;
  if (isTodayMissing(spent)) return 'nobody knows what is left of the budget of today.';
  return spent.today.usd >= maxDailyCostUsd ? 'the budget of today is spent (`MAX_DAILY_COST_USD`).' : undefined;
}

function dollars(usd: number): string {
  return usd === 0 || usd >= 0.01 ? `$${usd.toFixed(2)}` : `$${usd.toFixed(4)}`;
}
