import { describe, expect, it } from 'vitest';
import { parseSeed } from './parse-seed.ts';

const parse = (value: unknown) => parseSeed(JSON.stringify(value), 'seed.json');

describe('a seed file', () => {
  it('gives issues and workflows', () => {
    const issue = { title: 'Basket', labels: ['ready'], assignee: 'ada', days_old: 3, closed_days_ago: 1 };
    const workflow = {
      file: 'ship.yml',
      name: 'Ship',
      steps: ['Build', 'Copy'],
      inputs: ['api_base'],
      fails_at: 'Copy',
    };
    expect(parse({ issues: [issue, { title: 'Plain' }], workflows: [workflow] })).toEqual({
      issues: [
        { title: 'Basket', labels: ['ready'], assignee: 'ada', daysOld: 3, closedDaysAgo: 1 },
        { title: 'Plain', labels: [], daysOld: 1 },
      ],
      workflows: [{ file: 'ship.yml', name: 'Ship', steps: ['Build', 'Copy'], inputs: ['api_base'], failsAt: 'Copy' }],
    });
    expect(parse({})).toEqual({});
  });

  it('is told every problem at once, each with its place', () => {
    const issues = [{ titel: 'x', labels: 'ready' }, 7, { title: ' ', days_old: -1, labels: ['a', 5] }];
    const workflows = [{ file: 'ship', name: 'Ship', steps: [], fails_at: 'Copy' }];
    expect(() => parse({ issues, workflows, extra: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [Error: The seed file seed.json is not right. Correct it, or unset VALINE_SEED, and start again:
        extra is not known; there are issues, workflows
        issues[0].titel is not known; there are title, labels, assignee, body, days_old, closed_days_ago
        issues[0].title is missing
        issues[0].labels must be a list, not "ready"
        issues[1] must be an object with title, labels, assignee, body, days_old, closed_days_ago
        issues[1].title is missing
        issues[2].title must be a text, not " "
        issues[2].labels[1] must be a text, not 5
        issues[2].days_old must be a number of days from 0 to 3650, not -1
        workflows[0].file must be a file name as client-deploy.yml, not "ship"
        workflows[0].steps must list one step at least
        workflows[0].fails_at must be one of its steps, not "Copy"]
    `);
  });

  it.each([
    ['{ "issues": [', 'it is not JSON ('],
    ['[]', 'the file must be an object with issues, workflows'],
    ['{"issues": {}}', 'issues must be a list, not {}'],
  ])('that is %s is refused', (text, problem) => {
    expect(() => parseSeed(text, 'seed.json')).toThrow(problem);
  });
});
