import { messageDocument } from '../contract.ts';
import { EventLog } from './eventLog.ts';

/** Interval between the examples, in milliseconds. */
const PAUSE = 1000;

/** Sends the examples of the AsyncAPI document in turn while somebody is listening. */
export class ExampleEvents extends EventLog {
  #listening = 0;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;

  override listen(...args: Parameters<EventLog['listen']>): () => void {
    const stop = super.listen(...args);
    this.#listening += 1;
    this.#timer ??= setInterval(() => this.#tell(), PAUSE);
    return () => {
      stop();
      this.#listening -= 1;
      if (this.#listening > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  #tell(): void {
    const example = examples[this.#next++ % examples.length];
    if (example) this.publish(example.event, example.data);
  }
}

type Example = { readonly event: string; readonly data: unknown };

const isEvent = (payload: unknown): payload is Example =>
  typeof payload === 'object' && payload !== null && 'event' in payload && 'data' in payload;

const examples = Object.values(messageDocument.components.messages)
  .flatMap(({ examples = [] }) => examples)
  .map(({ payload }) => payload)
  .filter(isEvent);
