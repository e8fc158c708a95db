/** For a dispatcher whose queues and alarms are no part of the test: nothing waits, nothing rings, and nothing is redriven. */
export const noOperations = {
  readQueueDepths: async () => [],
  seeDeadLetters: async () => [],
  readAlarms: async () => [],
  redrive: async () => {},
};
