/** Files that hold the settings of one machine or deployment: secrets belong there, and they do not belong into Git. */
const environmentFile = /^(?:\.env|\.dev\.vars)(?:\.[\w.-]+)?$/;
/** What shows others which settings there are; `.env.vault` is encrypted. */
const shown =
  /\.(?:example|sample|template|tmpl|tpl|dist|defaults?|schema|vault|md|d\.ts|[cm]?[jt]s)$|\.(?:example|sample|template)\./i;

/** `.env.example`: what is copied and filled in. */
export const isEnvironmentExample = (file: string): boolean =>
  /(?:^|\.)env\b/.test(nameOf(file)) && shown.test(nameOf(file));

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** `.env`, `.env.local`, `.dev.vars`; not `.env.example`. */
export function isEnvironmentFile(file: string): boolean {
  const name = nameOf(file);
  return environmentFile.test(name) && !shown.test(name);
}
