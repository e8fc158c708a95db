/** `set-up.check`: looks at how GitHub is set up, judges it as `valine doctor` does, and reports what it found. */
import type { SetUpCheck, SetUpFinding, SetUpObserved } from '@valine/contracts';
import { type Fact, gatherGitHub, known, unknown } from '@valine/doctor';
import { GITHUB_CHECKS } from '@valine/doctor/github';
import { entryOf } from '@valine/lambda-kit';
import { operationId } from '@valine/records';
import type { Ports, SetUpPorts } from '../shared/ports.ts';

/** What was not seen is left out, so that it changes nothing. */
export async function checkSetUp(
  { queues, clock, logger }: Pick<Ports, 'queues' | 'clock' | 'logger'>,
  { github, settings, webhookUrl }: SetUpPorts,
  { id, slot, ticket }: SetUpCheck,
): Promise<void> {
  const url = webhookUrlAsSeen(webhookUrl, settings['GITHUB_API_URL'] ?? '');
  const looked = await gatherGitHub(github, settings, url);
  const facts = { settings: known(settings), github: looked, webhookUrl: url, now: clock.now() };
  const judged = GITHUB_CHECKS.map((check) => ({ check: check.id, verdict: check.judge(facts) }));
  const findings = judged.flatMap(({ check, verdict }): SetUpFinding[] => {
    if (verdict.is === 'good') return [{ check, is: 'good' }];
    if (verdict.is !== 'bad') return [];
    const [first, ...others] = verdict.problems;
    return [{ check, is: 'bad', ...(first && toldOf(first, others.length)) }];
  });
  const observed: SetUpObserved = { type: 'set-up.observed', id: operationId(id, 'observed'), slot, ticket, findings };
  await queues.send('dispatch', [entryOf(observed)]);
  logger.info('the set-up was looked at', {
    id,
    slot,
    verdicts: judged.map(({ check, verdict }) => `${check} ${verdict.is}`),
  });
}

/** For people in a channel: the rest stands in `valine doctor`. */
function toldOf({ says, mend }: { says: string; mend: string }, more: number): Pick<SetUpFinding, 'says' | 'mend'> {
  return { says: more === 0 ? says : `${says} (And ${more} more.)`, mend };
}

/** A GitHub elsewhere reaches a stack on this machine through a tunnel of which nobody here knows. */
function webhookUrlAsSeen(webhookUrl: string, apiUrl: string): Fact<string> {
  if (isLocal(webhookUrl) && !isLocal(apiUrl))
    return unknown('Nobody here knows by which address GitHub reaches this machine.', 'Compare it with your tunnel.');
  return known(webhookUrl);
}

function isLocal(url: string): boolean {
  return /^https?:\/\/(127\.|localhost|\[::1\])/.test(url);
}
