// SPDX-License-Identifier: Apache-2.0
// A value with its past and, after an undo, its future.
const longest_past = 200;

export class Undoable<T> {
  private past: T[] = [];
  private future: T[] = [];

  constructor(public now: T) {}

  change(next: T) {
    this.past = [...this.past, this.now].slice(-longest_past);
    this.future = [];
    this.now = next;
  }

  get can_undo(): boolean {
    return this.past.length > 0;
  }

  get can_redo(): boolean {
    return this.future.length > 0;
  }

  undo(): T {
    const before = this.past.pop();
    if (before !== undefined) {
      this.future.push(this.now);
      this.now = before;
    }
    return this.now;
  }

  redo(): T {
    const after = this.future.pop();
    if (after !== undefined) {
      this.past.push(this.now);
      this.now = after;
    }
    return this.now;
  }
}
