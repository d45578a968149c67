import type { JsonSchema } from '../../document/model.ts';
import { integerIn, type Random } from './random.ts';

/** A number of a schema: any one, or, without a source of random ones, the plainest. */
export function numberFor(schema: JsonSchema, isInteger: boolean, random?: Random): number {
  const { multipleOf } = schema;
  const step = typeof multipleOf === 'number' ? multipleOf : isInteger ? 1 : 0.5;
  const [least, most] = boundsOf(schema, step);
  const low = Math.ceil(least / step);
  const high = Math.max(low, Math.floor(most / step));
  // Where no step of this size fits, half of the way does.
  if (!random && low * step > most && !isInteger) return (least + most) / 2;
  const steps = random ? integerIn(random, low, high) : Math.min(Math.max(0, low), high);
  return Number((steps * step).toPrecision(15));
}

/** The least and the greatest number of a schema, or numbers near zero where it has no bounds. */
export function boundsOf(schema: JsonSchema, step: number): [least: number, most: number] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const low = [minimum, typeof exclusiveMinimum === 'number' ? exclusiveMinimum + step : undefined];
  const high = [
    maximum,
    typeof exclusiveMaximum === 'number' ? exclusiveMaximum - step : undefined,
  ];
  const lows = low.filter((each) => typeof each === 'number');
  const highs = high.filter((each) => typeof each === 'number');
  const least = lows.length > 0 ? Math.max(...lows) : undefined;
  const most = highs.length > 0 ? Math.min(...highs) : undefined;
  return [least ?? Math.min(0, most ?? 0), most ?? Math.max(1000, (least ?? 0) + 1000)];
}
