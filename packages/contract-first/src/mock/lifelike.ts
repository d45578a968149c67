/**
 * Values that look real, by the names and formats of properties, from @faker-js/faker. It is loaded on first
 * use, since that takes about 0.1 s.
 *
 * @module
 */
import type { Faker } from '@faker-js/faker';
import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { flatten, typesOf } from '../schema/flatten.ts';
import type { Random, Validator } from '../schema/index.ts';

type Make = (faker: Faker) => unknown;

/** What a schema says itself; a made-up value would rarely fit. */
const decided = ['const', 'enum', 'pattern', '$ref', 'oneOf', 'anyOf', 'not', 'if'];
/** Times are within these, and not about today, so that a seed gives the same ones each day. */
const TIMES = { from: '2025-01-01T00:00:00Z', to: '2026-06-30T00:00:00Z' };
const time = (faker: Faker): string => faker.date.between(TIMES).toISOString().replace(/\.\d+/, '');

const formats: Readonly<Record<string, Make>> = {
  email: (faker) => faker.internet.exampleEmail().toLowerCase(),
  'idn-email': (faker) => faker.internet.exampleEmail().toLowerCase(),
  'date-time': time,
  date: (faker) => time(faker).slice(0, 10),
  uuid: (faker) => faker.string.uuid(),
  uri: (faker) => `https://example.com/${faker.lorem.slug(2)}`,
  url: (faker) => `https://example.com/${faker.lorem.slug(2)}`,
  hostname: (faker) => `${faker.lorem.word()}.example.com`,
  ipv4: (faker) => faker.internet.ipv4(),
  ipv6: (faker) => faker.internet.ipv6(),
};

/** By the end of a name in lower case without separators; the first that matches counts. */
const texts: readonly (readonly [RegExp, Make])[] = [
  [/email(address)?$/, (faker) => faker.internet.exampleEmail().toLowerCase()],
  [/(first|given)name$/, (faker) => faker.person.firstName()],
  [/(last|family|sur)name$/, (faker) => faker.person.lastName()],
  [/(user|login|screen)name$|^login$|^nickname$/, (faker) => faker.internet.username()],
  [
    /(company|organi[sz]ation|employer|brand|vendor|merchant)(name)?$/,
    (faker) => faker.company.name(),
  ],
  [
    /(full|customer|contact|author|owner|display)name$|^(author|owner)$/,
    (faker) => faker.person.fullName(),
  ],
  [/filename$/, (faker) => faker.system.commonFileName()],
  [/(product|item)(name)?$/, (faker) => faker.commerce.productName()],
  [/jobtitle$|^(job|occupation|profession)$/, (faker) => faker.person.jobTitle()],
  [/countrycode$/, (faker) => faker.location.countryCode()],
  [/country(name)?$/, (faker) => faker.location.country()],
  [/city(name)?$|^town$/, (faker) => faker.location.city()],
  [/(state|province|region)name$|^(province|county)$/, (faker) => faker.location.state()],
  [/(zip|postal|post)(code)?$/, (faker) => faker.location.zipCode('#####')],
  [/street(address|line1?)?$|address(line)?1?$/, (faker) => faker.location.streetAddress()],
  [/timezone$/, (faker) => faker.location.timeZone()],
  [
    /(phone|mobile|fax|telephone)(number)?$/,
    (faker) => faker.phone.number({ style: 'international' }),
  ],
  [/currency(code)?$/, (faker) => faker.finance.currencyCode()],
  [/^iban$/, (faker) => faker.finance.iban()],
  [
    /(avatar|image|picture|photo|thumbnail|logo)(url|uri|link)?$/,
    (faker) => `https://example.com/images/${faker.lorem.slug(2)}.png`,
  ],
  [
    /(url|uri|link|href|website|homepage)$/,
    (faker) => `https://example.com/${faker.lorem.slug(2)}`,
  ],
  [/(domain|host)(name)?$/, (faker) => `${faker.lorem.word()}.example.com`],
  [/(locale|language|lang)(code)?$/, () => 'en'],
  [
    /(created|updated|modified|deleted|published|expires|started|ended|completed)(at|on|date|time)?$/,
    time,
  ],
  [/(price|amount|cost|total)$/, (faker) => faker.commerce.price()],
  [/slug$/, (faker) => faker.lorem.slug(2)],
  [/colou?r$/, (faker) => faker.color.rgb()],
  [
    /(description|summary|bio|body|content|comment|message|text|notes?)$/,
    (faker) => faker.lorem.sentence(),
  ],
  [/^(title|subject|headline|label|caption)$/, (faker) => faker.commerce.productName()],
  [/^name$/, (faker) => faker.commerce.productName()],
  [/(uuid|guid)$/, (faker) => faker.string.uuid()],
  [
    /^(id|key)$|[^aeiou]id$|(user|account|order|item|pet|file|node)id$/,
    (faker) => faker.string.alphanumeric({ length: 12, casing: 'lower' }),
  ],
];

const numbers: readonly (readonly [RegExp, Make])[] = [
  [/latitude$|^lat$/, (faker) => faker.location.latitude({ precision: 5 })],
  [/longitude$|^(lng|lon)$/, (faker) => faker.location.longitude({ precision: 5 })],
  [
    /(price|amount|cost|total|balance|fee)$/,
    (faker) => faker.number.float({ min: 1, max: 500, fractionDigits: 2 }),
  ],
  [/age$/, (faker) => faker.number.int({ min: 18, max: 90 })],
  [/^year$/, (faker) => faker.number.int({ min: 1990, max: 2026 })],
  [
    /(count|quantity|qty|number|size|votes?|likes|views|stars?)$/,
    (faker) => faker.number.int({ min: 1, max: 200 }),
  ],
  [/(percent|percentage|progress)$/, (faker) => faker.number.int({ min: 0, max: 100 })],
  [/rating$|score$/, (faker) => faker.number.int({ min: 1, max: 5 })],
  [
    /(at|time|timestamp|created|updated|expires)$/,
    (faker) => Math.floor(faker.date.between(TIMES).getTime() / 1000),
  ],
  [/id$/, (faker) => faker.number.int({ min: 1, max: 99_999 })],
];

const TRIES = 3;

/** Makes values of properties. */
export class Lifelike {
  readonly #document: Document;
  readonly #validator: Validator;
  #faker: Faker | undefined;

  constructor(document: Document, validator: Validator) {
    this.#document = document;
    this.#validator = validator;
  }

  async load(): Promise<void> {
    if (this.#faker) return;
    // All languages together take nearly a second.
    this.#faker = (await import('@faker-js/faker/locale/en')).faker;
  }

  /**
   * The values of one body by the names of its properties.
   *
   * @param random the same one gives the same values
   * @returns undefined for properties whose names and formats say nothing, or that accept no such value
   */
  source(random: Random): (name: string, schema: JsonSchema) => unknown {
    const faker = this.#faker;
    if (!faker) return () => undefined;
    return (name, schema) => {
      const flat = flatten(this.#document, schema);
      const make = this.#listOf(name, flat) ?? makerOf(name, flat);
      if (!make) return undefined;
      faker.seed(Math.floor(random() * 2 ** 31));
      for (let tries = 0; tries < TRIES; tries++) {
        const value = make(faker);
        if (this.#validator.accepts(schema, value)) return value;
      }
      return undefined;
    };
  }

  /** A few texts or numbers, as the singular of the name has them. */
  #listOf(name: string, { type, items, minItems = 1, uniqueItems }: JsonSchema): Make | undefined {
    if (type !== 'array' || !isSchema(items) || Number(minItems) > 1 || uniqueItems === true)
      return undefined;
    const make = makerOf(name.replace(/s$/, ''), flatten(this.#document, items));
    return (
      make &&
      ((faker) => Array.from({ length: faker.number.int({ min: 1, max: 3 }) }, () => make(faker)))
    );
  }
}

const words: Make = (faker) => faker.lorem.words({ min: 1, max: 3 });

function makerOf(name: string, flat: JsonSchema): Make | undefined {
  if (decided.some((keyword) => keyword in flat)) return undefined;
  const types = typesOf(flat).filter((type) => type !== 'null');
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const named = (makers: typeof texts) => makers.find(([pattern]) => pattern.test(plain))?.[1];
  if (types.length !== 1) return undefined;
  const { format } = flat;
  switch (types[0]) {
    case 'string':
      if (typeof format === 'string' && Object.hasOwn(formats, format)) {
        // A name may say more of a URL than that it is one.
        return /^ur[il]$/.test(format)
          ? (named(texts.slice(URLS)) ?? formats[format])
          : formats[format];
      }
      return typeof format === 'string' ? undefined : (named(texts) ?? words);
    case 'number':
      return named(numbers);
    case 'integer': {
      const make = named(numbers);
      return make && ((faker) => Math.round(Number(make(faker))));
    }
    default:
      return undefined;
  }
}

/** Where the makers of URLs begin. */
const URLS = texts.findIndex(([pattern]) => pattern.test('avatarurl'));
