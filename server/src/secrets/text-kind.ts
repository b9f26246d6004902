export type TextKind = 'code' | 'settings' | 'prose' | 'markup' | 'shell' | 'sql' | 'other';

const extensions: readonly (readonly [TextKind, string])[] = [
  [
    'code',
    'ts tsx mts cts js jsx mjs cjs vue svelte astro py rb go java kt kts cs php rs swift c h cc cpp hpp m mm scala dart lua r pl ex exs groovy',
  ],
  [
    'settings',
    'env json jsonc json5 yml yaml toml ini cfg conf properties config tf tfvars hcl npmrc netrc plist ipynb lock',
  ],
  ['prose', 'md mdx markdown rst adoc txt text log'],
  ['markup', 'html htm xml xhtml svg xaml csproj props targets'],
  ['shell', 'sh bash zsh fish ps1 psm1 bat cmd mk dockerfile http rest'],
  ['sql', 'sql'],
];

const byExtension: ReadonlyMap<string, TextKind> = new Map(
  extensions.flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);

/** How a file's text is written, by its name alone. */
export function textKindOf(path: string): TextKind {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (/^\.env(\.|$)|^\.(npmrc|netrc|pypirc|pgpass|dockercfg|git-credentials|yarnrc)$/.test(name)) return 'settings';
  if (
    /^(docker|container)file(\.|$)|^(gnu)?makefile$|^procfile$|^\.(bash|zsh|sh)?(rc|profile|history|aliases)$|^\.envrc$/.test(
      name,
    )
  ) {
    return 'shell';
  }
  if (/^(readme|changelog|license|licence|notice|authors|contributing)$/.test(name)) return 'prose';
  if (name.startsWith('jenkinsfile')) return 'code';
  return byExtension.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'other';
}
