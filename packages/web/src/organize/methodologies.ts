import type { Job, Methodology } from '@file-organizer/client';

/** The ways of organizing, as people read them. */
export const methodologies: readonly {
  readonly value: Methodology;
  readonly name: string;
  readonly about: string;
}[] = [
  {
    value: 'para',
    name: 'PARA',
    about: 'By what files are for: Projects, Areas, Resources and Archives',
  },
  {
    value: 'johnny_decimal',
    name: 'Johnny Decimal',
    about: 'Into numbered areas and categories, such as 11.01',
  },
  { value: 'type', name: 'Type', about: 'Into Documents, Images, Audio, Video and so on' },
  { value: 'date', name: 'Date', about: 'Into a folder per month, such as 2026/2026-11' },
];

/** The folder and the methodology of a job, such as `/photos by Date`. */
export function titleOf({ path, methodology }: Job): string {
  const { name } = methodologies.find(({ value }) => value === methodology) ?? {};
  const folder = path === '/' ? 'Library' : path;
  return name === undefined ? folder : `${folder} by ${name}`;
}
