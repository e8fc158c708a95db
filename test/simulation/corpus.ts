/** Worlds that once broke an invariant, and what it was. They are run for ever. */
import type { Family } from './people/families.ts';

export const corpus: readonly { seed: number; family: Family; was: string }[] = [
  {
    seed: 6,
    family: 'status',
    was: 'a copy of /plan was refused by GitHub after another had planned: the run stayed unseen',
  },
  { seed: 19, family: 'issues', was: 'a replayed /plan found no issues any more and said so, beside its own run' },
  { seed: 33, family: 'approve', was: 'an unconfirmed edit landed late, over the newer text' },
  { seed: 31, family: 'status', was: "the look for a lost message took somebody else's equal answer for ours" },
  { seed: 363, family: 'issues', was: 'a delivery from before the plan, delivered again weeks later, ended a task' },
  { seed: 17001, family: 'issues', was: 'a worker frozen past its end stored a run that others had refused' },
  { seed: 8093, family: 'approve', was: 'what a frozen worker had promised was never sent' },
  { seed: 8079, family: 'plan', was: 'what a run promised stayed unsent when another copy had finished the message' },
  { seed: 1163, family: 'plan', was: 'two lost answers of one text, one taken for the other (docs/decisions/0004)' },
  { seed: 13281, family: 'issues', was: 'two changes of an issue within one second of GitHub, told apart by nobody' },
  {
    seed: 1129,
    family: 'status',
    was: 'a look at a list that lagged, right after a reply had closed, led to a second message',
  },
  {
    seed: 565,
    family: 'approve',
    was: 'a card that differed in its footer alone was taken for the same text, and overwritten late',
  },
  { seed: 24236, family: 'discard', was: 'a late edit put the footer of an older card back' },
  {
    seed: 408,
    family: 'diagnose',
    was: 'a press that came again was refused, and the diagnose it had begun never started',
  },
  { seed: 445, family: 'deploy', was: 'a deploy was begun, and told as refused when its name did not resolve again' },
  { seed: 3701, family: 'deploy', was: 'a check that was put back for an hour left ever more copies of itself behind' },
  {
    seed: 2628,
    family: 'diagnose',
    was: 'a list of jobs lagged behind the end of its run, and the summary was called missing',
  },
  {
    seed: 12914,
    family: 'diagnose',
    was: 'a re-run that left no summary was told as ok by that of the attempt before it',
  },
  {
    seed: 14079,
    family: 'deploy',
    was: 'a deleted message was made again with an older text, and counted as the newer one',
  },
  {
    seed: 243,
    family: 'diagnose',
    was: 'a decision of an operator that came again reopened what had been given up since',
  },
  {
    seed: 20418,
    family: 'diagnose',
    was: 'a function that was frozen between reading and deciding called a late summary missing',
  },
  {
    seed: 77028773,
    family: 'plan',
    was: 'an issue was closed and opened again, and the delivery of the closing, come again, ended its task in a later plan',
  },
  {
    seed: 11243463,
    family: 'deploy',
    was: 'a poll that came back after the deadline called a run timed out that had ended, without asking GitHub',
  },
  {
    seed: 55001081,
    family: 'verify',
    was: 'jobs could not be read, and an artifact that was still to come was called missing',
  },
  {
    seed: 10698253,
    family: 'issues',
    was: 'an issue that was opened again and then deleted was shown as closed once the deletion came again',
  },
  {
    seed: 10704646,
    family: 'diagnose',
    was: 'a later batch held an older revision, and the message it had made was taken for the newer one',
  },
  {
    seed: 13988879,
    family: 'issues',
    was: 'a delivery that came again dated a task whose issue was gone',
  },
  {
    seed: 13989489,
    family: 'ship',
    was: 'a card that was shown anew while the queue was away went behind the first line of its thread',
  },
  {
    seed: 71014193,
    family: 'approve',
    was: 'a thread that was gone was noted at a message that another worker had claimed',
  },
  {
    seed: 16313115,
    family: 'diagnose',
    was: 'one copy of a command was frozen and then refused, after another had begun the diagnose',
  },
  {
    seed: 6331057,
    family: 'deploy',
    was: 'a refusal that was not sent stayed promised for ever, once another copy had begun the deploy',
  },
  { seed: 6322659, family: 'doorstep', was: 'the same of a plan' },
  {
    seed: 12973669,
    family: 'ship',
    was: 'a refusal that died before it was sent, beside a plan that another copy had begun: nobody needs it any more',
  },
  {
    seed: 8534833,
    family: 'plan',
    was: 'one of two equal messages was taken for the other (docs/decisions/0004), whose limit nobody told it of',
  },
  {
    seed: 66003897,
    family: 'ship',
    was: 'one of two equal messages was taken for the other (docs/decisions/0004), which somebody deleted then',
  },
  { seed: 4528009, family: 'verify', was: 'a cancel that landed late stopped the re-run' },
  {
    seed: 9,
    family: 'issues',
    was: 'what could not be done for a task was forgotten once its pull request was merged',
  },
  {
    seed: 13509529,
    family: 'approve',
    was: 'one copy of an approval was counted and answered, another one was refused before its plan was there',
  },
  { seed: 68001462, family: 'ship', was: 'a plan ended while one of its pull requests was still being merged' },
  { seed: 4527593, family: 'approve', was: 'a look that died after its write, and came again, told nothing' },
  { seed: 7700505, family: 'status', was: 'what a look had written was not told, for GitHub refused the next one' },
  { seed: 4527528, family: 'issues', was: 'what can be taken into a proposal was compared with nothing' },
  {
    seed: 4527862,
    family: 'plan',
    was: 'an edit that landed late put old buttons back, for the text of the card was the same',
  },
  {
    seed: 92000455,
    family: 'comments',
    was: 'a merge was lost whose issue had been closed before: nobody asked about its pull request any more',
  },
  { seed: 2964332, family: 'merge', was: 'the same, of a pull request that was behind its base' },
  {
    seed: 1760979,
    family: 'ship',
    was: 'a label was not given back, for GitHub did not take our credentials at that moment',
  },
  {
    seed: 92000446,
    family: 'ship',
    was: 'labels were left to another plan, which ended without having begun: nobody gave them back',
  },
  {
    seed: 93000519,
    family: 'effects',
    was: 'a merge queue merged hours later, when the world was thought to be at its end: the fault was the comparison’s',
  },
  {
    seed: 4527841,
    family: 'undecided',
    was: 'a pull request that a webhook told of was not found once, and was heard of again only when it was delivered anew',
  },
  {
    seed: 51003527,
    family: 'agents',
    was: 'a merge was told after its plan had ended, and nobody saw it until a redrive weeks later',
  },
  {
    seed: 51016901,
    family: 'agents',
    was: 'what a merge queue had taken out was given up, and told by a redrive: the fault was the comparison’s',
  },
  {
    seed: 15471149,
    family: 'merge',
    was: 'a branch was brought up to date twice: the model of GitHub took the head of one that is closed for that of its branch',
  },
  {
    seed: 16211885,
    family: 'ship',
    was: 'an answer was parked in a thread that somebody had locked: the fault was the comparison’s',
  },
  {
    seed: 399,
    family: 'admin',
    was: 'one copy could not look at an address, another set the value: the audit has what was entered first',
  },
  {
    seed: 36,
    family: 'queue',
    was: 'a label was to be put on, and was taken off as nobody had done so for half an hour: a redrive put it on hours later',
  },
  {
    seed: 4527531,
    family: 'outage',
    was: 'a sweep had just begun to compare all that is open with GitHub when all was to be quiet: the fault was the moment’s',
  },
  {
    seed: 841213,
    family: 'identity',
    was: 'a task could begin only when somebody asked at last, and nobody looked at its pull request after that: the fault was that nobody did',
  },
];
