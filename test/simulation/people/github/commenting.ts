/** People who ask for things in comments on GitHub, which tells of it. */
import { closedBy, pullRequests } from '@valine/github-model';
import type { Engine } from '../../engine/engine.ts';
import type { Announce } from '../../platforms/github/deliveries.ts';
import type { SimGitHub } from '../../platforms/github/sim-github.ts';
import { commentBody } from '../interaction-body.ts';
import type { Saying } from '../step.ts';

/** What was said. `commentId`: GitHub's; `at`: epoch milliseconds. */
export type Said = Saying & { commentId: number; at: number; login: string };

type Parts = { engine: Engine; github: SimGitHub; announce: Announce; repository: string };

const LOGINS = { team: 'grace', stranger: 'eve', program: 'ci[bot]' } as const;

/** Undefined where the issue is no more. */
export function comment({ engine, github, announce, repository }: Parts, saying: Saying): Said | undefined {
  const { model, people } = github.repository;
  if (github.issues.get(saying.number) === undefined) return undefined;
  const pull = pullRequests(model).findLast(({ body }) => closedBy(model, body).includes(saying.number));
  const under = saying.on === 'issue' ? undefined : pull;
  const login = LOGINS[saying.by];
  const number = under?.number ?? saying.number;
  const body = `/valine ${saying.says}`;
  const commentId = people.comment(number, login, body);
  const at = engine.timeline.now();
  const said = { id: commentId, body, at: Math.floor(at / 1000) * 1000, login, isProgram: saying.by === 'program' };
  const action = saying.isEdited ? 'edited' : 'created';
  announce('issue_comment', commentBody(action, number, under?.body, said, repository));
  return { ...saying, commentId, at, login };
}
