/** What is still to happen, the earliest first; what happens at the same time is put in order by a number drawn for it. */

export type Event = { time: number; tie: number; act: () => unknown };

export type EventHeap = {
  push(event: Event): void;
  pop(): Event | undefined;
  peek(): Event | undefined;
};

export function createEventHeap(): EventHeap {
  const heap: Event[] = [];
  return {
    push(event) {
      heap.push(event);
      rise(heap, heap.length - 1);
    },
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (heap.length > 0 && last !== undefined) {
        heap[0] = last;
        sink(heap, 0);
      }
      return first;
    },
    peek: () => heap[0],
  };
}

function isBefore(a: Event | undefined, b: Event | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  return a.time < b.time || (a.time === b.time && a.tie < b.tie);
}

function rise(heap: Event[], from: number): void {
  let index = from;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(heap[index], heap[parent])) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function sink(heap: Event[], from: number): void {
  let index = from;
  for (;;) {
    const left = 2 * index + 1;
    const smaller = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    if (!isBefore(heap[smaller], heap[index])) return;
    swap(heap, index, smaller);
    index = smaller;
  }
}

function swap(heap: Event[], a: number, b: number): void {
  const [one, other] = [heap[a], heap[b]];
  if (one === undefined || other === undefined) return;
  heap[a] = other;
  heap[b] = one;
}
